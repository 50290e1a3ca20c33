import { Refused } from '../../domain/errors';
import { MESSAGE_VIEW } from '../../slack/blocks';
import type { Referral } from '../../store/referral-store';
import type { ActionRequest, EventRequest, Request } from '../feature';
import { mayIntroduce } from '../own-referral-buttons';
import { welcomeMessage } from '../welcome-view';
import { lookUp } from '../who-is';
import { sightOf } from './content';
import { detailsView } from './details-view';
import { FIRST, type Place, readPlace } from './ids';
import { publish, publishAllSoon, publishFor, turnTo } from './publish';
import { NO_SUCH_PAGE, NO_SUCH_REFERRAL, NOT_YOURS } from './refusals';
import { toldOf } from './told';
import type { Greeting } from './views';

/** The App Home is opened: published anew each time, with a welcome for somebody new. */
export async function onOpened(request: EventRequest): Promise<void> {
  const { db, clock, workspaceId, event } = request;
  const { user: userId, tab } = event;
  if (typeof userId !== 'string' || tab !== 'home') return;
  const profile = (await lookUp(request, workspaceId, [userId]).catch(() => undefined))?.get(userId);
  if (profile?.kind !== 'member') return;
  const now = clock.now();
  const isNew = await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profile]);
    await store.members.sawHome(workspaceId, userId, now);
    return store.members.welcome(workspaceId, userId, now);
  });
  turnTo(request, workspaceId, userId, FIRST);
  request.afterwards(() => publish(request, workspaceId, userId, isNew ? greetingFor(profile.name) : undefined));
}

/** Its button is there already. @param name plain text */
const greetingFor = (name: string): Greeting => welcomeMessage(name).blocks.slice(0, 1);

/** `All`, `Given` and `Received` */
export function onShow(show: Place['show']) {
  // what follows every press publishes it
  return async (request: ActionRequest): Promise<void> =>
    turnTo(request, request.workspaceId, request.userId, { show, from: 0 });
}

/** `Older` and `Newer` */
export async function onTurn(request: ActionRequest): Promise<void> {
  const place = readPlace(request.value);
  if (!place) throw new Refused(NO_SUCH_PAGE);
  turnTo(request, request.workspaceId, request.userId, place);
}

/** `Details` */
export async function onDetails(request: ActionRequest): Promise<void> {
  const referral = await request.db.read.referrals.find(request.workspaceId, request.value);
  if (!referral) throw new Refused(NO_SUCH_REFERRAL);
  request.openModal(await detailsOf(request, referral));
}

/** @throws Refused for everybody but its giver and its receiver */
async function detailsOf(request: Request, referral: Referral) {
  const { db, workspaceId, userId } = request;
  const { giverId, receiverId } = referral;
  if (userId !== giverId && userId !== receiverId) throw new Refused(NOT_YOURS);
  const [sight, workspace, told] = await Promise.all([
    sightOf(request, workspaceId, userId, [giverId, receiverId]),
    db.read.workspaces.find(workspaceId),
    toldOf(db.read, referral),
  ]);
  return detailsView({ referral, sight, told, canIntroduce: mayIntroduce(workspace) });
}

/** After each request of a member: their Home, if they ever opened it, and the details that they pressed in. */
export async function onFollow(request: Request & Pick<ActionRequest, 'view'>): Promise<void> {
  const { db, slack, workspaceId, userId, view } = request;
  await publishFor(request, workspaceId, [userId]);
  // who has just been forgotten has a Home that shows all of it still, and is named on others'
  if (view && !(await db.read.members.find(workspaceId, userId))) {
    await publish(request, workspaceId, userId);
    if (await db.read.held.isBeingForgotten(workspaceId, userId)) await publishAllSoon(request, workspaceId);
  }
  if (view?.callback_id !== MESSAGE_VIEW || !view.private_metadata) return;
  const referral = await db.read.referrals.find(workspaceId, view.private_metadata);
  if (!referral) return;
  const client = await slack.client(workspaceId);
  await client.views.update({ view_id: view.id, view: await detailsOf(request, referral) });
}
