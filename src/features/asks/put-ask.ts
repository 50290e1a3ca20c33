import { randomUUID } from 'node:crypto';
import { MAX_NOTE, MAX_PROSPECT } from '../../domain/command-text';
import { MOST_OPEN_ASKS, restsAt } from '../../domain/ask-policy';
import { Refused } from '../../domain/errors';
import { sameText } from '../../domain/user-text';
import type { Message } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import type { Profile } from '../../slack/members';
import type { Ask } from '../../store/ask-store';
import type { Deps, Request } from '../feature';
import { askKinds } from '../ask-changes';
import { lookUp } from '../who-is';
import { MEMBERS_ONLY } from '../refusals';
import { notTakingAsks, tooManyOpen } from './refusals';
import { askedAlready, confirmation, openAsks } from './views';

export const MAX_TEXT = MAX_PROSPECT;
export const MAX_REASON = MAX_NOTE;

type Asker = Deps & Pick<Request, 'workspaceId' | 'userId'>;

/** What is asked, cleaned. */
export interface Wanted {
  text: string;
  reason: string | null;
  /** the request that asks: a repeated one asks nothing again */
  origin: string;
}

/** What became of it: noted, the same one that waits already, or not: no asks now, or too many that wait. */
export type Put = { kind: 'noted' | 'repeated'; ask: Ask } | { kind: 'not-taking' } | { kind: 'too-many'; open: Ask[] };

/** The people of an ask as Slack knows them now. @throws Refused where the asker is no member */
export async function peopleOf(request: Asker, giverId: string): Promise<{ asker: Profile; giver?: Profile }> {
  const people = await lookUp(request, request.workspaceId, [request.userId, giverId]);
  const asker = people.get(request.userId);
  if (asker?.kind !== 'member') throw new Refused(MEMBERS_ONLY);
  return { asker, giver: people.get(giverId) };
}

/** Asks once however often the request comes: the ask and the message it owes. */
export async function putAsk(
  request: Asker & { wake(): void },
  people: { asker: Profile; giver: Profile },
  wanted: Wanted,
  draftId?: string,
): Promise<Put | null> {
  const { db, clock, workspaceId, userId } = request;
  const giverId = people.giver.userId;
  // in one order everywhere: two members who ask each other do not wait for each other's rows
  const named = [people.asker, people.giver].sort((a, b) => (a.userId < b.userId ? -1 : 1));
  const put = await db.transaction(async (store): Promise<Put | null> => {
    const now = clock.now();
    await store.members.remember(workspaceId, named);
    // holds the asker's row: what they ask in two windows is counted one after the other
    await store.members.used(workspaceId, userId, now);
    const before = await store.asks.byOrigin(workspaceId, wanted.origin);
    if (before) return { kind: 'noted', ask: before };
    const giver = await store.members.find(workspaceId, giverId);
    if (giver?.asksOff) return { kind: 'not-taking' };
    const open = await store.asks.openBetween(workspaceId, userId, giverId, now);
    const same = open.find(({ text }) => sameText(text, wanted.text));
    if (same) return { kind: 'repeated', ask: same };
    if (open.length >= MOST_OPEN_ASKS) return { kind: 'too-many', open };
    // answered by another press meanwhile
    if (draftId && !(await store.drafts.settle(workspaceId, userId, draftId, now))) return null;
    const ask = await store.asks.record(workspaceId, {
      ...wanted,
      id: randomUUID(),
      askerId: userId,
      giverId,
      askedAt: now,
      restsAt: restsAt(now),
    });
    await store.deliveries.plan(workspaceId, {
      kind: askKinds.ask,
      subjectId: ask.id,
      recipientId: giverId,
      dueAt: now,
    });
    return { kind: 'noted', ask };
  });
  request.wake();
  return put;
}

/** What the asker is shown. @throws Refused where the other takes no asks now */
export async function shownFor(request: Asker, put: Put, giver: Profile): Promise<Message> {
  switch (put.kind) {
    case 'not-taking':
      throw new Refused(escape(notTakingAsks(giver.name)));
    case 'too-many':
      return openAsks(escape(tooManyOpen(giver.name, put.open.length)), put.open, giver.name);
    case 'repeated':
      return askedAlready(put.ask, giver.name);
    case 'noted':
      return confirmation({ ask: put.ask, giver: giver.name, needs: await needsOf(request, giver.userId) });
  }
}

/** What a member is looking for, in their words, longest first. */
export async function needsOf({ db, workspaceId }: Asker, userId: string): Promise<string[]> {
  return (await db.read.needs.openOf(workspaceId, userId)).map(({ text }) => text);
}
