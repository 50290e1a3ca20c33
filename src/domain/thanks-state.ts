/** What decides whether a referral still waits for thanks. */
export interface ThanksState {
  withdrawnAt: Date | null;
  alreadyThankedAt: Date | null;
  prayedInId: string | null;
  outcome: 'open' | 'talking' | 'business' | 'no_fit';
  thanks: { note: string } | null;
}

/** What an answer changes about a referral; the store takes it as it is. */
export type AnswerChange = Partial<
  Pick<ThanksState, 'alreadyThankedAt' | 'outcome'> & { outcomeAt: Date | null; outcomeReason: string | null }
>;

/** Any acknowledgement counts; a misfit is not waited for; what became business still is. */
export function awaitsThanks(referral: ThanksState): boolean {
  if (referral.withdrawnAt || referral.outcome === 'no_fit') return false;
  return !isThanked(referral);
}

export function isThanked(referral: Pick<ThanksState, 'thanks' | 'alreadyThankedAt' | 'prayedInId'>): boolean {
  return Boolean(referral.thanks || referral.alreadyThankedAt || referral.prayedInId);
}

/** "Already thanked them": the first press counts; instead of "Not a fit", it takes that back. */
export function alreadyThanked(referral: ThanksState, now: Date): AnswerChange {
  return { alreadyThankedAt: referral.alreadyThankedAt ?? now, ...fitsAfterAll(referral) };
}

/**
 * "Not a fit", with what would have fitted better or without: it takes the place of "Already thanked them". Thanks that
 * were written, and a reaction that stands, are apart from it and stay.
 */
export function notAFit(
  referral: ThanksState & { outcomeAt: Date | null },
  reason: string | null,
  now: Date,
): AnswerChange {
  const since = referral.outcome === 'no_fit' ? (referral.outcomeAt ?? now) : now;
  return { alreadyThankedAt: null, outcome: 'no_fit', outcomeAt: since, outcomeReason: reason };
}

/** Takes "Not a fit" back: how it turns out is open again. Any other outcome stays as it is. */
export function fitsAfterAll({ outcome }: Pick<ThanksState, 'outcome'>): AnswerChange {
  return outcome === 'no_fit' ? { outcome: 'open', outcomeAt: null, outcomeReason: null } : {};
}

/** Whether thanks may be quoted, as their author chose: once for all, or each time. */
export function mayQuote(choice: 'ask' | 'always' | 'never', thisTime: boolean): boolean {
  return choice === 'ask' ? thisTime : choice === 'always';
}
