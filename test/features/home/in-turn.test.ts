import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Home, publishInTurn } from '../../../src/features/home/in-turn';
import { throwawayDatabase, type Throwaway } from '../../support/databases';
import { FixedClock } from '../../support/fixed-clock';

let database: Throwaway;
let deps: { db: Throwaway['db']; clock: FixedClock };
/** under way, by member: ends when it is called */
let ends: Map<string, () => void>;
let begun: string[];

beforeEach(async () => {
  database = await throwawayDatabase();
  deps = { db: database.db, clock: new FixedClock(new Date('2026-11-24T15:00:00Z')) };
  ends = new Map();
  begun = [];
});
afterEach(() => database.drop());

const homes = (from: number, to: number): Home[] =>
  Array.from({ length: to - from }, (_, at) => ({ workspaceId: 'T1', userId: `U${from + at}` }));

const publish = ({ userId }: Home) => {
  begun.push(userId);
  return new Promise<void>((resolve) => ends.set(userId, resolve));
};

/** Ends those that are under way, and has whatever follows begin. */
async function endAll(): Promise<void> {
  for (const [userId, end] of ends) {
    ends.delete(userId);
    end();
  }
  await new Promise(setImmediate);
}

test('a few at a time, however many ask; one that waits is published once, and a slow one holds up nobody', async () => {
  const first = publishInTurn(deps, homes(0, 6), publish, () => false);
  const second = publishInTurn(deps, homes(4, 12), publish, () => false);
  expect(begun).toEqual(['U0', 'U1', 'U2', 'U3']);
  const slow = ends.get('U0')!;
  ends.delete('U0');
  await endAll();
  expect(begun).toEqual(['U0', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6']);
  await endAll();
  await endAll();
  await endAll();
  expect(begun).toHaveLength(12);
  // all but one are free again, and take what comes now
  const third = publishInTurn(deps, homes(20, 25), publish, () => false);
  expect(begun.slice(-3)).toEqual(['U20', 'U21', 'U22']);
  await endAll();
  await endAll();
  slow();
  await endAll();
  await Promise.all([first, second, third]);
  expect(begun.toSorted()).toEqual([...homes(0, 12), ...homes(20, 25)].map(({ userId }) => userId).toSorted());
});

test('nothing more is begun once it is time to stop', async () => {
  let stopping = false;
  const all = publishInTurn(deps, homes(0, 9), publish, () => stopping);
  stopping = true;
  await endAll();
  await all;
  expect(begun).toHaveLength(4);
});
