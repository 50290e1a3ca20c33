import { cleanLine } from '../../domain/user-text';
import type { Conversation } from '../../store/conversation-store';
import type { GivenReferral } from '../../store/ledger-store';
import type { Need } from '../../store/need-store';
import type { Database } from '../../store/open-database';
import type { Referral } from '../../store/referral-store';
import { namesOf } from '../who-is';
import { LAST, type Scope } from './views';

/** Rows that are read at a time: others are served between two pages. */
const PAGE = 500;

/** One member's own ledger. */
export interface Ledger {
  /** latest first */
  conversations: Conversation[];
  /** there are more conversations than these */
  hasMore: boolean;
  /** with whom something passed, but no conversation was ever logged; those of the latest referrals first */
  unmet: string[];
  /** newest first */
  given: GivenReferral[];
  received: Referral[];
  /** the member's own, then everybody else's, each by time */
  needs: Need[];
  /** tells the name of whoever is in it; plain text */
  nameOf(userId: string): string;
}

export async function readLedger(
  db: Pick<Database, 'read'>,
  workspaceId: string,
  ownerId: string,
  scope: Scope,
): Promise<Ledger> {
  const { ledger } = db.read;
  const most = scope === 'all' ? Infinity : LAST;
  const logged = await everyPage<Conversation>(
    (after, take) => ledger.conversations(workspaceId, ownerId, after, take),
    // one more tells whether there are more
    most + 1,
  );
  const given = await everyPage<GivenReferral>((after, take) => ledger.given(workspaceId, ownerId, after, take));
  const received = await everyPage<Referral>((after, take) => ledger.received(workspaceId, ownerId, after, take));
  const open = await everyPage<Need>((after, take) => ledger.openNeeds(workspaceId, after, take));
  const met = new Set(await ledger.met(workspaceId, ownerId));
  const passed = [
    ...given.map(({ receiverId, recordedAt }) => ({ userId: receiverId, recordedAt })),
    ...received.map(({ giverId, recordedAt }) => ({ userId: giverId, recordedAt })),
  ].sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime());
  const conversations = logged.slice(0, most);
  const named = await namesOf(db, workspaceId, [
    ...conversations.map(({ withId }) => withId),
    ...given.map(({ receiverId }) => receiverId),
    ...received.map(({ giverId }) => giverId),
    ...open.map(({ authorId }) => authorId),
  ]);
  return {
    conversations,
    hasMore: logged.length > most,
    unmet: [...new Set(passed.map(({ userId }) => userId))].filter((userId) => !met.has(userId)),
    given,
    received,
    needs: [
      ...open.filter(({ authorId }) => authorId === ownerId),
      ...open.filter(({ authorId }) => authorId !== ownerId),
    ],
    nameOf: (userId) => cleanLine(named(userId)),
  };
}

/** All rows of a paged reading, `most` at most. */
async function everyPage<T>(read: (after: T | undefined, take: number) => Promise<T[]>, most = Infinity): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const take = Math.min(PAGE, most - rows.length);
    if (take === 0) return rows;
    const page = await read(rows.at(-1), take);
    rows.push(...page);
    if (page.length < take) return rows;
  }
}
