import { after, MINUTE_MS } from '../domain/clock';
import { NotInstalled } from '../slack/access';
import { type Failure, failureOf } from '../slack/failures';
import type { Delivery } from '../store/delivery-store';
import type { Attempt, Report } from './attempt';
import { showsForgotten } from './forgotten';
import { PICTURE_NOT_READY } from './with-pictures';
import type { DeliveryDeps, MessageKind } from './message-kind';

/** A message whose fate is unknown is looked up after this: a late answer would have come by then. */
export const LOOK_UP_AFTER_MS = 10_000;
/** A workspace whose token Slack refuses is left alone for so long. */
const TOKEN_PAUSE_MS = 10 * MINUTE_MS;
/** Slack looks at an uploaded picture before it can show it. */
const PICTURE_WAIT_MS = 5_000;
const TOKEN_REFUSED = ['account_inactive', 'invalid_auth', 'token_revoked', 'token_expired', 'not_authed'];

/** The message cannot be delivered, ever: recorded with its consequence. @returns the reason */
export async function giveUp(
  deps: DeliveryDeps,
  kind: MessageKind | undefined,
  claimed: Delivery,
  reason: string,
  at: Date,
): Promise<string> {
  await deps.db.transaction(async (store) => {
    if (await store.deliveries.end(claimed, reason)) await kind?.refused?.(store, claimed, reason, at);
  });
  deps.log.error(
    { delivery: claimed.id, kind: claimed.kind, workspace: claimed.workspaceId, reason },
    'a message could not be delivered',
  );
  return reason;
}

/** 5 s, 10 s, 20 s … up to 10 minutes */
export function backoff(attempts: number): number {
  return Math.min(5_000 * 2 ** Math.min(attempts - 1, 10), 10 * MINUTE_MS);
}

/** What follows from an error, by what it leaves open: try again and when, wait, or give up. */
export async function afterFailure(
  deps: DeliveryDeps,
  kind: MessageKind | undefined,
  claimed: Delivery,
  error: unknown,
  at: Date,
  attempt: Attempt,
): Promise<[Report['outcome'], string]> {
  const wall = deps.clock.now();
  const isSent = claimed.messageTs !== null;
  const putOff = async (
    ms: number,
    problem: string,
    unsent = attempt.post === 'not-begun',
  ): Promise<[Report['outcome'], string]> => {
    await deps.db.transaction((store) => store.deliveries.putOff(claimed, after(wall, ms), problem, unsent));
    return ['put off', problem];
  };
  const pause = (ms: number) =>
    deps.db.transaction((store) => store.workspaces.pauseSending(claimed.workspaceId, after(wall, ms)));
  if (error instanceof NotInstalled) return putOff(10 * MINUTE_MS, 'not installed');
  let failure: Failure;
  try {
    failure = failureOf(error);
  } catch {
    deps.log.error({ err: error, delivery: claimed.id, kind: claimed.kind }, 'a message could not be made');
    return putOff(backoff(claimed.attempts), 'could not be made');
  }
  if (failure.kind === 'rate-limited') {
    // "wait 0 seconds" is no invitation to ask again at once
    const ms = Math.max(failure.seconds, 1) * 1000;
    await pause(ms);
    return putOff(ms, 'rate limited', attempt.post !== 'fate-unknown');
  }
  if (failure.kind === 'unknown') {
    // every other message of the workspace would meet the same outage
    if (claimed.attempts > 1) await pause(Math.min(backoff(claimed.attempts), MINUTE_MS));
    return putOff(Math.max(LOOK_UP_AFTER_MS, backoff(claimed.attempts)), failure.reason);
  }
  if (TOKEN_REFUSED.includes(failure.code)) {
    await pause(TOKEN_PAUSE_MS);
    return putOff(TOKEN_PAUSE_MS, failure.code, attempt.post !== 'fate-unknown');
  }
  if (failure.code === 'channel_not_found' && attempt.post === 'begun' && attempt.placeRemembered) {
    // an app that was made anew has other conversations than the one before it
    await deps.db.transaction(async (store) => {
      await store.members.setDirectMessages(claimed.workspaceId, claimed.recipientId!, null);
      await store.deliveries.forgetChannel(claimed);
    });
    return putOff(0, failure.code, true);
  }
  if (failure.code === 'invalid_blocks' && attempt.hasPicture) return putOff(PICTURE_WAIT_MS, PICTURE_NOT_READY, true);
  if (isSent) return [await whenNotChanged(deps, kind, claimed, failure.code), failure.code];
  return ['failed', await giveUp(deps, kind, claimed, failure.code, at)];
}

/** Slack refuses to change a sent message: an outdated one is deleted, a digest is left. */
async function whenNotChanged(
  deps: DeliveryDeps,
  kind: MessageKind | undefined,
  claimed: Delivery,
  code: string,
): Promise<Report['outcome']> {
  const gone = code === 'message_not_found' || claimed.task === 'remove';
  const isForgetting = showsForgotten(claimed);
  // the name of somebody who is forgotten is not left with one person; a channel's message is others' too
  const isLeft = kind?.whenStale === 'leave' && !(isForgetting && claimed.recipientId !== null);
  if (gone || isLeft) {
    deps.log.warn({ delivery: claimed.id, kind: claimed.kind, code }, 'a sent message could not be changed');
    await deps.db.transaction((store) =>
      isForgetting ? store.deliveries.dropAddress(claimed) : store.deliveries.leaveAsIs(claimed),
    );
    return 'ended';
  }
  await deps.db.transaction((store) => store.deliveries.removeInstead(claimed));
  return 'put off';
}
