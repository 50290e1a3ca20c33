import type { ModalView } from '@slack/types';
import { noticeView, say } from '../../slack/blocks';
import type { ActionRequest, SubmitRequest } from '../feature';
import { lookUp } from '../who-is';
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
  if (view) {
    const isOurs = view.callback_id === waitingIds.list || view.callback_id === waitingIds.answers;
    const page = view.callback_id === waitingIds.list ? Number(view.private_metadata) : undefined;
    return isOurs ? { viewId: view.id, page } : {};
  }
  const redrawsItself =
    message && !message.ephemeral && (await db.read.deliveries.at(workspaceId, message.channelId, message.ts));
  return redrawsItself ? {} : { url: responseUrl };
}

/** Afterwards: shows what an answer changed, where nothing redraws itself. */
export function showAnswer(request: ActionRequest | SubmitRequest, place: SeenIn, sentence: string): void {
  const { viewId, page, url } = place;
  if (url) request.tell(say(sentence), url);
  if (!viewId) return;
  request.afterwards(async () => {
    const { workspaceId, userId, slack } = request;
    const view: ModalView =
      page === undefined ? noticeView('Noted', sentence) : await waitingPage(request, workspaceId, userId, page);
    const client = await slack.client(workspaceId);
    await client.views.update({ view_id: viewId, view });
  });
}
