import { Refused } from '../../domain/errors';
import { cleanText } from '../../domain/user-text';
import type { ActionRequest, SubmitAnswer, SubmitRequest } from '../feature';
import { needsNoAnswer } from '../answer-words';
import { NO_SUCH_REFERRAL } from '../refusals';
import { toAnswer } from '../to-answer';
import { isHere, seenIn, showAnswer } from './answering';
import { inWords } from './in-words';
import { answerNotAFit } from './say-thanks';
import { formFor, misfitForm, notedMisfit, thanksIds, tooLongProblem, unsentView } from './views';

export async function onNotAFit(request: ActionRequest): Promise<void> {
  const referral = await toAnswer(request.db.read, request, request.value);
  const { about, giver } = await inWords(request, [referral]);
  const giverIsHere = await isHere(request, referral.giverId);
  const form = { referralIds: [referral.id], seenIn: await seenIn(request) };
  request.openModal(misfitForm({ about, giver, giverIsHere, reason: referral.outcomeReason, form }));
}

export async function onMisfitSubmitted(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId, values } = request;
  const form = formFor(request.metadata);
  const reason = cleanText(values.text(thanksIds.reason));
  const problem = tooLongProblem(reason, 'reason');
  if (problem) return { errors: { [thanksIds.reason]: problem } };

  const now = clock.now();
  const referral = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const found = await store.referrals.find(workspaceId, form.referralIds[0] ?? '');
    if (!found || found.receiverId !== userId) throw new Refused(NO_SUCH_REFERRAL);
    if (!found.withdrawnAt) await answerNotAFit(store, found, reason || null, now);
    return found;
  });
  const { giver, prospects } = await inWords(request, [referral]);
  if (referral.withdrawnAt) return { update: unsentView(needsNoAnswer(giver), reason) };
  request.wake();
  showAnswer(request, form.seenIn, notedMisfit(prospects));
  return undefined;
}
