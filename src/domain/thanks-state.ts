/** What decides whether a referral still waits for thanks. */
export interface ThanksState {
  withdrawnAt: Date | null;
  alreadyThankedAt: Date | null;
  prayedInId: string | null;
  outcome: 'open' | 'talking' | 'business' | 'no_fit';
  thanks: { note: string } | null;
}

/** Any acknowledgement counts; a misfit is not waited for; what became business still is. */
export function awaitsThanks(referral: ThanksState): boolean {
  if (referral.withdrawnAt || referral.outcome === 'no_fit') return false;
  return !isThanked(referral);
}

export function isThanked(referral: Pick<ThanksState, 'thanks' | 'alreadyThankedAt' | 'prayedInId'>): boolean {
  return Boolean(referral.thanks || referral.alreadyThankedAt || referral.prayedInId);
}
