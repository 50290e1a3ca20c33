import { type OutcomeAnswer, turnedOut } from '../domain/follow-up-policy';
import type { Referral, ReferralChange } from '../store/referral-store';
import type { Store } from '../store/store';

/** The kinds of the messages that tell a giver how a referral turned out, by what the receiver answered. */
export const OUTCOME_TOLD = { talking: 'talking', business: 'business', no_fit: 'misfit' } as const;

/**
 * How a referral turned out, in a transaction, apart from thanks; see `tellOutcome`.
 *
 * @param answeredAt where that is not `now`
 */
export async function recordOutcome(
  store: Store,
  referral: Referral,
  outcome: OutcomeAnswer,
  reason: string | null,
  now: Date,
  answeredAt = now,
): Promise<Referral> {
  return tellOutcome(store, referral, outcome, turnedOut(referral, outcome, reason, answeredAt), now);
}

/**
 * Makes a change whose outcome the giver is told, in a transaction: once for each outcome. What they were told before is
 * corrected where it stands.
 */
export async function tellOutcome(
  store: Store,
  { workspaceId, id, giverId }: Referral,
  outcome: OutcomeAnswer,
  change: ReferralChange,
  now: Date,
): Promise<Referral> {
  const changed = await store.referrals.change(workspaceId, id, change, now);
  const kind = OUTCOME_TOLD[outcome];
  const told = await store.deliveries.about(workspaceId, kind, id);
  // one that ended before it was sent, as the answer had changed, says nothing to anybody any more
  if (told.some(({ state }) => state !== 'ended' && state !== 'failed')) return changed;
  await store.deliveries.plan(workspaceId, {
    kind,
    subjectId: id,
    occurrence: told.length === 0 ? '' : String(told.length),
    recipientId: giverId,
    referralIds: [id],
    dueAt: now,
  });
  return changed;
}
