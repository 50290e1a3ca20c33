import { z } from 'zod';
import { MAX_NOTE } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { cleanText, lengthOf } from '../../domain/user-text';
import { needsNoAnswer } from '../answer-words';
import type { ActionRequest, SubmitAnswer, SubmitRequest } from '../feature';
import { readMetadata } from '../read-metadata';
import { NO_SUCH_REFERRAL } from '../refusals';
import { recordOutcome } from '../tell-outcome';
import { toAnswer } from '../to-answer';
import { lookUp, namesOf } from '../who-is';
import { misfitForm, misfitIds, reasonTooLong } from './misfit-view';
import { showAnswer, shownIn } from './showing';
import { keptView } from './told-views';

const metadataSchema = z.object({
  id: z.string(),
  shownIn: z.object({ viewId: z.string().optional(), all: z.string().optional(), url: z.string().optional() }),
});

/** "It didn't work out": asks kindly what would have fitted better. */
export async function onMisfit(request: ActionRequest): Promise<void> {
  const { db, workspaceId, value } = request;
  const referral = await toAnswer(db.read, request, value);
  const giver = (await lookUp(request, workspaceId, [referral.giverId])).get(referral.giverId);
  const nameOf = await namesOf(db, workspaceId, [referral.giverId]);
  const place = await shownIn(request);
  request.openModal(misfitForm(referral, nameOf(referral.giverId), giver?.kind === 'member', place));
}

export async function onMisfitSubmitted(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId, values } = request;
  const form = readMetadata(metadataSchema, request.metadata);
  const reason = cleanText(values.text(misfitIds.reason));
  if (lengthOf(reason) > MAX_NOTE) {
    return { errors: { [misfitIds.reason]: reasonTooLong(lengthOf(reason)) } };
  }
  const now = clock.now();
  const referral = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const found = await store.referrals.find(workspaceId, form.id);
    if (!found || found.receiverId !== userId) throw new Refused(NO_SUCH_REFERRAL);
    if (!found.withdrawnAt) await recordOutcome(store, found, 'no_fit', reason || null, now);
    return found;
  });
  if (referral.withdrawnAt) {
    const nameOf = await namesOf(db, workspaceId, [referral.giverId]);
    return { update: keptView(needsNoAnswer(nameOf(referral.giverId)), reason) };
  }
  request.wake();
  showAnswer(request, form.shownIn, referral, 'no_fit');
  return undefined;
}
