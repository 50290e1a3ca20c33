import { A_MEMBER } from '../../domain/stand-in';
import { type Profile, profileOf } from '../../slack/members';
import type { Store } from '../../store/store';
import type { EventRequest } from '../feature';
import { useUpFollowUps } from '../follow-up-switch';
import { endNeedsOf } from '../need-changes';
import { useUpSteps } from '../nudge-switch';
import { PROMPTS } from '../prompts';

type SlackUser = Parameters<typeof profileOf>[0];

/** Comes for every change to every account, most of them of no interest: one read, and no more for those. */
export async function onUserChange(request: EventRequest): Promise<void> {
  const { db, clock, slack, workspaceId, event } = request;
  const profile = profileOf(event.user as SlackUser, workspaceId);
  const stored = await db.read.members.find(workspaceId, profile.userId);
  if (!stored) return;
  // who is told of without a name keeps the one they have
  const told = profile.name === A_MEMBER ? { ...profile, name: stored.name } : profile;
  const now = clock.now();
  const isHere = (profile: Profile | null): profile is Profile => profile?.kind === 'member';
  if (isHere(told) === (stored.leftAt === null)) {
    if (!isHere(told)) return;
    const moved = told.timeZone !== null && told.timeZone !== stored.timeZone;
    if (!moved && told.name === stored.name) return;
    await db.transaction(async (store) => {
      await store.members.remember(workspaceId, [told]);
      // their working hours are others now
      if (!moved) return;
      await store.members.lookAgainForNudges(workspaceId, told.userId, now);
      await store.members.lookAgainForFollowUps(workspaceId, told.userId, now);
    });
    return;
  }
  // An event that Slack had to repeat may come after a later one: coming and going is asked about, it is rare.
  const asked = await slack.profile(workspaceId, told.userId);
  await db.transaction((store) =>
    isHere(asked) ? onReturn(store, workspaceId, asked, now) : onLeave(store, workspaceId, told.userId, now),
  );
  // what others were sent says so
  request.wake();
}

async function onLeave(store: Store, workspaceId: string, userId: string, now: Date): Promise<void> {
  await endNeedsOf(store, workspaceId, userId, now);
  await store.members.left(workspaceId, userId, now);
  for (const kind of PROMPTS) {
    const unsent = await store.deliveries.unsent(workspaceId, kind, { recipientId: userId });
    await store.deliveries.remove(
      workspaceId,
      unsent.map(({ id }) => id),
      now,
    );
  }
}

/** Their records live again; what would have been asked meanwhile is not asked now. */
async function onReturn(store: Store, workspaceId: string, profile: Profile, now: Date): Promise<void> {
  await store.members.remember(workspaceId, [profile]);
  if (!(await store.members.cameBack(workspaceId, profile.userId))) return;
  await useUpSteps(store, workspaceId, await store.referrals.nudgesFallenDue(workspaceId, profile.userId, now), now);
  await useUpFollowUps(store, workspaceId, await store.followUps.fallenDue(workspaceId, profile.userId, now), now);
  await store.cards.drop(workspaceId, await store.cards.fallenDue(workspaceId, profile.userId, now));
}
