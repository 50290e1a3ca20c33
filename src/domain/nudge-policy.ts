import { after, DAY_MS } from './clock';
import { firstAhead, type NextStep, noneLeft, waitingFor } from './day-steps';

export interface NudgeState extends NextStep {
  recordedAt: Date;
}

/** Days after a referral was recorded; each one is a nudge, so there are as many nudges as steps at most. */
export const DEFAULT_NUDGE_STEPS: readonly number[] = [2, 7, 14];
/** No receiver gets two nudges closer together than this. */
export const MIN_GAP_MS = 3 * DAY_MS;
/** "Remind me later" is this much later. */
export const LATER_MS = 3 * DAY_MS;

/** A new referral waits for its first step. */
export function firstNudge(recordedAt: Date, steps: readonly number[]): NextStep {
  return waitingFor(0, recordedAt, steps);
}

/** A nudge sent at `now` uses up its step and every other that fell due meanwhile: missed steps are not made up. */
export function afterNudge(state: NudgeState, steps: readonly number[], now: Date): NextStep {
  return firstAhead(state.nextStep + 1, state.recordedAt, steps, now);
}

/** True when nothing would follow a nudge sent at `now`: it ends with the closing line. */
export function isLastNudge(state: NudgeState, steps: readonly number[], now: Date): boolean {
  return afterNudge(state, steps, now).dueAt === null;
}

/**
 * "Remind me later" moves the next unused step to 3 days after the press, or after the last nudge if that was later. It
 * takes the place of that step, so it adds no nudge; where no step is left there is nothing to move.
 */
export function remindLater(
  state: NudgeState,
  steps: readonly number[],
  pressedAt: Date,
  lastNudgeAt: Date | null,
): NextStep {
  if (state.nextStep >= steps.length) return noneLeft(steps);
  return { nextStep: state.nextStep, dueAt: after(later(pressedAt, lastNudgeAt ?? pressedAt), LATER_MS) };
}

/** True when "Remind me later" has moved the next step away from its own day. */
export function isPutOff(state: NudgeState, steps: readonly number[]): boolean {
  const ownDay = waitingFor(state.nextStep, state.recordedAt, steps).dueAt;
  return state.dueAt !== null && state.dueAt.getTime() !== ownDay?.getTime();
}

/** A referral that waits for thanks again has its unused steps that are still ahead; what fell due meanwhile is dropped. */
export function reopened(recordedAt: Date, steps: readonly number[], now: Date, usedSteps: number): NextStep {
  return firstAhead(usedSteps, recordedAt, steps, now);
}

/** True once 3 times 24 hours have passed since the receiver's last nudge, whatever it was about. */
export function mayNudgeReceiver(lastNudgeAt: Date | null, now: Date): boolean {
  return lastNudgeAt === null || now.getTime() - lastNudgeAt.getTime() >= MIN_GAP_MS;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
