import { Refused } from '../../domain/errors';
import { usableZone } from '../../domain/working-hours';
import { noticeView } from '../../slack/blocks';
import { type ChannelState, channelState } from '../../slack/channels';
import type { Profile } from '../../slack/members';
import { askSlack } from '../ask-slack';
import type { Request, SubmitAnswer, SubmitRequest } from '../feature';
import { readMetadata } from '../read-metadata';
import { noteChanges, otherAdmins } from '../setting-changes';
import { mayDraw } from '../shown-picture';
import { namesOf } from '../who-is';
import { moveSteps, saveWorkspace } from './save-workspace';
import { changeLine, changeWords } from './setting-words';
import { choicesSchema, readWorkspaceChoices, workspaceChoices, workspaceProblems } from './workspace-choices';
import {
  CHANNEL_PROBLEMS,
  NO_PICTURES,
  NO_ANSWER,
  NOT_FOR_YOU,
  workspaceForm,
  workspaceSaved,
  workspaceView,
} from './workspace-views';

const CHANGES_SHOWN = 10;

/** "Workspace settings": a form for admins and owners; for everybody to see where they let them. */
export async function onOpenWorkspace(request: Request): Promise<void> {
  const { db, workspaceId } = request;
  const profile = await whoAsks(request);
  const choices = await workspaceChoices(db.read, workspaceId, profile);
  if (!profile.isAdmin && !choices.settingsForAll) throw new Refused(NOT_FOR_YOU);
  const changes = await lastChanges(request, profile);
  if (!profile.isAdmin) return request.openModal(workspaceView(choices, changes));
  request.openModal(workspaceForm(choices, changes, await isLost(request)));
}

const isLost = async ({ db, workspaceId }: Request): Promise<boolean> =>
  Boolean((await db.read.digests.schedule(workspaceId))?.lostAt);

/** Rights are asked for each time, never remembered. */
async function whoAsks(request: Request): Promise<Profile> {
  const { slack, workspaceId, userId } = request;
  const profile = await askSlack(request, workspaceId, slack.profile(workspaceId, userId), NO_ANSWER);
  if (profile?.kind !== 'member') throw new Refused(NOT_FOR_YOU);
  return profile;
}

async function lastChanges({ db, clock, workspaceId }: Request, { timeZone }: Profile): Promise<string[]> {
  const [changes, workspace] = await Promise.all([
    db.read.settings.latestChanges(workspaceId, CHANGES_SHOWN),
    db.read.workspaces.find(workspaceId),
  ]);
  const people = changes.map(({ changedById }) => changedById);
  const nameOf = await namesOf(db, workspaceId, people);
  const zone = usableZone(timeZone, workspace?.timeZone ?? 'UTC');
  return changes.flatMap((change) => changeLine(change, nameOf(change.changedById), clock.now(), zone) ?? []);
}

/** Saves what an admin changed in the form; what others changed meanwhile stays. */
export async function onSaveWorkspace(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId, values } = request;
  const [profile, others] = await Promise.all([whoAsks(request), otherAdmins(request)]);
  if (!profile.isAdmin) throw new Refused(NOT_FOR_YOU);
  const shown = readMetadata(choicesSchema, request.metadata);
  const errors = workspaceProblems(values);
  const submitted = readWorkspaceChoices(values, shown);
  const isChosen = submitted.channelId !== shown.channelId;
  const state = isChosen || (await isLost(request)) ? await stateOf(request, submitted.channelId) : null;
  if (isChosen && state && state !== 'open') errors['channelId'] = CHANNEL_PROBLEMS[state];
  const asksForPicture = submitted.drawsWeek && !shown.drawsWeek;
  if (asksForPicture && !mayDraw(await db.read.workspaces.find(workspaceId))) errors['drawsWeek'] = NO_PICTURES;
  if (Object.keys(errors).length > 0) return { errors };

  const now = clock.now();
  const changes = await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profile]);
    await store.members.used(workspaceId, userId, now);
    // two admins may save at once: each changes what the other has left
    await store.workspaces.hold(workspaceId);
    const current = await workspaceChoices(store, workspaceId, profile);
    const made = await saveWorkspace(
      store,
      workspaceId,
      current,
      { shown, submitted, isFound: state === 'open', userId },
      now,
    );
    await noteChanges(store, request, made, others, now);
    return made;
  });
  request.afterwards(() => moveSteps(db, workspaceId, changes, now));
  request.wake();
  const words = changes.map((change) => changeWords({ what: JSON.stringify(change) }) ?? '');
  const hasTimes = (['day', 'time', 'timeZone'] as const).some((setting) => submitted[setting] !== shown[setting]);
  const isEarly = hasTimes && submitted.channelId === '';
  return { update: noticeView('Workspace settings', workspaceSaved(words, isEarly)) };
}

/** Whether digests can be posted in a channel; null for none. */
async function stateOf(request: Request, channelId: string): Promise<ChannelState | null> {
  const { slack, workspaceId } = request;
  if (channelId === '') return null;
  return askSlack(request, workspaceId, channelState(slack, workspaceId, channelId), NO_ANSWER);
}
