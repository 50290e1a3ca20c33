import { Refused } from '../../domain/errors';
import { cleanText } from '../../domain/user-text';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { ActionRequest, Request, SubmitAnswer, SubmitRequest } from '../feature';
import { needsForDraft } from '../needs-for-draft';
import { OUTCOME_TOLD } from '../tell-outcome';
import { lookUp, namesOf } from '../who-is';
import { copiedLead, draftForm, draftFormIds, draftText, EMPTY_DRAFT, nobodyToSendTo } from '../draft-views';
import { DECLINED, DRAFT } from './messages';
import { changedMeanwhile, NO_SUCH_REFERRAL, NOT_YOURS, WITHDRAWN } from './told-views';

/** @throws Refused when it is not the presser's own, withdrawn or gone */
async function ownReferral(
  store: Store,
  { workspaceId, userId }: Pick<Request, 'workspaceId' | 'userId'>,
  id: string,
): Promise<Referral> {
  const referral = await store.referrals.find(workspaceId, id);
  if (!referral) throw new Refused(NO_SUCH_REFERRAL);
  if (referral.giverId !== userId) throw new Refused(NOT_YOURS);
  if (referral.withdrawnAt) throw new Refused(WITHDRAWN);
  return referral;
}

/** The ready text, to change: glad first and, only then, what would help. */
export async function onDraft(request: ActionRequest): Promise<void> {
  const { db, workspaceId, userId, value } = request;
  const { receiverId, outcome, prospect } = await ownReferral(db.read, request, value);
  const nameOf = await namesOf(db, workspaceId, [receiverId]);
  const receiver = nameOf(receiverId);
  if (outcome !== 'business') throw new Refused(changedMeanwhile(receiver));
  const profile = (await lookUp(request, workspaceId, [receiverId])).get(receiverId);
  if (profile?.kind !== 'member') throw new Refused(nobodyToSendTo(receiver));
  const text = draftText(receiver, [prospect], await needsForDraft(db.read, workspaceId, userId));
  request.openModal(draftForm({ form: draftFormIds.copy, metadata: receiverId, lead: copiedLead(receiver), text }));
}

/** "Copy": the text as it was left, to its author alone. */
export async function onDraftSubmitted(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId, requestId, values, metadata: receiverId } = request;
  const text = cleanText(values.text(draftFormIds.text));
  if (text === '') return { errors: { [draftFormIds.text]: EMPTY_DRAFT } };
  const now = clock.now();
  const draftId = `${DRAFT}:${workspaceId}:${requestId}`;
  await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    await store.drafts.keep(workspaceId, userId, draftId, text, now);
    await store.deliveries.plan(workspaceId, {
      kind: DRAFT,
      subjectId: receiverId,
      occurrence: draftId,
      recipientId: userId,
      dueAt: now,
    });
  });
  request.wake();
  return undefined;
}

/** "Not now": the offer goes, the news stays. */
export async function onDecline(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value } = request;
  const now = clock.now();
  await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    await ownReferral(store, request, value);
    // a draft that ends before it is sent: it stands for the answer, also when the news is redrawn later
    const about = { kind: DRAFT, subjectId: value, occurrence: DECLINED, recipientId: userId, dueAt: now };
    const declined = await store.deliveries.plan(workspaceId, about);
    await store.deliveries.remove(workspaceId, [declined.id], now);
    const told = await store.deliveries.about(workspaceId, OUTCOME_TOLD.business, value);
    await store.deliveries.redraw(
      workspaceId,
      told.map(({ id }) => id),
      now,
    );
  });
  request.wake();
}
