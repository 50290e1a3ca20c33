import type { ModalView } from '@slack/types';
import { say } from '../../slack/blocks';
import type { Referral } from '../../store/referral-store';
import type { ActionRequest, Deps } from '../feature';
import { waitingRows } from './in-words';
import { NOTHING_WAITS, PAGE, waitingView } from './waiting-view';

/** What a person has not thanked for, newest first; of people who can be thanked. */
async function waitingFor({ db }: Deps, workspaceId: string, userId: string): Promise<Referral[]> {
  const waiting = await db.read.referrals.awaitingThanks(workspaceId, userId);
  const givers = await db.read.members.findMany(workspaceId, [...new Set(waiting.map(({ giverId }) => giverId))]);
  const gone = new Set(givers.flatMap(({ userId: giverId, leftAt }) => (leftAt ? giverId : [])));
  return waiting.filter(({ giverId }) => !gone.has(giverId)).reverse();
}

/** One page of what waits for a person's thanks; a page that is no more is the last one. */
export async function waitingPage(deps: Deps, workspaceId: string, userId: string, page: number): Promise<ModalView> {
  const waiting = await waitingFor(deps, workspaceId, userId);
  const lastPage = Math.max(0, Math.ceil(waiting.length / PAGE) - 1);
  const shown = Math.min(Math.max(0, page), lastPage);
  const rows = await waitingRows(deps, workspaceId, userId, waiting.slice(shown * PAGE, (shown + 1) * PAGE));
  return waitingView(rows, shown, shown === lastPage);
}

/** The digest's `Say thanks` and the nudge's `Show all`: the presser's own, whoever it is. */
export async function onShowWaiting(request: ActionRequest): Promise<void> {
  const { workspaceId, userId } = request;
  const waiting = await waitingFor(request, workspaceId, userId);
  if (waiting.length > 0 || request.view) request.openModal(await waitingPage(request, workspaceId, userId, 0));
  else request.tell(say(NOTHING_WAITS));
}

export async function onTurnPage(request: ActionRequest): Promise<void> {
  const { workspaceId, userId, value } = request;
  request.updateModal(await waitingPage(request, workspaceId, userId, Number(value)));
}
