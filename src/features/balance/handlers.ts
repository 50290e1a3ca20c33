import { Refused } from '../../domain/errors';
import { cleanText } from '../../domain/user-text';
import type { Message } from '../../slack/blocks';
import type { ActionRequest, CommandRequest, Request, SubmitAnswer, SubmitRequest } from '../feature';
import { needsForDraft } from '../needs-for-draft';
import { draftForm, draftFormIds, EMPTY_DRAFT, nobodyToSendTo } from '../draft-views';
import { lookUp, namesOf } from '../who-is';
import { listOf, oneSidedWith, overviewOf } from './record';
import { copyView, scriptLead, scriptText } from './script-views';
import { balanceIds, OWN_ALONE, readPage, STALE } from './views';

/** `/referral balance` */
export async function onBalance(request: CommandRequest): Promise<Message | undefined> {
  if (request.rest !== '') throw new Refused(OWN_ALONE);
  await open(request);
  return undefined;
}

/** `My track record` */
export async function onOpen(request: ActionRequest): Promise<void> {
  await open(request);
}

async function open(request: Request): Promise<void> {
  const { db, clock, workspaceId, userId } = request;
  await db.transaction((store) => store.members.used(workspaceId, userId, clock.now()));
  request.openModal(await overviewOf(request));
}

/** `Show all`, `Older` and `Newer` */
export async function onTurn(request: ActionRequest): Promise<void> {
  const page = readPage(request.value);
  if (!page) throw new Refused(STALE);
  request.updateModal(await listOf(request, page.list, page.from));
}

export async function onBack(request: ActionRequest): Promise<void> {
  request.updateModal(await overviewOf(request));
}

/** `Draft a message`: a friendly way to say so, where it is still true. */
export async function onDraft(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value: otherId } = request;
  const people = await oneSidedWith(db.read, workspaceId, userId, clock.now());
  if (!people.some((each) => each.userId === otherId)) throw new Refused(STALE);
  const nameOf = await namesOf(db, workspaceId, [otherId]);
  const profile = (await lookUp(request, workspaceId, [otherId])).get(otherId);
  if (profile?.kind !== 'member') throw new Refused(nobodyToSendTo(nameOf(otherId)));
  // the text names the first, and counts the others
  const business = await db.read.given.business(workspaceId, userId, otherId);
  const prospects = business.map(({ prospect }) => prospect);
  const text = scriptText(profile.name, prospects, await needsForDraft(db.read, workspaceId, userId));
  request.openModal(draftForm({ form: balanceIds.script, metadata: otherId, lead: scriptLead(profile.name), text }));
}

/** "Copy": shows the text as it was left. Unlike other drafts it is not stored, not even until it is sent. */
export async function onScriptSubmitted({
  db,
  workspaceId,
  values,
  metadata: otherId,
}: SubmitRequest): Promise<SubmitAnswer> {
  const text = cleanText(values.text(draftFormIds.text));
  if (text === '') return { errors: { [draftFormIds.text]: EMPTY_DRAFT } };
  const nameOf = await namesOf(db, workspaceId, [otherId]);
  return { update: copyView(nameOf(otherId), text) };
}
