import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { Refused } from '../../domain/errors';
import { MOST_OPEN_ASKS } from '../../domain/ask-policy';
import { asksNothing } from '../../domain/ask-text';
import { cleanLine, cleanText, clip, lengthOf } from '../../domain/user-text';
import { type Message, section } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import type { Profile } from '../../slack/members';
import type { ActionRequest, Request, SubmitAnswer, SubmitRequest } from '../feature';
import { readMetadata } from '../read-metadata';
import { lookUp } from '../who-is';
import { askForm, fields } from './form-views';
import { MAX_REASON, MAX_TEXT, needsOf, peopleOf, putAsk, shownFor } from './put-ask';
import {
  NOBODY_IN_FORM,
  notAskableInForm,
  NOTHING_IN_FORM,
  notTakingAsks,
  repeatedInForm,
  tooLongInForm,
  tooManyOpen,
  YOURSELF_IN_FORM,
} from './refusals';
import { ideaBlocks, openAsks } from './views';

/** Where the answer goes. */
const metadataSchema = z.object({ url: z.url().optional() });

/** The form, empty or with what is known of it. */
export async function openAskForm(
  request: Request,
  known: { giver?: Profile; text?: string; reason?: string | null },
): Promise<void> {
  const { giver, ...typed } = known;
  const remarks = giver ? await remarksOn(request, giver) : [];
  request.openModal(askForm({ metadata: { url: request.responseUrl }, giverId: giver?.userId, ...typed, remarks }));
}

/** "Ask", on whatever offers it. */
export async function onOpenForm(request: ActionRequest): Promise<void> {
  await openAskForm(request, {});
}

/** The form for one person; where nothing can be asked of them now, that is said before anything is written. */
export async function openFormFor(request: Request, giver: Profile): Promise<Message | undefined> {
  const { db, clock, workspaceId, userId } = request;
  const stored = await db.read.members.find(workspaceId, giver.userId);
  if (stored?.asksOff) throw new Refused(escape(notTakingAsks(giver.name)));
  const open = await db.read.asks.openBetween(workspaceId, userId, giver.userId, clock.now());
  if (open.length >= MOST_OPEN_ASKS) {
    return openAsks(escape(tooManyOpen(giver.name, open.length)), open, giver.name);
  }
  await openAskForm(request, { giver });
  return undefined;
}

/** Somebody was chosen in the form: what is to be known of them before anything is written. */
export async function onWhomChosen(request: ActionRequest): Promise<void> {
  const { chosen, view, userId, workspaceId } = request;
  if (!chosen || !view) return;
  const metadata = readMetadata(metadataSchema, view.private_metadata ?? '');
  const profile = (await lookUp(request, workspaceId, [chosen])).get(chosen);
  const problem = chosen === userId ? YOURSELF_IN_FORM : notAskableInForm(profile);
  const remarks = problem || !profile ? [section(escape(problem ?? ''))] : await remarksOn(request, profile);
  request.updateModal(askForm({ metadata, giverId: chosen, remarks }));
}

async function remarksOn(request: Request, giver: Profile): Promise<KnownBlock[]> {
  const stored = await request.db.read.members.find(request.workspaceId, giver.userId);
  if (stored?.asksOff) return [section(escape(notTakingAsks(giver.name)))];
  return ideaBlocks(giver.name, await needsOf(request, giver.userId));
}

/** A sent form: what is wrong is said in it. */
export async function onAskSubmitted(request: SubmitRequest): Promise<SubmitAnswer> {
  const { values, userId } = request;
  const { url } = readMetadata(metadataSchema, request.metadata);
  const giverId = values.text(fields.whom);
  const text = cleanLine(values.text(fields.what));
  const reason = cleanText(values.text(fields.why)) || null;
  const errors: Record<string, string> = {};
  if (giverId === '') errors[fields.whom] = NOBODY_IN_FORM;
  if (giverId === userId) errors[fields.whom] = YOURSELF_IN_FORM;
  if (asksNothing(text)) errors[fields.what] = NOTHING_IN_FORM;
  if (lengthOf(text) > MAX_TEXT) errors[fields.what] = tooLongInForm(lengthOf(text), MAX_TEXT);
  if (lengthOf(reason ?? '') > MAX_REASON) errors[fields.why] = tooLongInForm(lengthOf(reason ?? ''), MAX_REASON);
  const people = giverId === '' || giverId === userId ? undefined : await peopleOf(request, giverId);
  const problem = people && notAskableInForm(people.giver);
  if (problem) errors[fields.whom] = clip(problem, 150);
  if (Object.keys(errors).length > 0 || !people?.giver) return { errors };
  const { asker, giver } = people;
  const put = await putAsk(request, { asker, giver }, { text, reason, origin: request.requestId });
  if (!put) return undefined;
  switch (put.kind) {
    case 'not-taking':
      return { errors: { [fields.whom]: clip(notTakingAsks(giver.name), 150) } };
    case 'too-many':
      return { errors: { [fields.whom]: clip(tooManyOpen(clip(giver.name, 40), put.open.length), 150) } };
    case 'repeated':
      return { errors: { [fields.what]: repeatedInForm(clip(giver.name, 40)) } };
    case 'noted':
      request.tell(await shownFor(request, put, giver), url);
      return undefined;
  }
}
