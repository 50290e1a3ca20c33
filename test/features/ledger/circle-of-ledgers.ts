import { expect } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import type { Conversation } from '../../../src/store/conversation-store';
import type { Circle } from '../../support/circle';
import { readCsv } from '../../support/spreadsheets';

export const ON_ITS_WAY = "I'm making your ledger; it comes as two files in our direct messages.";

let logged = 0;

/** Logs a conversation as of a day, without any command. */
export async function met(
  { database, workspace, clock }: Circle,
  author: Person,
  other: Person,
  heldOn: string,
  theirNeed: string | null = null,
): Promise<Conversation> {
  logged += 1;
  const id = `conversation-${String(logged).padStart(5, '0')}`;
  const profileOf = ({ id: userId, displayName: name, tz }: Person) => ({ userId, name, timeZone: tz ?? null });
  return database.db.transaction(async (store) => {
    await store.members.remember(workspace.id, [profileOf(author), profileOf(other)]);
    return store.conversations.log(workspace.id, {
      id,
      authorId: author.id,
      withId: other.id,
      heldOn,
      theirNeed,
      myOffer: null,
      permalink: null,
      origin: id,
      loggedAt: clock.now(),
    });
  });
}

/** The messages with files that a person has from Goodturn, oldest first. */
export const ledgersOf = (person: Person): Message[] => person.dm.filter(({ files }) => files.length > 0);

/** What the newest of them holds. */
export function newestLedger(person: Person) {
  const message = ledgersOf(person).at(-1);
  const [xlsx, csv] = message?.files ?? [];
  expect(message?.files.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/, 'DATE'))).toEqual([
    'goodturn-ledger-DATE.xlsx',
    'goodturn-ledger-DATE.csv',
  ]);
  return { message: message!, xlsx: xlsx!.content!, csv: csv!.content!, names: message!.files.map(({ name }) => name) };
}

/** A CSV file's cells; it begins with the mark of UTF-8. */
export function cellsOf(csv: Buffer): string[][] {
  const text = csv.toString('utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  return readCsv(text.slice(1)).map((row) => row.map(({ value }) => value));
}

/** The XML files in a workbook, by path. */
export function partsOf(xlsx: Buffer): Record<string, string> {
  const parts = Object.entries(unzipSync(new Uint8Array(xlsx)));
  return Object.fromEntries(parts.map(([path, content]) => [path, strFromU8(content)]));
}
