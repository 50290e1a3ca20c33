import { randomUUID } from 'node:crypto';
import { after } from '../domain/clock';
import { shareFiles, uploadFiles } from '../slack/files';
import type { Delivery } from '../store/delivery-store';
import { afterFailure, backoff, giveUp, LOOK_UP_AFTER_MS } from './after-failure';
import type { Attempt, Report } from './attempt';
import { findPosted } from './find-posted';
import { showsForgotten } from './forgotten';
import type { DeliveryDeps, MessageKind, RenderContext } from './message-kind';
import { hasPicture } from './with-pictures';

/** How long a claim holds; every call to Slack ends well before. */
export const LEASE_MS = 45_000;
/** A post and the look-up of its lost answer take less: with less left of a claim, nothing is posted. */
const POST_WITHIN_MS = 20_000;
const AT_ONCE = 100;
const SIDE_BY_SIDE = 4;

/**
 * Does everything that is owed as of `at` and may be done now: one pass, each row claimed, so that any number of
 * processes can run it side by side.
 *
 * @param isStopping once it says so, nothing more is claimed
 * @returns what was done, empty when nothing was left to do
 */
export async function deliverDue(deps: DeliveryDeps, at: Date, isStopping = () => false): Promise<Report[]> {
  const rows = await deps.db.read.deliveries.due(at, deps.clock.now(), AT_ONCE);
  const reports: Report[] = [];
  const queue = [...rows];
  const work = async () => {
    for (let row = queue.shift(); row && !isStopping(); row = queue.shift()) {
      try {
        const report = await deliverOne(deps, row, at);
        if (report) reports.push(report);
      } catch (error) {
        // what became of it could not be stored: its claim runs out, and it is looked at again
        deps.log.error({ err: error, delivery: row.id, kind: row.kind }, 'a delivery could not be recorded');
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return reports;
}

async function deliverOne(
  deps: DeliveryDeps,
  row: Parameters<typeof deps.db.read.deliveries.claim>[0],
  at: Date,
): Promise<Report | null> {
  const wall = deps.clock.now();
  const workspace = await deps.db.read.workspaces.find(row.workspaceId);
  // another delivery of this pass may have been told to wait
  if (workspace?.sendNotBefore && workspace.sendNotBefore > wall) return null;
  const claimed = await deps.db.transaction((store) =>
    store.deliveries.claim(row, randomUUID(), wall, after(wall, LEASE_MS)),
  );
  if (!claimed) return null;
  const kind = deps.kinds.get(claimed.kind);
  const report = (outcome: Report['outcome'], reason?: string): Report => ({ outcome, delivery: claimed, reason });
  // a claim that ended without a word may have reached Slack
  const attempt: Attempt = { post: row.state === 'sending' ? 'fate-unknown' : 'not-begun' };
  try {
    if (!kind) throw new Error(`Nothing knows how to render a delivery of kind "${claimed.kind}".`);
    const context: RenderContext = {
      workspaceId: claimed.workspaceId,
      db: deps.db,
      slack: deps.slack,
      log: deps.log,
      now: at,
    };
    if (claimed.messageTs !== null) return report(await changeSent(deps, context, kind, claimed, attempt));
    if (row.state === 'sending') {
      const found = await findPosted(deps, claimed);
      if (found === 'cannot-tell') return report('failed', await giveUp(deps, kind, claimed, 'fate unknown', at));
      if (found === 'not-yet') {
        await deps.db.transaction((store) =>
          store.deliveries.putOff(claimed, after(deps.clock.now(), LOOK_UP_AFTER_MS), 'not there yet', false),
        );
        return report('put off', 'not there yet');
      }
      if (found) {
        await recordSent(deps, kind, claimed, found, at);
        return report('sent', 'found in the conversation');
      }
      attempt.post = 'not-begun';
    }
    return await send(deps, context, kind, claimed, at, attempt);
  } catch (error) {
    return report(...(await afterFailure(deps, kind, claimed, error, at, attempt)));
  }
}

async function send(
  deps: DeliveryDeps,
  context: RenderContext,
  kind: MessageKind,
  claimed: Delivery,
  at: Date,
  attempt: Attempt,
): Promise<Report> {
  const { workspaceId } = claimed;
  const report = (outcome: Report['outcome'], reason?: string): Report => ({ outcome, delivery: claimed, reason });
  const end = async (reason: string): Promise<Report> => {
    await deps.db.transaction(async (store) => {
      if (await store.deliveries.end(claimed)) await kind.unsent?.(store, claimed, at);
    });
    return report('ended', reason);
  };
  if (claimed.task === 'remove') return end('taken back before it was sent');
  if (claimed.recipientId) {
    const recipient = await deps.slack.profile(workspaceId, claimed.recipientId);
    if (recipient?.kind !== 'member') {
      await deps.db.transaction((store) => store.members.left(workspaceId, claimed.recipientId!, at));
      return end('the recipient has left');
    }
    const isTheirs = await deps.db.transaction(async (store) => {
      const holds = await store.deliveries.holds(claimed);
      if (holds) await store.members.remember(workspaceId, [recipient]);
      return holds;
    });
    // whom it was for is forgotten since it was claimed
    if (!isTheirs) return end('taken back before it was sent');
    context.recipient = recipient;
  }
  const message = await kind.render(context, claimed);
  if (message === 'nothing' || message === 'on Home') {
    const isOnHome = message === 'on Home';
    await deps.db.transaction(async (store) => {
      if (await store.deliveries.settled(claimed, isOnHome ? at : null)) await kind.unsent?.(store, claimed, at);
    });
    return report('ended', isOnHome ? 'on Home alone' : 'settled before it was sent');
  }
  if ('notBefore' in message) {
    await deps.db.transaction((store) => store.deliveries.waitUntil(claimed, message.notBefore));
    return report('put off', `until ${message.notBefore.toISOString()}`);
  }
  attempt.placeRemembered = claimed.channelId !== null && claimed.recipientId !== null && !kind.place;
  const channelId = claimed.channelId ?? (await place(deps, context, kind, claimed, attempt));
  const client = await deps.slack.client(workspaceId);
  const fileIds = 'files' in message ? await uploadFiles(client, message.files) : [];
  const wall = deps.clock.now();
  if (after(wall, POST_WITHIN_MS) > claimed.retryAt) {
    // by the time Slack answers, another process may have claimed it, and would find nothing posted yet
    await deps.db.transaction((store) =>
      store.deliveries.putOff(claimed, after(wall, backoff(claimed.attempts)), 'took too long', true),
    );
    return report('put off', 'took too long');
  }
  if ('files' in message) {
    // by these a lost answer is found again: files carry no metadata
    await deps.db.transaction((store) => store.deliveries.rememberFiles(claimed, fileIds, wall));
    attempt.post = 'begun';
    await shareFiles(client, channelId, message, fileIds);
    await recordSent(deps, kind, claimed, { channelId, messageTs: null }, at);
    return report('sent');
  }
  const { text, blocks } = message;
  attempt.hasPicture = hasPicture({ blocks });
  attempt.post = 'begun';
  const posted = await client.chat.postMessage({
    channel: channelId,
    text,
    blocks,
    // the row's id, by which a lost answer is found again; it says nothing to anybody else
    metadata: { event_type: 'goodturn_delivery', event_payload: { id: claimed.id } },
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
  await recordSent(deps, kind, claimed, { channelId: posted.channel ?? channelId, messageTs: posted.ts! }, at);
  return report('sent');
}

/** The conversation it goes to, remembered before anything is posted there: a lost answer is looked up in it. */
async function place(
  deps: DeliveryDeps,
  context: RenderContext,
  kind: MessageKind,
  claimed: Delivery,
  attempt: Attempt,
): Promise<string> {
  const { workspaceId, recipientId } = claimed;
  const open = async () => {
    if (kind.place) return kind.place(context, claimed);
    const known = await deps.db.read.members.find(workspaceId, recipientId!);
    if (known?.dmChannelId) {
      attempt.placeRemembered = true;
      return known.dmChannelId;
    }
    const client = await deps.slack.client(workspaceId);
    const opened = await client.conversations.open({ users: recipientId! });
    return opened.channel!.id!;
  };
  const channelId = await open();
  await deps.db.transaction(async (store) => {
    if (recipientId && !kind.place) await store.members.setDirectMessages(workspaceId, recipientId, channelId);
    await store.deliveries.setChannel(claimed, channelId);
  });
  return channelId;
}

async function changeSent(
  deps: DeliveryDeps,
  context: RenderContext,
  kind: MessageKind,
  claimed: Delivery,
  attempt: Attempt,
): Promise<Report['outcome']> {
  const client = await deps.slack.client(claimed.workspaceId);
  const place = { channel: claimed.channelId!, ts: claimed.messageTs! };
  if (claimed.task === 'remove') {
    await client.chat.delete(place);
    await deps.db.transaction((store) => store.deliveries.done(claimed));
    return 'removed';
  }
  const message = await kind.render(context, claimed);
  if (message === 'nothing' && showsForgotten(claimed)) {
    // nothing of it is left but the words of somebody who is forgotten
    await client.chat.delete(place);
    await deps.db.transaction((store) => store.deliveries.dropAddress(claimed));
    return 'removed';
  }
  if (typeof message === 'object' && 'blocks' in message) {
    const { text, blocks } = message;
    attempt.hasPicture = hasPicture({ blocks });
    await client.chat.update({
      ...place,
      text,
      blocks,
      parse: 'none',
      link_names: false,
    });
  }
  await deps.db.transaction((store) => store.deliveries.done(claimed));
  return 'redrawn';
}

async function recordSent(
  deps: DeliveryDeps,
  kind: MessageKind,
  claimed: Delivery,
  place: { channelId: string; messageTs: string | null },
  at: Date,
): Promise<void> {
  await deps.db.transaction(async (store) => {
    await store.deliveries.sent(claimed, place, at);
    await kind.sent?.(store, { ...claimed, ...place }, at);
  });
}
