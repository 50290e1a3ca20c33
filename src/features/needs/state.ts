import { z } from 'zod';
import { parseText } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { needProblem } from '../../domain/need-text';
import { renderParts } from '../../domain/text-parts';
import { cleanLine, sameText } from '../../domain/user-text';
import type { Message } from '../../slack/blocks';
import type { Need } from '../../store/need-store';
import type { ActionRequest, CommandRequest, Request, SubmitAnswer, SubmitRequest } from '../feature';
import { namesInText } from '../names-in-text';
import { changeNeed, stateNeed } from '../need-changes';
import { readMetadata } from '../read-metadata';
import { lookUp } from '../who-is';
import { boardPage } from './board';
import { ownNeed } from './own-need';
import { NEED_FIELD, needCard, needForm, pageOfBlock, problemInForm, problemSentence, refusals } from './views';

/** `/referral need a bookkeeper in Austin`; alone it opens the form. */
export async function onNeed(request: CommandRequest): Promise<Message | undefined> {
  const parts = parseText(request.rest);
  if (parts.length === 0) {
    openForm(request);
    return undefined;
  }
  const text = cleanLine(renderParts(parts, await namesInText(request, parts)));
  const problem = needProblem(text, parts);
  if (problem) throw new Refused(problemSentence(problem));
  return stated(await putOnBoard(request, text));
}

/** "Share a need", on whatever offers it. */
export async function onOpenForm(request: ActionRequest): Promise<void> {
  openForm(request);
}

function openForm(request: Request): void {
  request.openModal(needForm({ url: request.responseUrl } satisfies Shown));
}

/** Where a form was opened, and where its answer goes. */
const shownSchema = z.object({ url: z.url().optional(), page: z.number().optional() });
type Shown = z.infer<typeof shownSchema>;
const editSchema = shownSchema.extend({ id: z.string() });

/** The sent form. */
export async function onSubmit(request: SubmitRequest): Promise<SubmitAnswer> {
  const { url } = readMetadata(shownSchema, request.metadata);
  const text = cleanLine(request.values.text(NEED_FIELD));
  const problem = needProblem(text);
  if (problem) return { errors: { [NEED_FIELD]: problemInForm(problem) } };
  request.tell(stated(await putOnBoard(request, text)), url);
  return undefined;
}

async function putOnBoard(request: Request, text: string): Promise<{ need: Need; isNew: boolean }> {
  const { db, clock, workspaceId, userId, requestId } = request;
  const author = (await lookUp(request, workspaceId, [userId])).get(userId);
  if (author?.kind !== 'member') throw new Refused(refusals.notAMember);
  const now = clock.now();
  return db.transaction(async (store) => {
    await store.members.remember(workspaceId, [author]);
    await store.members.used(workspaceId, userId, now);
    return stateNeed(store, workspaceId, { authorId: userId, text, origin: requestId }, now);
  });
}

const stated = ({ need, isNew }: { need: Need; isNew: boolean }) => needCard(need, isNew ? 'stated' : 'same');

/** "Edit": the form, filled. */
export async function onEdit(request: ActionRequest): Promise<void> {
  const { db, value, message, responseUrl, blockId } = request;
  const need = await ownNeed(db.read, request, value);
  if (need.state !== 'open') throw new Refused(refusals.settled);
  // what is not an ephemeral redraws itself
  const shown: Shown = message?.ephemeral ? { url: responseUrl, page: pageOfBlock(blockId) ?? undefined } : {};
  request.openModal(needForm({ id: need.id, ...shown } satisfies z.infer<typeof editSchema>, need));
}

/** The edited form. */
export async function onEditSubmit(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId } = request;
  const { id, url, page } = readMetadata(editSchema, request.metadata);
  const text = cleanLine(request.values.text(NEED_FIELD));
  const problem = needProblem(text);
  if (problem) return { errors: { [NEED_FIELD]: problemInForm(problem) } };
  const need = await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    const found = await ownNeed(store, request, id);
    if (found.state !== 'open') throw new Refused(refusals.settled);
    const others = (await store.needs.openOf(workspaceId, userId)).filter((other) => other.id !== id);
    if (others.some((other) => sameText(other.text, text))) return null;
    return found.text === text ? found : changeNeed(store, found, { text }, now);
  });
  if (!need) return { errors: { [NEED_FIELD]: refusals.sameAsAnother } };
  request.wake();
  if (url) request.redraw(page === undefined ? needCard(need, 'changed') : await boardPage(request, page), url);
  return undefined;
}
