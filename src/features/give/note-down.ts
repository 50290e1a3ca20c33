import { randomUUID } from 'node:crypto';
import { after } from '../../domain/clock';
import { Refused } from '../../domain/errors';
import { sameText } from '../../domain/user-text';
import type { Message } from '../../slack/blocks';
import type { Profile } from '../../slack/members';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { Deps, Request } from '../feature';
import { linkFor, onRecorded } from '../given-for';
import { mayIntroduce } from '../own-referral-buttons';
import { MEMBERS_ONLY } from '../refusals';
import { lookUp, namesOf } from '../who-is';
import { againOrigin, draftIds, firstOrigin, type Line, lineSchema, REPEAT_WITHIN_MS } from './line';
import { problemWith } from './people';
import { sentenceForPerson } from './refusals';
import { confirmation } from './views';

type Giver = Pick<Request, 'workspaceId' | 'userId'>;

/**
 * Everybody a line names, as Slack knows them.
 *
 * @throws Refused when one of them cannot be in a referral
 */
export async function peopleOf(
  request: Deps & Giver,
  line: Pick<Line, 'receiverIds' | 'prospectId'>,
  labels?: ReadonlyMap<string, string>,
): Promise<Map<string, Profile>> {
  const { workspaceId, userId } = request;
  const ids = [userId, ...line.receiverIds, ...(line.prospectId ? [line.prospectId] : [])];
  const people = await lookUp(request, workspaceId, ids);
  const problem = problemWith(userId, line, people, labels);
  if (problem) throw new Refused(sentenceForPerson(problem));
  if (people.get(userId)?.kind !== 'member') throw new Refused(MEMBERS_ONLY);
  return people;
}

/**
 * Records a line: a referral and an owed message for each receiver, once however often it is asked for. What was
 * recorded within the last 10 minutes is kept as a question instead, unless the giver said `again`.
 */
export async function noteDown(
  request: Deps & Giver,
  line: Line,
  people: ReadonlyMap<string, Profile>,
  how: { again?: boolean; draftId?: string } = {},
): Promise<void> {
  const { db, clock, workspaceId, userId } = request;
  const origin = how.again ? againOrigin(line.origin) : line.origin;
  // in one order everywhere: two givers who refer each other do not wait for each other's rows
  const named = [...people.values()].sort((a, b) => (a.userId < b.userId ? -1 : 1));
  await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.remember(workspaceId, named);
    await store.members.used(workspaceId, userId, now);
    if (how.draftId && !(await store.drafts.settle(workspaceId, userId, how.draftId, now))) return;
    const done = await store.referrals.byOrigin(workspaceId, origin);
    const receiverIds = line.receiverIds.filter((id) => !done.some(({ receiverId }) => receiverId === id));
    const repeated = how.again ? [] : await repeatedIn(store, request, { ...line, receiverIds }, now);
    // the ids of one line sort as it names people
    const base = randomUUID();
    for (const [place, receiverId] of receiverIds.entries()) {
      if (repeated.includes(receiverId)) continue;
      const id = `${base}-${String(place).padStart(2, '0')}`;
      const { receiverIds: _receivers, ...about } = line;
      const link = await linkFor(store, workspaceId, line, userId, receiverId);
      const who = { giverId: userId, receiverId };
      const referral = { ...about, ...link, ...who, id, origin, recordedAt: now };
      const recorded = await store.referrals.record(workspaceId, referral);
      await store.deliveries.plan(workspaceId, {
        kind: 'referral',
        subjectId: id,
        recipientId: receiverId,
        referralIds: [id],
        dueAt: now,
      });
      await onRecorded(store, recorded, now);
    }
    if (repeated.length === 0) return;
    const draft: Line = { ...line, receiverIds: repeated };
    await store.drafts.keep(workspaceId, userId, draftIds.again(workspaceId, line.origin), draft, now);
  });
  request.wake();
}

/** Receivers whom the giver referred to the same prospect minutes ago, in another request. */
async function repeatedIn(store: Store, { workspaceId, userId }: Giver, line: Line, now: Date): Promise<string[]> {
  const recent = await store.referrals.givenSince(workspaceId, userId, after(now, -REPEAT_WITHIN_MS));
  const isSame = (referral: Referral) =>
    referral.origin !== line.origin &&
    (line.prospectId || referral.prospectId
      ? line.prospectId === referral.prospectId
      : sameText(line.prospect, referral.prospect));
  const same = recent.filter(isSame);
  return line.receiverIds.filter((id) => same.some(({ receiverId }) => receiverId === id));
}

/** What the giver is shown of one request, as it stands now; null when it came to nothing. */
export async function confirmationOf(
  { db, workspaceId, userId }: Pick<Deps, 'db'> & Giver,
  origin: string,
  news: Parameters<typeof confirmation>[1],
): Promise<Message | null> {
  const first = firstOrigin(origin);
  const draftId = draftIds.again(workspaceId, first);
  const [recorded, again, draft, workspace] = await Promise.all([
    db.read.referrals.byOrigin(workspaceId, first),
    db.read.referrals.byOrigin(workspaceId, againOrigin(first)),
    db.read.drafts.read(workspaceId, userId, draftId),
    db.read.workspaces.find(workspaceId),
  ]);
  const referrals = [...recorded, ...again].filter(({ giverId }) => giverId === userId);
  const repeated = draft ? { draftId, ...lineSchema.parse(draft) } : undefined;
  if (referrals.length === 0 && !repeated) return null;
  const nameOf = await namesOf(db, workspaceId, [
    ...referrals.map(({ receiverId }) => receiverId),
    ...(repeated?.receiverIds ?? []),
  ]);
  return confirmation({ referrals, repeated, nameOf, canIntroduce: mayIntroduce(workspace) }, news);
}
