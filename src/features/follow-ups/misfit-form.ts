import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { MAX_NOTE } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { cleanText, clip, lengthOf } from '../../domain/user-text';
import { plain, section } from '../../slack/blocks';
import { emphasise, escape } from '../../slack/mrkdwn';
import type { Referral } from '../../store/referral-store';
import { withdrawnBy } from '../answered';
import type { ActionRequest, SubmitAnswer, SubmitRequest } from '../feature';
import { readMetadata } from '../read-metadata';
import { recordOutcome } from '../tell-outcome';
import { NO_SUCH_REFERRAL, toAnswer } from '../to-answer';
import { lookUp, namesOf } from '../who-is';
import { showAnswer, type ShownIn, shownIn } from './showing';
import { keptView } from './told-views';

export const misfitIds = { form: 'follow-ups.misfit.send', reason: 'reason' } as const;

const metadataSchema = z.object({
  id: z.string(),
  shownIn: z.object({ viewId: z.string().optional(), all: z.string().optional(), url: z.string().optional() }),
});

/** "It didn't work out": asks kindly what would have fitted better. */
export async function onMisfit(request: ActionRequest): Promise<void> {
  const { db, workspaceId, value } = request;
  const referral = await toAnswer(db.read, request, value);
  const giver = (await lookUp(request, workspaceId, [referral.giverId])).get(referral.giverId);
  const nameOf = await namesOf(db, workspaceId, [referral.giverId]);
  const place = await shownIn(request);
  request.openModal(misfitForm(referral, nameOf(referral.giverId), giver?.kind === 'member', place));
}

function misfitForm(referral: Referral, giver: string, giverIsHere: boolean, place: ShownIn): ModalView {
  const name = escape(giver);
  const about = `${name} referred you to ${emphasise(clip(referral.prospect, 300))}.`;
  const what = giverIsHere
    ? `I'll tell ${name} that it wasn't a match this time. If you like, say what would have fitted better: ${name} gets your words as they are, and they make the next one easier.`
    : `${name} has left, so this stays in your own list.`;
  const before = referral.outcomeReason;
  return {
    type: 'modal',
    callback_id: misfitIds.form,
    private_metadata: JSON.stringify({ id: referral.id, shownIn: place }),
    title: plain("It didn't work out"),
    submit: plain('Send'),
    close: plain('Cancel'),
    blocks: [
      section(`${about} ${what}`),
      {
        type: 'input',
        block_id: misfitIds.reason,
        optional: true,
        label: plain('What would have fitted better?'),
        element: {
          type: 'plain_text_input',
          action_id: misfitIds.reason,
          multiline: true,
          max_length: Math.max(MAX_NOTE, before?.length ?? 0),
          placeholder: plain('Smaller jobs, say, or another region. You can leave this empty.'),
          ...(before ? { initial_value: before } : {}),
        },
      },
    ],
  };
}

export async function onMisfitSubmitted(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId, values } = request;
  const form = readMetadata(metadataSchema, request.metadata);
  const reason = cleanText(values.text(misfitIds.reason));
  if (lengthOf(reason) > MAX_NOTE) {
    const [length, most] = [lengthOf(reason), MAX_NOTE].map((count) => count.toLocaleString('en'));
    const problem = `Your words have ${length} characters. Please shorten them to ${most} or fewer.`;
    return { errors: { [misfitIds.reason]: problem } };
  }
  const now = clock.now();
  const referral = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const found = await store.referrals.find(workspaceId, form.id);
    if (!found || found.receiverId !== userId) throw new Refused(NO_SUCH_REFERRAL);
    if (!found.withdrawnAt) await recordOutcome(store, found, 'no_fit', reason || null, now);
    return found;
  });
  if (referral.withdrawnAt) {
    const nameOf = await namesOf(db, workspaceId, [referral.giverId]);
    return { update: keptView(`${withdrawnBy(nameOf(referral.giverId))} It needs no answer.`, reason) };
  }
  request.wake();
  showAnswer(request, form.shownIn, referral, 'no_fit');
  return undefined;
}
