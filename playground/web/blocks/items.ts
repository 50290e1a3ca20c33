import { objectAt, objectsAt, stringAt, stringsAt } from '../../server/json';
import type { ConversationSight, Json, PersonSight, Sight } from '../../page/contract';

/** Something to choose. */
export interface Item {
  id: string;
  label: string;
  /** said after the label, and found by typing too */
  detail: string;
}

const MOST_SHOWN = 100;

/** Letters that no accent was put on, and that people type without their stroke all the same. */
const PLAIN_LETTERS: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };

/** Letters without their accents, in lower case. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđßæœı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);

/** Those with a word that begins with what is typed; a leading `@` or `#` is left out of account. */
export function matching(items: Item[], typed: string): Item[] {
  const wanted = folded(typed).trim().replace(/^[@#]/, '');
  if (wanted === '') return items.slice(0, MOST_SHOWN);
  const fits = ({ label, detail }: Item): boolean =>
    ` ${folded(`${label} ${detail}`).replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(
      ` ${wanted.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`,
    );
  return items.filter(fits).slice(0, MOST_SHOWN);
}

/** Everybody, apps included, as Slack offers them. */
export function people({ people: all, me }: Sight): Item[] {
  return all.map((person) => ({ id: person.id, label: person.name, detail: detailOf(person, me) }));
}

function detailOf({ id, handle, isApp }: PersonSight, me: string): string {
  return [`@${handle}`, ...(isApp ? ['app'] : []), ...(id === me ? ['you'] : [])].join(' · ');
}

const named = ({ id, kind, name, members }: ConversationSight): Item => ({
  id,
  label: kind === 'public' || kind === 'private' ? `#${name}` : name,
  detail:
    kind === 'private'
      ? 'private'
      : kind === 'im'
        ? 'direct message'
        : kind === 'mpim'
          ? `${members.length} people`
          : '',
});

export function channels({ conversations }: Sight): Item[] {
  return conversations.filter(({ kind, archived }) => kind === 'public' && !archived).map(named);
}

/** @param element whose `filter` says which kinds */
export function conversations(sight: Sight, element: Json): Item[] {
  const filter = objectAt(element, 'filter');
  const kinds = stringsAt(filter, 'include');
  const leavesOutBots = filter?.['exclude_bot_users'] === true;
  return sight.conversations
    .filter(
      ({ kind, archived, isApp }) =>
        !archived && (kinds.length === 0 || kinds.includes(kind)) && !(leavesOutBots && isApp),
    )
    .map(named);
}

/** The options of a static list, grouped or not. */
export function optionItems(element: Json): Item[] {
  const grouped = objectsAt(element, 'option_groups').flatMap((group) =>
    objectsAt(group, 'options').map((option) => itemOf(option, stringAt(objectAt(group, 'label'), 'text') ?? '')),
  );
  return [...objectsAt(element, 'options').map((option) => itemOf(option, '')), ...grouped];
}

function itemOf(option: Json, group: string): Item {
  const description = stringAt(objectAt(option, 'description'), 'text') ?? '';
  return {
    id: stringAt(option, 'value') ?? '',
    label: stringAt(objectAt(option, 'text'), 'text') ?? '',
    detail: [group, description].filter((each) => each !== '').join(' · '),
  };
}
