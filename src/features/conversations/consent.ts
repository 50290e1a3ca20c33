import { z } from 'zod';
import type { MessageKind } from '../../delivery/message-kind';
import { Refused } from '../../domain/errors';
import { MAX_NEED } from '../../domain/need-policy';
import { needProblem } from '../../domain/need-text';
import { cleanLine } from '../../domain/user-text';
import type { Conversation } from '../../store/conversation-store';
import type { Store } from '../../store/store';
import type { ActionRequest } from '../feature';
import { consentOrigin, NEED_CONSENT, stateNeed } from '../need-changes';
import { lookUp, namesOf } from '../who-is';
import { asking, notOnTheBoard, onTheBoard, QUESTION_CLOSED, QUESTION_NOT_YOURS } from './consent-views';
import { card, listPage, ownConversation } from './entries';
import { pageOfBlock, refusals } from './views';

// The words that somebody is asked about are kept as a draft of theirs: what they agree to is what they were shown,
// whatever becomes of the conversation. An unanswered one is forgotten like every other question.

const questionSchema = z.object({ text: z.string(), byId: z.string() });

const draftIdOf = (workspaceId: string, conversationId: string): string => `need:${workspaceId}:${conversationId}`;

async function questionTo(store: Pick<Store, 'drafts'>, workspaceId: string, userId: string, conversationId: string) {
  const draft = await store.drafts.read(workspaceId, userId, draftIdOf(workspaceId, conversationId));
  return draft ? questionSchema.parse(draft) : null;
}

/** "Share it as a need": asks the one who needs it, once for a conversation. */
export async function onShare(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value, message, blockId } = request;
  const { withId } = await ownConversation(db.read, request, value);
  const other = (await lookUp(request, workspaceId, [withId])).get(withId);
  if (other?.kind !== 'member') throw new Refused(refusals.hereNoMore(other?.name));
  const now = clock.now();
  const conversation = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const found = await ownConversation(store, request, value);
    const text = cleanLine(found.theirNeed ?? '');
    const problem = needProblem(text);
    if (problem?.what === 'empty') throw new Refused(refusals.noNeed);
    if (problem?.what === 'too-long') throw new Refused(refusals.needTooLong(problem.length, MAX_NEED));
    if (problem) throw new Refused(refusals.needUnclear);
    if (await store.deliveries.named(workspaceId, NEED_CONSENT, value))
      throw new Refused(refusals.askedBefore(other.name));
    await store.members.remember(workspaceId, [other]);
    const question: z.infer<typeof questionSchema> = { text, byId: userId };
    await store.drafts.keep(workspaceId, withId, draftIdOf(workspaceId, value), question, now);
    await store.deliveries.plan(workspaceId, { kind: NEED_CONSENT, subjectId: value, recipientId: withId, dueAt: now });
    return found;
  });
  request.wake();
  if (!message?.ephemeral) return;
  const page = pageOfBlock(blockId);
  request.replace(page === null ? await card(request, conversation, 'as-it-is') : await listPage(request, page));
}

/** Whoever asked has deleted the conversation: an unanswered question is taken back. */
export async function takeBackQuestion(store: Store, { workspaceId, id, withId }: Conversation, now: Date) {
  const asked = await store.deliveries.named(workspaceId, NEED_CONSENT, id);
  if (asked && (await store.drafts.settle(workspaceId, withId, draftIdOf(workspaceId, id), now))) {
    await store.deliveries.remove(workspaceId, [asked.id], now);
  }
}

/** "Yes, share it" and "No, thanks": one answer, the first. */
export function onAnswer(isYes: boolean) {
  return async (request: ActionRequest): Promise<void> => {
    const { db, clock, workspaceId, userId, value } = request;
    const now = clock.now();
    await db.transaction(async (store) => {
      await store.members.used(workspaceId, userId, now);
      const asked = await store.deliveries.named(workspaceId, NEED_CONSENT, value);
      if (asked?.recipientId !== userId) throw new Refused(QUESTION_NOT_YOURS);
      const question = await questionTo(store, workspaceId, userId, value);
      if (question) {
        await store.drafts.settle(workspaceId, userId, draftIdOf(workspaceId, value), now);
        const stated = { authorId: userId, text: question.text, origin: consentOrigin(value) };
        if (isYes) await stateNeed(store, workspaceId, stated, now);
      } else if (isYes && !(await store.needs.byOrigin(workspaceId, consentOrigin(value)))) {
        throw new Refused(QUESTION_CLOSED);
      }
      await store.deliveries.redraw(workspaceId, [asked.id], now);
    });
    request.wake();
  };
}

/** To the one whose need it is. */
export const needConsent: MessageKind = {
  kind: NEED_CONSENT,
  async render({ db, workspaceId }, { subjectId: conversationId, recipientId, messageTs }) {
    const question = await questionTo(db.read, workspaceId, recipientId!, conversationId);
    if (question) {
      const nameOf = await namesOf(db, workspaceId, [question.byId]);
      return asking(conversationId, nameOf(question.byId), question.text);
    }
    if (messageTs === null) return 'nothing';
    const need = await db.read.needs.byOrigin(workspaceId, consentOrigin(conversationId));
    return need ? onTheBoard(need) : notOnTheBoard();
  },
};
