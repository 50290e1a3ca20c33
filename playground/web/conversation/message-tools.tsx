import type { MessageSight } from '../../page/contract';
import { MoreIcon } from '../icons';
import { Menu, MenuItem } from '../menu';
import { plainText } from '../plain-text';
import { useAct, useSight } from '../sight';
import { say } from '../notices';
import { AddReaction, QUICK, ReactionItems } from './reactions';

/** What one can do with a message. */
export function MessageTools({ message, tabIndex }: { message: MessageSight; tabIndex: number }) {
  return (
    <div className="message-tools">
      {!message.ephemeral && <AddReaction message={message} tabIndex={tabIndex} />}
      <Menu className="tool" label="More actions" tabIndex={tabIndex} button={<MoreIcon />}>
        {() => <Actions message={message} />}
      </Menu>
    </div>
  );
}

function Actions({ message }: { message: MessageSight }) {
  const { shortcuts, people, app } = useSight();
  const act = useAct();
  const offered = message.ephemeral ? [] : shortcuts.filter((shortcut) => shortcut.kind === 'message');

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(plainText(message.text, people));
      say('Copied.');
    } catch {
      say('The browser did not let the text be copied.');
    }
  }

  return (
    <>
      {!message.ephemeral && (
        <div className="menu-reactions" role="presentation">
          <ReactionItems message={message} emojis={QUICK} />
        </div>
      )}
      {offered.map(({ callbackId, name }) => (
        <MenuItem
          key={callbackId}
          onChoose={() => void act({ kind: 'message_shortcut', callbackId, message: message.id })}
        >
          <span className="menu-words">
            <span className="menu-title">{name}</span>
            <span className="menu-quiet">{app.name}</span>
          </span>
        </MenuItem>
      ))}
      <MenuItem onChoose={() => void copy()}>Copy text</MenuItem>
    </>
  );
}
