import { MAX_NOTE, parseMentions } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { lengthOf } from '../../domain/user-text';
import type { Message } from '../../slack/blocks';
import type { Profile } from '../../slack/members';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { CommandRequest } from '../feature';
import { lookUp } from '../who-is';
import { inWords, textOf } from './in-words';
import { offerAfterThanks } from './offer';
import { withOffer } from './offer-view';
import {
  allThanked,
  NOBODY_KNOWN,
  NOT_A_PERSON,
  NOT_MENTIONED,
  noteTooLong,
  nothingReceived,
  notThankable,
  ONE_AT_A_TIME,
  WHOM,
  YOURSELF,
} from './refusals';
import { sayThanks } from './say-thanks';
import { thanksFormFor } from './thanks-form';
import { willPassOn } from './views';

/** Referrals that one form names in its hidden part; what is left waits for the next. */
const MOST_IN_FORM = 50;

/** `/referral thanks @gina [note]` */
export async function onThanksCommand(request: CommandRequest): Promise<Message | undefined> {
  const { db, clock, workspaceId, userId, requestId, responseUrl } = request;
  const { mentions, rest, notAMember } = parseMentions(request.rest);
  if (notAMember) throw new Refused(NOT_A_PERSON);
  const [mention, ...others] = mentions;
  if (!mention) throw new Refused(rest.length > 0 ? NOT_MENTIONED : WHOM);
  if (others.length > 0) throw new Refused(ONE_AT_A_TIME);
  if (mention.userId === userId) throw new Refused(YOURSELF);
  const note = await textOf(request, rest);
  if (lengthOf(note) > MAX_NOTE) throw new Refused(noteTooLong(lengthOf(note), MAX_NOTE));
  const giver = await thankable(request, mention.userId);

  if (note === '') {
    const [first, ...more] = await toThankFor(db.read, workspaceId, userId, giver);
    request.openModal(await thanksFormFor(request, [first, ...more.slice(0, MOST_IN_FORM - 1)], { url: responseUrl }));
    return undefined;
  }
  const now = clock.now();
  const batchId = `${requestId}:${giver.userId}`;
  const about = await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [giver]);
    await store.members.used(workspaceId, userId, now);
    const before = await store.thanks.batch(workspaceId, batchId);
    // the same request once more
    if (before.length > 0) return before.map(({ referralId }) => referralId);
    const referrals = await toThankFor(store, workspaceId, userId, giver);
    await sayThanks(store, referrals, batchId, { note, kind: 'note', mayQuote: false, source: 'command' }, now);
    return referrals.map(({ id }) => id);
  });
  request.wake();
  const [first, ...more] = await db.read.referrals.findMany(workspaceId, about);
  const { prospects } = await inWords(request, [first!, ...more]);
  return withOffer(willPassOn(giver.name, prospects), await offerAfterThanks(request, [giver.userId]));
}

async function thankable(request: CommandRequest, userId: string): Promise<Profile> {
  const profile = (await lookUp(request, request.workspaceId, [userId])).get(userId);
  if (!profile) throw new Refused(NOBODY_KNOWN);
  const reason = notThankable(profile);
  if (reason) throw new Refused(reason);
  return profile;
}

/** What is open from a giver; where nothing is, what was answered otherwise and has no words of thanks yet. */
async function toThankFor(
  store: Store,
  workspaceId: string,
  receiverId: string,
  giver: Profile,
): Promise<[Referral, ...Referral[]]> {
  const [open, ...moreOpen] = await store.referrals.awaitingThanks(workspaceId, receiverId, giver.userId);
  if (open) return [open, ...moreOpen];
  const [unsaid, ...moreUnsaid] = await store.referrals.withoutWrittenThanks(workspaceId, receiverId, giver.userId);
  if (unsaid) return [unsaid, ...moreUnsaid];
  const received = await store.referrals.count(workspaceId, { of: receiverId, role: 'received', with: giver.userId });
  throw new Refused(received > 0 ? allThanked(giver.name) : nothingReceived(giver.name));
}
