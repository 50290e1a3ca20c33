import { hasEnded, isWaiting, mayReportMet, mayWithdraw, MOST_OPEN_ASKS, restsAt } from '../../domain/ask-policy';
import { Refused } from '../../domain/errors';
import { say } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import type { Ask } from '../../store/ask-store';
import type { ActionRequest, Request } from '../feature';
import { askKinds } from '../ask-changes';
import { namesOf } from '../who-is';
import { nameOfOther } from './answers';
import {
  answeredAlready,
  changedMeanwhile,
  ENDED,
  NO_SUCH_ASK,
  notTakingNow,
  SOMEBODY_ELSES,
  tooManyToMeet,
} from './refusals';
import { openAsks, withdrawnByYou } from './views';

/** @throws Refused when it is not theirs */
function ownAsk(ask: Ask | null, { userId }: Pick<Request, 'userId'>): Ask {
  if (!ask) throw new Refused(NO_SUCH_ASK);
  if (ask.askerId !== userId) throw new Refused(SOMEBODY_ELSES);
  return ask;
}

/** "These are met": the giver is asked once more, and then no more. */
export async function onMet(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value } = request;
  const { giverId } = ownAsk(await db.read.asks.find(workspaceId, value), request);
  const giver = await nameOfOther(request, giverId);
  const tooMany = await db.transaction(async (store): Promise<Ask[] | null> => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    const ask = ownAsk(await store.asks.hold(workspaceId, value), request);
    if (hasEnded(ask)) throw new Refused(ENDED);
    // pressed before: the message says so
    if (ask.metAt && isWaiting(ask)) return null;
    if (!mayReportMet(ask)) throw new Refused(changedMeanwhile(giver));
    if ((await store.members.find(workspaceId, giverId))?.asksOff) throw new Refused(notTakingNow(giver));
    const open = await store.asks.openBetween(workspaceId, userId, giverId, now);
    if (open.length >= MOST_OPEN_ASKS) return open;
    const again = { state: 'open' as const, metAt: now, answeredAt: null, restsAt: restsAt(now) };
    await store.asks.change(workspaceId, value, again, now);
    await store.deliveries.plan(workspaceId, {
      kind: askKinds.again,
      subjectId: value,
      recipientId: giverId,
      dueAt: now,
    });
    return null;
  });
  request.wake();
  if (tooMany) request.tell(openAsks(escape(tooManyToMeet(giver, tooMany.length)), tooMany, giver));
}

/** "Withdraw": what waits is over; what was sent says so. */
export async function onWithdraw(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value, message } = request;
  const { giverId } = ownAsk(await db.read.asks.find(workspaceId, value), request);
  const nameOf = await namesOf(db, workspaceId, [giverId]);
  const ask = await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    const found = ownAsk(await store.asks.hold(workspaceId, value), request);
    if (found.state === 'withdrawn') return found;
    if (hasEnded(found)) throw new Refused(ENDED);
    if (!mayWithdraw(found)) throw new Refused(answeredAlready(nameOf(giverId)));
    await store.asks.change(workspaceId, value, { state: 'withdrawn', answeredAt: now }, now);
    return found;
  });
  request.wake();
  const shown = withdrawnByYou(ask, nameOf(giverId));
  if (message?.ephemeral) request.replace(shown);
  else if (!message) request.tell(say(shown.text));
}
