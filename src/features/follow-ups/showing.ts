import type { ModalView } from '@slack/types';
import type { OutcomeAnswer } from '../../domain/follow-up-policy';
import { say } from '../../slack/blocks';
import type { Referral } from '../../store/referral-store';
import { OUTCOME_QUESTIONS, readAsked } from '../asked-outcomes';
import type { ActionRequest, Deps, SubmitRequest } from '../feature';
import { allView, followUpIds, notedAnswer, notedView, pageIn } from './views';

/** Where the answer to what was pressed will be seen: a message redraws itself, all else is shown from here. */
export interface ShownIn {
  viewId?: string;
  /** the metadata of the list of all, where the modal is that */
  all?: string;
  /** an ephemeral's */
  url?: string;
}

export async function shownIn({ db, workspaceId, view, message, responseUrl }: ActionRequest): Promise<ShownIn> {
  if (view && !responseUrl)
    return { viewId: view.id, ...(view.callback_id === followUpIds.all ? { all: view.private_metadata } : {}) };
  const redrawsItself =
    message && !message.ephemeral && (await db.read.deliveries.at(workspaceId, message.channelId, message.ts));
  return redrawsItself ? {} : { url: responseUrl };
}

/** A page of all that one question is about, for its recipient; null where there is none. */
export async function allPage(
  { db, clock }: Deps,
  workspaceId: string,
  userId: string,
  metadata: string,
): Promise<ModalView | null> {
  const { deliveryId, page } = pageIn(metadata);
  const delivery = await db.read.deliveries.find(workspaceId, deliveryId);
  if (!delivery || !OUTCOME_QUESTIONS.includes(delivery.kind) || delivery.recipientId !== userId) return null;
  return allView(await readAsked(db.read, delivery, clock.now()), page);
}

/** Afterwards: shows what an answer changed, where nothing redraws itself. */
export function showAnswer(
  request: ActionRequest | SubmitRequest,
  { viewId, all, url }: ShownIn,
  { prospect }: Referral,
  answer: OutcomeAnswer,
): void {
  const sentence = notedAnswer(prospect, answer);
  if (url) request.tell(say(sentence), url);
  if (!viewId) return;
  request.afterwards(async () => {
    const { workspaceId, userId, slack } = request;
    const page = all === undefined ? null : await allPage(request, workspaceId, userId, all);
    const client = await slack.client(workspaceId);
    await client.views.update({ view_id: viewId, view: page ?? notedView(sentence) });
  });
}
