import { firstAhead, type NextStep, waitingFor } from './day-steps';
import type { AnswerChange } from './thanks-state';

export interface FollowUpState extends NextStep {
  recordedAt: Date;
}

/** Days after a referral was recorded; each one is a question how it turned out, thanked or not. */
export const DEFAULT_FOLLOW_UP_STEPS: readonly number[] = [30, 90];

type Outcome = 'open' | 'talking' | 'business' | 'no_fit';

/** What a receiver can answer. */
export type OutcomeAnswer = Exclude<Outcome, 'open'>;

/** Whether how it turned out is still to be asked, as far as the referral goes. */
export function isFollowedUp({ withdrawnAt, outcome }: { withdrawnAt: Date | null; outcome: Outcome }): boolean {
  return withdrawnAt === null && (outcome === 'open' || outcome === 'talking');
}

/** A new referral waits for its first step. */
export function firstFollowUp(recordedAt: Date, steps: readonly number[]): NextStep {
  return waitingFor(0, recordedAt, steps);
}

/** A question sent at `now` uses up its step and every other that fell due meanwhile: missed steps are not made up. */
export function afterFollowUp(state: FollowUpState, steps: readonly number[], now: Date): NextStep {
  return firstAhead(state.nextStep + 1, state.recordedAt, steps, now);
}

/** A referral that is to be asked about again has its unused steps that are still ahead. */
export function followUpReopened(recordedAt: Date, steps: readonly number[], now: Date, usedSteps: number): NextStep {
  return firstAhead(usedSteps, recordedAt, steps, now);
}

interface Before {
  outcome: Outcome;
  outcomeAt: Date | null;
  shareOutcome: boolean;
}

/**
 * How it turned out, apart from thanks: those stay. "Still talking" is dated anew each time; what became business or did
 * not work out keeps its first day. Leave to name it goes with the business that it was given for.
 *
 * @param reason what would have fitted better; of no account but for `no_fit`
 */
export function turnedOut(
  before: Before,
  outcome: OutcomeAnswer,
  reason: string | null,
  now: Date,
): AnswerChange & { shareOutcome: boolean } {
  const isSame = before.outcome === outcome;
  return {
    outcome,
    outcomeAt: isSame && outcome !== 'talking' ? (before.outcomeAt ?? now) : now,
    outcomeReason: outcome === 'no_fit' ? reason : null,
    shareOutcome: isSame && outcome === 'business' && before.shareOutcome,
  };
}
