import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MAX_NOTE, parseMentions, parseText } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { renderParts } from '../../domain/text-parts';
import { cleanText, clip, lengthOf } from '../../domain/user-text';
import { dateIn } from '../../domain/when';
import { usableZone } from '../../domain/working-hours';
import type { Message } from '../../slack/blocks';
import type { Profile } from '../../slack/members';
import type { Conversation } from '../../store/conversation-store';
import type { ActionRequest, CommandRequest, Request, ShortcutRequest } from '../feature';
import { namesInText } from '../names-in-text';
import { permalinkOf } from '../permalink-of';
import { lookUp } from '../who-is';
import { zoneOf } from '../zone-of';
import { card, listPage } from './entries';
import { conversationForm, refusals } from './views';

/** `/referral met @alice [what they need]`; alone it opens the form, `met list` shows what was logged. */
export async function onMet(request: CommandRequest): Promise<Message | undefined> {
  const { userId } = request;
  const { mentions, rest, notAMember } = parseMentions(request.rest);
  const [mention, ...others] = mentions;
  if (notAMember) throw new Refused(refusals.notAPerson(notAMember.shown));
  if (!mention) {
    const word = renderParts(rest).toLowerCase();
    if (word === 'list') return listPage(request, 0);
    if (word !== '') throw new Refused(refusals.whom);
    await openForm(request, {});
    return undefined;
  }
  if (others.length > 0) throw new Refused(refusals.oneAtATime);
  if (mention.userId === userId) throw new Refused(refusals.yourself);
  const [{ author, other }, nameOf] = await Promise.all([
    peopleOf(request, mention.userId),
    namesInText(request, rest),
  ]);
  const theirNeed = cleanText(renderParts(rest, nameOf));
  if (lengthOf(theirNeed) > MAX_NOTE) throw new Refused(refusals.tooLong(lengthOf(theirNeed)));
  const heldOn = dateIn(request.clock.now(), await zoneOfAuthor(request, author));
  const logged = await log(request, author, other, {
    heldOn,
    theirNeed: theirNeed || null,
    myOffer: null,
    permalink: null,
  });
  return card(request, logged, 'logged');
}

/** Author and the other, who have to be members. @throws Refused */
async function peopleOf(request: Request, withId: string): Promise<{ author: Profile; other: Profile }> {
  const people = await lookUp(request, request.workspaceId, [request.userId, withId]);
  const author = people.get(request.userId);
  const other = people.get(withId);
  if (author?.kind !== 'member') throw new Refused(refusals.notAMember);
  if (!other) throw new Refused(refusals.unknown);
  if (other.kind !== 'member') throw new Refused(refusals[other.kind](other.name));
  return { author, other };
}

/** The zone that an author is in now. */
export async function zoneOfAuthor({ db, workspaceId }: Request, author: Profile): Promise<string> {
  const workspace = await db.read.workspaces.find(workspaceId);
  return usableZone(author.timeZone, workspace?.timeZone ?? 'UTC');
}

type Said = Pick<Conversation, 'heldOn' | 'theirNeed' | 'myOffer' | 'permalink'>;

/** Logs a conversation, once however often it is asked for. */
export async function log(request: Request, author: Profile, other: Profile, said: Said): Promise<Conversation> {
  const { db, clock, workspaceId, userId, requestId: origin } = request;
  const now = clock.now();
  // in one order everywhere: two people who log each other do not wait for each other's rows
  const people = [author, other].sort((a, b) => (a.userId < b.userId ? -1 : 1));
  return db.transaction(async (store) => {
    await store.members.remember(workspaceId, people);
    await store.members.used(workspaceId, userId, now);
    const done = await store.conversations.byOrigin(workspaceId, origin);
    if (done) return done;
    const conversation = { id: randomUUID(), authorId: userId, withId: other.userId, origin, loggedAt: now, ...said };
    return store.conversations.log(workspaceId, conversation);
  });
}

/** "Log a conversation", on whatever offers it. */
export async function onOpenForm(request: ActionRequest): Promise<void> {
  await openForm(request, {});
}

/** The message shortcut "Log a conversation": with its author, what they wrote being what they need. */
export async function onMessageShortcut(request: ShortcutRequest): Promise<void> {
  const { message, userId, workspaceId } = request;
  const parts = parseText(message?.text ?? '');
  const authorId = message && !message.authorIsBot && message.authorId !== userId ? message.authorId : undefined;
  const [nameOf, people, permalink] = await Promise.all([
    namesInText(request, parts),
    // whoever it is, they are looked up again when the form is sent
    lookUp(request, workspaceId, authorId ? [authorId] : []).catch(() => undefined),
    permalinkOf(request),
  ]);
  const withId = !people || people.get(authorId ?? '')?.kind === 'member' ? authorId : undefined;
  await openForm(request, { withId, theirNeed: fieldSized(renderParts(parts, nameOf)), permalink });
}

/** A text field of Slack's holds 3,000 UTF-16 units, fewer than 2,000 characters may take. */
function fieldSized(text: string): string {
  const clipped = clip(text, MAX_NOTE);
  return clipped.length <= 3_000 ? clipped : clip(text, MAX_NOTE / 2);
}

/** Where a form's answer goes, and the message that it came from. */
export const logSchema = z.object({ url: z.url().optional(), permalink: z.url().optional() });
type LogMetadata = z.infer<typeof logSchema>;

async function openForm(
  request: Request,
  { permalink, ...filled }: { withId?: string; theirNeed?: string; permalink?: string },
): Promise<void> {
  const { db, clock, workspaceId, userId, responseUrl: url } = request;
  const people = await lookUp(request, workspaceId, [userId]).catch(() => undefined);
  const author = people?.get(userId);
  const zone = author ? await zoneOfAuthor(request, author) : await zoneOf(db, workspaceId, userId);
  const metadata: LogMetadata = { url, permalink };
  request.openModal(conversationForm(metadata, { ...filled, heldOn: dateIn(clock.now(), zone) }));
}
