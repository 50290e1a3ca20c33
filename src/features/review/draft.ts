import { Refused } from '../../domain/errors';
import type { ActionRequest } from '../feature';
import { needsForDraft } from '../needs-for-draft';
import { copiedLead, draftForm, draftFormIds, draftText, nobodyToSendTo } from '../draft-views';
import { lookUp, namesOf } from '../who-is';
import { NO_BUSINESS } from './refusals';

/** At the end of a review: a message that is glad about all that became business and, only then, says what would help. */
export async function onDraft(request: ActionRequest): Promise<void> {
  const { db, workspaceId, userId, value: receiverId } = request;
  // the text names the first, and counts the others
  const business = await db.read.given.business(workspaceId, userId, receiverId);
  const nameOf = await namesOf(db, workspaceId, [receiverId]);
  const receiver = nameOf(receiverId);
  if (business.length === 0) throw new Refused(NO_BUSINESS);
  const profile = (await lookUp(request, workspaceId, [receiverId])).get(receiverId);
  if (profile?.kind !== 'member') throw new Refused(nobodyToSendTo(receiver));
  const prospects = business.map(({ prospect }) => prospect);
  const text = draftText(receiver, prospects, await needsForDraft(db.read, workspaceId, userId));
  request.openModal(draftForm({ form: draftFormIds.copy, metadata: receiverId, lead: copiedLead(receiver), text }));
}
