import { after, DAY_MS } from '../../domain/clock';
import { usableZone } from '../../domain/working-hours';
import type { Message } from '../../slack/blocks';
import type { MemberProfile } from '../../store/member-store';
import type { ActionRequest, CommandRequest, EventRequest, Request } from '../feature';
import { sendTimeOf } from '../digest-schedule';
import { chooseChannel } from './choose-channel';
import { draftDigest } from './contents';
import { previewMessage } from './digest-view';
import { earliestTs } from './messages';
import { isPrayer, settlePrayer } from './reactions';
import { comingWords, formsMessage, noNewsMessage } from './views';

/** Before there is a schedule, a preview shows so much. */
const PREVIEW_COVERS_MS = 7 * DAY_MS;

export async function onDigestCommand(request: CommandRequest): Promise<Message> {
  const what = request.rest
    .replace(/[^\p{L}\s]/gu, '')
    .trim()
    .toLowerCase();
  if (what === 'here') return chooseChannel(request);
  if (what === 'preview') return preview(request);
  return formsMessage();
}

/** The preview, on whatever offers it. */
export async function onPreview(request: ActionRequest): Promise<void> {
  request.tell(await preview(request));
}

async function preview({ db, clock, workspaceId }: Request): Promise<Message> {
  const now = clock.now();
  const schedule = await db.read.digests.schedule(workspaceId);
  const planned = schedule && {
    channelId: schedule.channelId,
    zone: usableZone(schedule.timeZone, 'UTC'),
    next: sendTimeOf(schedule, now),
    isLost: schedule.lostAt !== null,
  };
  const covers = schedule ?? { newsSince: after(now, -PREVIEW_COVERS_MS), timeZone: 'UTC' };
  const draft = await draftDigest(db.read, workspaceId, covers, 'preview', now);
  return draft ? previewMessage(draft.content, comingWords(planned, now)) : noNewsMessage(planned, now);
}

/** A reaction put on a message, or taken off. */
interface OnMessage {
  channelId: string;
  messageTs: string;
  userId: string;
  name: string;
  standing: boolean;
  eventTs: string;
}

function readReaction(event: EventRequest['event']): OnMessage | null {
  const { user, reaction, event_ts: eventTs, item } = event;
  const { type, channel, ts } = (item ?? {}) as { type?: unknown; channel?: unknown; ts?: unknown };
  const texts = [user, reaction, eventTs, channel, ts];
  if (type !== 'message' || !texts.every((text) => typeof text === 'string')) return null;
  const [userId = '', name = '', at = '', channelId = '', messageTs = ''] = texts;
  return { channelId, messageTs, userId, name, standing: event.type === 'reaction_added', eventTs: at };
}

/** Keeps the reactions on digests, and thanks for a receiver's prayer. Those on other messages leave no trace. */
export async function onReaction(request: EventRequest): Promise<void> {
  const { db, clock, workspaceId, event, wake } = request;
  const reaction = readReaction(event);
  if (!reaction) return;
  const { channelId, messageTs, userId, name } = reaction;
  const isOn = await digestAt(request, reaction);
  if (!isOn) return;
  const reactor = await memberWho(request, userId);
  if (!reactor) return;

  const now = clock.now();
  await db.transaction(async (store) => {
    // held, as whoever records it as sent settles what was noted before
    const delivery = isOn.sent ? null : await store.deliveries.hold(workspaceId, isOn.id);
    const isSent = isOn.sent || delivery?.messageTs === messageTs;
    if (!isSent && (delivery?.state !== 'sending' || delivery.messageTs !== null)) return;
    if (reactor !== 'known') await store.members.remember(workspaceId, [reactor]);
    await store.members.used(workspaceId, userId, now);
    const isNews = await store.reactions.note({ workspaceId, ...reaction });
    if (!isNews || !isSent || !isPrayer(name)) return;
    await settlePrayer(store, { workspaceId, digestId: isOn.digestId, channelId, messageTs }, userId, now);
  });
  wake();
}

/** The digest that a message is, or that it may turn out to be: one on its way to that channel. */
async function digestAt(
  { db, workspaceId, event }: EventRequest,
  { channelId, messageTs }: OnMessage,
): Promise<{ id: string; digestId: string; sent: boolean } | null> {
  const there = await db.read.deliveries.at(workspaceId, channelId, messageTs);
  if (there) return there.kind === 'digest' ? { id: there.id, digestId: there.subjectId, sent: true } : null;
  const unsent = await db.read.deliveries.unsent(workspaceId, 'digest', { channelId });
  const onItsWay = unsent.find((each) => each.state === 'sending' && messageTs >= earliestTs(each));
  if (!onItsWay) return null;
  const workspace = await db.read.workspaces.find(workspaceId);
  // Slack does not always say whose message it is
  if (typeof event.item_user === 'string' && event.item_user !== workspace?.botUserId) return null;
  return { id: onItsWay.id, digestId: onItsWay.subjectId, sent: false };
}

/** A member who may react: known to be one, or looked up; null for bots, Goodturn itself and strangers. */
async function memberWho(
  { db, slack, workspaceId }: EventRequest,
  userId: string,
): Promise<'known' | MemberProfile | null> {
  if (await db.read.members.find(workspaceId, userId)) return 'known';
  const profile = await slack.profile(workspaceId, userId);
  return profile?.kind === 'member' ? profile : null;
}
