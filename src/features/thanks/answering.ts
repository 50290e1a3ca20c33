import type { ModalView } from '@slack/types';
import { type Message, noticeView } from '../../slack/blocks';
import type { ActionRequest, SubmitRequest } from '../feature';
import { lookUp } from '../who-is';
import { withOffer } from './offer-view';
import type { SeenIn } from './views';
import { waitingPage } from './waiting';
import { waitingIds } from './waiting-view';

/** Whether a member can be reached now. */
export async function isHere(request: ActionRequest | SubmitRequest, userId: string): Promise<boolean> {
  const profiles = await lookUp(request, request.workspaceId, [userId]);
  return profiles.get(userId)?.kind === 'member';
}

/** Where the answer to what was pressed will be seen. */
export async function seenIn({ db, workspaceId, view, message, responseUrl }: ActionRequest): Promise<SeenIn> {
  // where answers have a place of their own, that is it
  if (view && !responseUrl) {
    const isOurs = view.callback_id === waitingIds.list || view.callback_id === waitingIds.answers;
    const page = view.callback_id === waitingIds.list ? Number(view.private_metadata) : undefined;
    return isOurs ? { viewId: view.id, page } : {};
  }
  const redrawsItself =
    message && !message.ephemeral && (await db.read.deliveries.at(workspaceId, message.channelId, message.ts));
  return redrawsItself ? { openedAt: responseUrl } : { url: responseUrl };
}

/**
 * Afterwards: shows what an answer changed, where nothing redraws itself.
 *
 * @param offer what goes with it, shown in any case: where the form was opened, or else in its place
 */
export function showAnswer(
  request: ActionRequest | SubmitRequest,
  place: SeenIn,
  sentence: string,
  offer: Message | null = null,
): void {
  const { viewId, page, url, openedAt } = place;
  if (url) request.tell(withOffer(sentence, offer), url);
  else if (offer) request.tell(offer, openedAt);
  if (!viewId) return;
  request.afterwards(async () => {
    const { workspaceId, userId, slack } = request;
    const view: ModalView =
      page === undefined ? noticeView('Noted', sentence) : await waitingPage(request, workspaceId, userId, page);
    const client = await slack.client(workspaceId);
    await client.views.update({ view_id: viewId, view });
  });
}
