import { Refused } from '../../domain/errors';
import { dateIn } from '../../domain/when';
import { usableZone } from '../../domain/working-hours';
import { noticeView } from '../../slack/blocks';
import type { CommandRequest, Request, SubmitAnswer, SubmitRequest } from '../feature';
import { readMetadata } from '../read-metadata';
import { MEMBERS_ONLY } from '../refusals';
import { lookUp } from '../who-is';
import { savedWords } from './changed-words';
import { choicesOf, choicesSchema, problemsIn, readChoices } from './choices';
import { saveChoices } from './save-choices';
import { NOT_HERE, settingsForm } from './views';

/** `/referral settings` */
export async function onSettings(request: CommandRequest): Promise<undefined> {
  if (request.rest.trim() !== '') throw new Refused(NOT_HERE);
  await onOpen(request);
}

/** The settings of whoever asks: nobody sees or changes another's. */
export async function onOpen(request: Request): Promise<void> {
  const { db, clock, workspaceId, userId } = request;
  const { profile, zone, workspace } = await whoAsks(request);
  const choices = choicesOf(await db.read.members.find(workspaceId, userId), clock.now(), zone);
  request.openModal(settingsForm(choices, profile.isAdmin || (workspace?.settingsForAll ?? false)));
}

/** Saves what was changed in the form; what was planned for a purpose that is now off is not sent. */
export async function onSave(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId } = request;
  const now = clock.now();
  const { profile, zone } = await whoAsks(request);
  const shown = readMetadata(choicesSchema, request.metadata);
  const submitted = readChoices(request.values);
  const errors = problemsIn(submitted, shown, dateIn(now, zone));
  if (Object.keys(errors).length > 0) return { errors };
  const changes = await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profile]);
    await store.members.used(workspaceId, userId, now);
    const member = (await store.members.find(workspaceId, userId))!;
    return saveChoices(store, member, { shown, submitted }, now, zone);
  });
  request.wake();
  return { update: noticeView('Settings', savedWords(changes)) };
}

async function whoAsks(request: Request) {
  const { db, workspaceId, userId } = request;
  const profile = (await lookUp(request, workspaceId, [userId])).get(userId);
  if (profile?.kind !== 'member') throw new Refused(MEMBERS_ONLY);
  const workspace = await db.read.workspaces.find(workspaceId);
  return { profile, workspace, zone: usableZone(profile.timeZone, workspace?.timeZone ?? 'UTC') };
}
