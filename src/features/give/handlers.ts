import type { Command } from '../../domain/command-text';
import { tooLong } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { renderParts } from '../../domain/text-parts';
import { cleanLine } from '../../domain/user-text';
import type { Message } from '../../slack/blocks';
import type { ActionRequest, CommandRequest } from '../feature';
import { giveForm } from '../give-form-view';
import { namesInText } from '../names-in-text';
import { openGiveForm } from '../open-give-form';
import { lookUp, namesOf } from '../who-is';
import { type Line, lineSchema, namesSchema, originOfDraft } from './line';
import { confirmationOf, noteDown, peopleOf } from './note-down';
import { hasLeft, sentenceForLine } from './refusals';
import { askWhoIsMeant } from './typed-names';
import { closedQuestion, leftAsItWas, noneMeant } from './views';

type LineText = Exclude<Command, { kind: 'subcommand' }>;
type ReferralText = Extract<Command, { kind: 'referral' }>;

/** `/referral`, and every line of it that is not a subcommand. */
export async function onLine(request: CommandRequest, text: LineText): Promise<Message | undefined> {
  switch (text.kind) {
    case 'open-form':
      request.openModal(giveForm({ source: 'form', url: request.responseUrl }));
      return undefined;
    case 'refused':
      throw new Refused(sentenceForLine(text));
    case 'typed-name':
      // Slack allows few listings of members, and a long one takes longer than an answer may
      request.afterwards(() => askWhoIsMeant(request, text));
      return undefined;
    case 'referral':
      return onReferral(request, text);
  }
}

async function onReferral(request: CommandRequest, text: ReferralText): Promise<Message | undefined> {
  const { receivers, prospect } = text;
  const receiverIds = receivers.map(({ userId }) => userId);
  const prospectId = prospect.kind === 'member' ? prospect.userId : null;
  const mentions = [...receivers, ...(prospect.kind === 'member' ? [prospect] : [])];
  const labels = new Map(mentions.flatMap(({ userId, label }) => (label ? [[userId, label]] : [])));
  const texts = [...(prospect.kind === 'text' ? prospect.parts : []), ...(text.note ?? [])];
  const [people, nameOf] = await Promise.all([
    peopleOf(request, { receiverIds, prospectId }, labels),
    namesInText(request, texts),
  ]);
  const line: Line = {
    receiverIds,
    prospect:
      prospect.kind === 'text' ? renderParts(prospect.parts, nameOf) : cleanLine(people.get(prospect.userId)!.name),
    prospectId,
    note: renderParts(text.note ?? [], nameOf) || null,
    warmth: text.warmth ?? null,
    private: text.isPrivate,
    source: 'command',
    permalink: null,
    origin: request.requestId,
  };
  // with names in place of mentions it may be longer than it was when it was read
  const excess = tooLong(line.prospect, line.note ?? '');
  if (excess) throw new Refused(sentenceForLine(excess));
  await noteDown(request, line, people);
  return (await confirmationOf(request, line.origin, 'recorded')) ?? leftAsItWas();
}

/** "Record it again" */
export async function onRecordAgain(request: ActionRequest): Promise<void> {
  const { db, workspaceId, userId, value: draftId } = request;
  const draft = await db.read.drafts.read(workspaceId, userId, draftId);
  if (draft) {
    const line = lineSchema.parse(draft);
    await noteDown(request, line, await peopleOf(request, line), { again: true, draftId });
  }
  await showAnswered(request, originOfDraft(workspaceId, draftId));
}

/** "Leave it" */
export async function onLeaveIt(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value: draftId } = request;
  await db.transaction((store) => store.drafts.settle(workspaceId, userId, draftId, clock.now()));
  const shown = await confirmationOf(request, originOfDraft(workspaceId, draftId), 'recorded');
  request.replace(shown ?? leftAsItWas());
}

/** One of the members that a typed name may mean. */
export async function onChooseMember(request: ActionRequest): Promise<void> {
  const { db, workspaceId, userId, value } = request;
  const [, place, draftId = ''] = /^(\d{1,2}):(.+)$/.exec(value) ?? [];
  const draft = await db.read.drafts.read(workspaceId, userId, draftId);
  if (draft) {
    const { remarks, candidates } = namesSchema.parse(draft);
    const candidate = candidates[Number(place)];
    if (!candidate) throw new Refused(closedQuestion());
    const { receiverId, ...about } = candidate;
    const line: Line = { ...remarks, ...about, receiverIds: [receiverId] };
    await noteDown(request, line, await peopleOf(request, line), { draftId });
  }
  await showAnswered(request, originOfDraft(workspaceId, draftId));
}

/** "None of these" */
export async function onNoneOfThese(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value: draftId } = request;
  await db.transaction((store) => store.drafts.settle(workspaceId, userId, draftId, clock.now()));
  const chosen = await confirmationOf(request, originOfDraft(workspaceId, draftId), 'recorded');
  request.replace(chosen ?? noneMeant());
}

/** Whoever pressed first, or twice: the answer that stands. */
async function showAnswered(request: ActionRequest, origin: string): Promise<void> {
  const shown = await confirmationOf(request, origin, 'recorded');
  if (!shown) throw new Refused(closedQuestion());
  request.replace(shown);
}

/** "Give a referral" on a message of Goodturn's, or in Home. */
export async function onOpenForm(request: ActionRequest): Promise<void> {
  request.openModal(giveForm({ source: 'form', url: request.responseUrl }));
}

/** The form for one member; where nothing can be given to them any more it says so, and is open for anybody else. */
export async function onOpenFormFor(request: ActionRequest): Promise<void> {
  const { workspaceId, userId, value, db } = request;
  const profile = value === userId ? undefined : (await lookUp(request, workspaceId, [value])).get(value);
  if (profile?.kind === 'member') return openGiveForm(request, { receiverIds: [value] });
  const nameOf = await namesOf(db, workspaceId, [value]);
  openGiveForm(request, profile?.kind === 'gone' ? { lead: hasLeft(nameOf(value)) } : {});
}
