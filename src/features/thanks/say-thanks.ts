import { randomUUID } from 'node:crypto';
import { fitsAfterAll, mayQuote, notAFit } from '../../domain/thanks-state';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { NewThanks } from '../../store/thanks-store';
import { tellOutcome } from '../tell-outcome';

type About = Omit<Referral, 'thanks'>;

/** What a receiver says, and how; `mayQuote` counts where they want to be asked about it each time. */
export type Words = Pick<NewThanks, 'note' | 'kind' | 'mayQuote' | 'source'>;

/**
 * Written thanks for referrals of one giver, in a transaction: told to the giver in one message. Where all of them have
 * written thanks already, the words are changed in the message that carried them and nothing new is sent.
 *
 * @param batchId names this act: a repeated one says nothing again
 * @returns the referrals it is for; none for none
 */
export async function sayThanks(
  store: Store,
  referrals: Referral[],
  batchId: string,
  words: Words,
  now: Date,
): Promise<{ about: About[]; isNew: boolean }> {
  const [first] = referrals;
  if (!first) return { about: [], isNew: false };
  const { workspaceId, giverId, receiverId } = first;
  const said = referrals.filter(({ thanks }) => thanks?.batchId === batchId);
  if (said.length > 0) return { about: said, isNew: true };
  const unsaid = referrals.filter(({ thanks }) => !thanks);
  const about = unsaid.length > 0 ? unsaid : await saidTogether(store, referrals);
  const receiver = await store.members.find(workspaceId, receiverId);
  const isQuotable = mayQuote(receiver?.quoting ?? 'ask', words.mayQuote);
  for (const { id, private: isPrivate } of about) {
    await store.thanks.say(workspaceId, id, randomUUID(), {
      ...words,
      mayQuote: isQuotable && !isPrivate,
      batchId,
      thankedAt: now,
    });
    await store.referrals.refresh(workspaceId, id, now);
  }
  if (unsaid.length > 0) {
    const referralIds = unsaid.map(({ id }) => id);
    await store.deliveries.plan(workspaceId, {
      kind: 'thanks',
      subjectId: batchId,
      recipientId: giverId,
      referralIds,
      dueAt: now,
    });
  }
  return { about, isNew: unsaid.length > 0 };
}

/** All that the messages with these referrals' thanks are about: one message has one note. */
async function saidTogether(store: Store, referrals: Referral[]): Promise<About[]> {
  const batches = new Map(
    referrals.flatMap(({ workspaceId, thanks }) => (thanks ? [[thanks.batchId, workspaceId]] : [])),
  );
  const said = await Promise.all(
    [...batches].map(([batchId, workspaceId]) => store.thanks.batch(workspaceId, batchId)),
  );
  return said.flat().map(({ referral }) => referral);
}

/** "Not a fit", in a transaction: the giver is told once, and the message corrected when the answer changes. */
export async function answerNotAFit(store: Store, referral: Referral, reason: string | null, now: Date): Promise<void> {
  await tellOutcome(store, referral, 'no_fit', notAFit(referral, reason, now), now);
}

/** Takes "Not a fit" back, in a transaction. */
export async function takeBackNotAFit(store: Store, referral: Referral, now: Date): Promise<void> {
  await store.referrals.change(referral.workspaceId, referral.id, fitsAfterAll(referral), now);
}
