import { z } from 'zod';
import { MAX_NOTE } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { cleanText, lengthOf } from '../../domain/user-text';
import { dateIn, isDate } from '../../domain/when';
import { say } from '../../slack/blocks';
import type { Profile } from '../../slack/members';
import type { Conversation } from '../../store/conversation-store';
import type { ActionRequest, FormValues, SubmitAnswer, SubmitRequest } from '../feature';
import { readMetadata } from '../read-metadata';
import { lookUp, namesOf } from '../who-is';
import { zoneOf } from '../zone-of';
import { takeBackQuestion } from './consent';
import { card, listPage, ownConversation } from './entries';
import { log, logSchema, zoneOfAuthor } from './log';
import { conversationForm, deleted, EARLIEST, fields, pageOfBlock, problems, refusals } from './views';

/** Where an edited one is shown. */
const editSchema = z.object({ id: z.string(), url: z.url().optional(), page: z.number().optional() });
type EditMetadata = z.infer<typeof editSchema>;

type Errors = Record<string, string>;

/** Day and words, as they will be stored, and what is wrong with them. */
function readForm(values: FormValues, today: string) {
  const said: Pick<Conversation, 'heldOn' | 'theirNeed' | 'myOffer'> = {
    heldOn: values.text(fields.when),
    theirNeed: cleanText(values.text(fields.need)) || null,
    myOffer: cleanText(values.text(fields.offer)) || null,
  };
  const errors: Errors = {};
  if (!isDate(said.heldOn)) errors[fields.when] = problems.noDate;
  else if (said.heldOn > today) errors[fields.when] = problems.future;
  else if (said.heldOn < EARLIEST) errors[fields.when] = problems.tooLongAgo;
  for (const [field, text] of [
    [fields.need, said.theirNeed],
    [fields.offer, said.myOffer],
  ] as const) {
    if (lengthOf(text ?? '') > MAX_NOTE) errors[field] = problems.tooLong(lengthOf(text ?? ''));
  }
  return { said, errors };
}

/** The sent form: what is wrong is said in it, what is right is logged. */
export async function onSubmit(request: SubmitRequest): Promise<SubmitAnswer> {
  const { url, permalink = null } = readMetadata(logSchema, request.metadata);
  const { workspaceId, userId, values, clock } = request;
  const withId = values.text(fields.who);
  const people = await lookUp(request, workspaceId, [userId, ...(withId ? [withId] : [])]).catch((error: unknown) => {
    // shown in the form, which then keeps what was typed
    if (error instanceof Refused) return error.message;
    throw error;
  });
  if (typeof people === 'string') return { errors: { [fields.who]: people } };
  const author = people.get(userId);
  if (author?.kind !== 'member') throw new Refused(refusals.notAMember);
  const { said, errors } = readForm(values, dateIn(clock.now(), await zoneOfAuthor(request, author)));
  const other = people.get(withId);
  const problem = personProblem(userId, withId, other);
  if (problem) errors[fields.who] = problem;
  if (!other || Object.keys(errors).length > 0) return { errors };
  const logged = await log(request, author, other, { ...said, permalink });
  request.tell(await card(request, logged, 'logged'), url);
  return undefined;
}

function personProblem(userId: string, withId: string, other: Profile | undefined): string | undefined {
  if (!withId) return problems.nobody;
  if (withId === userId) return problems.yourself;
  if (!other) return problems.unknown;
  return other.kind === 'member' ? undefined : problems[other.kind];
}

/** "Add more" and "Edit": the form, filled. */
export async function onEdit(request: ActionRequest): Promise<void> {
  const { db, workspaceId, value, message, responseUrl, blockId } = request;
  const conversation = await ownConversation(db.read, request, value);
  const nameOf = await namesOf(db, workspaceId, [conversation.withId]);
  const shown = message?.ephemeral ? { url: responseUrl, page: pageOfBlock(blockId) ?? undefined } : {};
  const metadata: EditMetadata = { id: value, ...shown };
  request.openModal(conversationForm(metadata, { ...conversation, withName: nameOf(conversation.withId) }));
}

export async function onEditSubmit(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId } = request;
  const { id, url, page } = readMetadata(editSchema, request.metadata);
  const now = clock.now();
  const { said, errors } = readForm(request.values, dateIn(now, await zoneOf(db, workspaceId, userId)));
  if (Object.keys(errors).length > 0) return { errors };
  const conversation = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    await ownConversation(store, request, id);
    return store.conversations.change(workspaceId, id, said);
  });
  if (url)
    request.redraw(
      page === undefined ? await card(request, conversation, 'changed') : await listPage(request, page),
      url,
    );
  return undefined;
}

/** "Delete": it is gone, and so is a question about it that nobody has answered. */
export async function onDelete(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value, message, blockId } = request;
  const now = clock.now();
  const { withId } = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const conversation = await ownConversation(store, request, value);
    await takeBackQuestion(store, conversation, now);
    await store.conversations.delete(workspaceId, value);
    return conversation;
  });
  request.wake();
  if (!message?.ephemeral) return;
  const page = pageOfBlock(blockId);
  const nameOf = await namesOf(db, workspaceId, [withId]);
  request.replace(page === null ? say(deleted(nameOf(withId))) : await listPage(request, page));
}
