import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import { adapterFor } from '../../../src/store/open-database';
import type { Ask } from '../../../src/store/ask-store';
import type { Circle } from '../../support/circle';

/** Types `/referral ask …` and waits until everything is sent; gives what the asker was shown. */
export async function asks(circle: Circle, person: Person, rest: string): Promise<Message | undefined> {
  const shown = await person.types(`/referral ask ${rest}`);
  await circle.settle();
  return shown ?? person.ephemerals.at(-1);
}

/** Every ask that is stored, oldest first. */
export async function storedAsks(circle: Circle): Promise<Ask[]> {
  const adapter = await adapterFor(circle.database.url).connect();
  const { rows } = await adapter.queryRaw({
    sql: 'SELECT id FROM "Ask" ORDER BY "askedAt", id',
    args: [],
    argTypes: [],
  });
  await adapter.dispose();
  const found = await Promise.all(
    rows.map(([id]) => circle.database.db.read.asks.find(circle.workspace.id, id as string)),
  );
  return found.filter((ask) => ask !== null);
}

export async function press(circle: Circle, person: Person, label: string, on?: Message): Promise<Message | undefined> {
  const before = person.shown.length;
  await person.press(label, { ...(on ? { on } : {}), settle: false });
  await circle.settle();
  return person.shown.length > before ? person.shown.at(-1) : undefined;
}

/** "Not yet" in the giver's words. */
export async function saysNotYet(circle: Circle, giver: Person, criteria: string, on?: Message): Promise<void> {
  await press(circle, giver, 'Not yet', on);
  await giver.fillIn({ 'What would need to be true first?': criteria });
  await giver.submit();
  await circle.settle();
}

/** "Happy to", with the form as it opens. */
export async function saysHappyTo(circle: Circle, giver: Person, on?: Message): Promise<void> {
  await press(circle, giver, 'Happy to', on);
  await giver.submit();
  await circle.settle();
}

/** What is read of each of a person's messages from Goodturn, oldest first. */
export const read = (person: Person): string[] => person.dm.map(({ readable }) => readable);

/** Stops it; what was logged as a warning or worse, or shown to anybody else than these, fails the test. */
export async function stopDiscreetly(circle: Circle, ...those: Person[]): Promise<void> {
  const seen = seenByOthers(circle, ...those);
  await circle.stop();
  if (circle.complaints.length > 0) throw new Error(`Nothing was to go wrong:\n${circle.complaints.join('')}`);
  if (seen.length > 0) throw new Error(`Nobody else was to see anything:\n${seen.join('\n')}`);
}

/** Everything anybody else than these can see. */
export function seenByOthers(circle: Circle, ...those: Person[]): string[] {
  return circle.workspace.members
    .filter((member) => !member.isAutomatic && !those.includes(member))
    .flatMap((member) => member.sees().map(({ text }) => text));
}
