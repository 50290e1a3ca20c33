import { Refused } from '../../domain/errors';
import type { Member } from '../../store/member-store';
import type { Store } from '../../store/store';
import { noticeView } from '../../slack/blocks';
import { setAsksOff } from '../ask-changes';
import type { CommandRequest, Request, SubmitAnswer, SubmitRequest } from '../feature';
import { switchPrompts } from '../prompt-switch';
import { PURPOSES } from '../purposes';
import { lookUp } from '../who-is';
import { type Choices, MEMBERS_ONLY, NOT_HERE, savedWords, settingsForm, settingsIds, ASKS_OFF } from './views';

/** `/referral settings` */
export async function onSettings(request: CommandRequest): Promise<undefined> {
  if (request.rest.trim() !== '') throw new Refused(NOT_HERE);
  await onOpen(request);
}

/** The settings of whoever asks: nobody sees or changes another's. */
export async function onOpen(request: Request): Promise<void> {
  const { db, workspaceId, userId } = request;
  request.openModal(settingsForm(choicesOf(await db.read.members.find(workspaceId, userId))));
}

function choicesOf(member: Member | null): Choices {
  return {
    kinds: PURPOSES.filter((purpose) => member === null || !purpose.isOff(member)).map(({ kind }) => kind),
    asksOff: member?.asksOff ?? false,
  };
}

/** Saves what has changed; what was planned for a purpose that is now off is not sent. */
export async function onSave(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId, values } = request;
  const now = clock.now();
  const profile = (await lookUp(request, workspaceId, [userId])).get(userId);
  if (profile?.kind !== 'member') throw new Refused(MEMBERS_ONLY);
  const chosen: Choices = {
    kinds: values.list(settingsIds.purposes),
    asksOff: values.list(settingsIds.asks).includes(ASKS_OFF),
  };
  const changes = await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profile]);
    await store.members.used(workspaceId, userId, now);
    return save(store, (await store.members.find(workspaceId, userId))!, chosen, now);
  });
  request.wake();
  return { update: noticeView('Settings', savedWords(changes)) };
}

/** @returns a sentence for each change */
async function save(store: Store, member: Member, chosen: Choices, now: Date): Promise<string[]> {
  const { workspaceId, userId } = member;
  const changes: string[] = [];
  for (const purpose of PURPOSES) {
    const isOff = !chosen.kinds.includes(purpose.kind);
    if (isOff === purpose.isOff(member)) continue;
    await switchPrompts(store, purpose, workspaceId, userId, isOff, now);
    changes.push(`${purpose.called} are ${isOff ? 'off' : 'on'}.`);
  }
  if (chosen.asksOff !== member.asksOff) {
    await setAsksOff(store, workspaceId, userId, chosen.asksOff, now);
    changes.push(
      chosen.asksOff
        ? 'You are not taking asks now. People are told so kindly, before they write.'
        : 'You take asks again.',
    );
  }
  return changes;
}
