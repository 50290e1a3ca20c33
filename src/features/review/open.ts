import { parseMentions } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { renderParts } from '../../domain/text-parts';
import { cleanLine } from '../../domain/user-text';
import { type Message, noticeView, say } from '../../slack/blocks';
import type { ActionRequest, CommandRequest, Request } from '../feature';
import { lookUp, namesOf } from '../who-is';
import { pageOf } from './pages';
import { notReviewable, ONE_PERSON, YOURSELF } from './refusals';
import { askWhoIsMeant } from './typed-names';
import { NOTHING_GIVEN, nothingYet, whomView } from './whom-views';

/** Offered where nobody is named. */
const MOST_OFFERED = 10;

/** `/referral review @alice` */
export async function onReviewCommand(request: CommandRequest): Promise<Message | undefined> {
  const { mentions, rest, notAMember } = parseMentions(request.rest);
  const [mention, ...others] = mentions;
  if (notAMember || others.length > 0) throw new Refused(ONE_PERSON);
  if (mention) return openReview(request, mention.userId, mention.label);
  const named = rest.flatMap((part) => ('userId' in part ? [part] : []));
  if (named.length > 1) throw new Refused(ONE_PERSON);
  if (named[0]) return openReview(request, named[0].userId, named[0].label);
  const typed = cleanLine(renderParts(rest));
  if (typed === '') return whomToReview(request);
  // Slack allows few listings of members, and a long one takes longer than an answer may
  request.afterwards(() => askWhoIsMeant(request, typed));
  return undefined;
}

/** `Review`, wherever it is offered. */
export async function onOpen(request: ActionRequest): Promise<void> {
  const instead = await openReview(request, request.value);
  if (!instead) return;
  if (request.view) request.openModal({ ...noticeView('Review', ''), blocks: instead.blocks });
  else request.tell(instead);
}

/**
 * Opens the review of what the requester gave one member, at the newest. Somebody who has left is reviewed as well.
 *
 * @returns what is said where there is nothing to walk through
 */
async function openReview(request: Request, receiverId: string, label?: string): Promise<Message | undefined> {
  const { db, clock, workspaceId, userId } = request;
  if (receiverId === userId) throw new Refused(YOURSELF);
  const profile = (await lookUp(request, workspaceId, [receiverId])).get(receiverId);
  const newest = await db.read.given.next(workspaceId, userId, receiverId);
  // an account that is no more may have been given something while it was here
  const problem = newest ? null : notReviewable(profile, label);
  if (problem) throw new Refused(problem);
  const isHere = profile?.kind === 'member';
  const now = clock.now();
  await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    // an event may have been missed, of leaving or of coming back
    if (isHere) await store.members.cameBack(workspaceId, receiverId);
    else await store.members.left(workspaceId, receiverId, now);
  });
  if (newest) {
    request.openModal(await pageOf(request, newest));
    return undefined;
  }
  return nothingYet(receiverId, profile?.name ?? 'a member', isHere);
}

/** Nobody is named: those they gave to lately. */
async function whomToReview({ db, workspaceId, userId }: Request): Promise<Message> {
  const page = { skip: 0, take: MOST_OFFERED };
  const lately = await db.read.trackRecords.partners(workspaceId, userId, 'given', page);
  if (lately.length === 0) return say(NOTHING_GIVEN);
  const ids = lately.map((partner) => partner.userId);
  const nameOf = await namesOf(db, workspaceId, ids);
  return whomView(
    null,
    ids.map((id) => ({ userId: id, name: nameOf(id) })),
  );
}
