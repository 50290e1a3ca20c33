import type { MessageSight } from '../../page/contract';
import { emojiOf, PICKABLE } from '../blocks/emoji';
import { SmileIcon } from '../icons';
import { Menu, MenuItem } from '../menu';
import { inOneLine } from '../plain-text';
import { useAct, useSight } from '../sight';
import { reactionWords } from './reaction-words';

/** What people reacted with; each can be joined and taken back. */
export function Reactions({ message }: { message: MessageSight }) {
  const { people, me } = useSight();
  const act = useAct();
  if (message.reactions.length === 0) return null;
  return (
    <ul className="reactions" aria-label="Reactions">
      {message.reactions.map(({ emoji, people: by }) => {
        const mine = by.includes(me);
        const others = by
          .filter((id) => id !== me)
          .map((id) => people.find((one) => one.id === id)?.name ?? 'somebody');
        const words = `${reactionWords(emoji)}, by ${inOneLine(mine ? [...others, 'you'] : others)}`;
        return (
          <li key={emoji}>
            <button
              type="button"
              className="reaction"
              aria-pressed={mine}
              title={words}
              onClick={() => void act({ kind: 'react', message: message.id, emoji, add: !mine })}
            >
              <span aria-hidden="true">
                {emojiOf(emoji) ?? `:${emoji}:`} {by.length}
              </span>
              <span className="visually-hidden">{words}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const COLUMNS = 6;

export function AddReaction({ message, tabIndex }: { message: MessageSight; tabIndex: number }) {
  return (
    <Menu
      className="tool add-reaction"
      menuClassName="emoji-menu"
      label="Add a reaction"
      columns={COLUMNS}
      tabIndex={tabIndex}
      button={<SmileIcon />}
    >
      {() => <ReactionItems message={message} emojis={PICKABLE} />}
    </Menu>
  );
}

/** Without the skin tones: for where there is little room. */
export const QUICK = PICKABLE.filter((emoji) => !emoji.includes('::')).slice(0, COLUMNS);

/** A menu's items, each a reaction. */
export function ReactionItems({ message, emojis }: { message: MessageSight; emojis: string[] }) {
  const { me } = useSight();
  const act = useAct();
  const isMine = (emoji: string) => message.reactions.some((one) => one.emoji === emoji && one.people.includes(me));
  return emojis.map((emoji) => (
    <MenuItem
      key={emoji}
      className="emoji-item"
      label={reactionWords(emoji)}
      onChoose={() => void act({ kind: 'react', message: message.id, emoji, add: !isMine(emoji) })}
    >
      <span aria-hidden="true">{emojiOf(emoji) ?? emoji}</span>
    </MenuItem>
  ));
}
