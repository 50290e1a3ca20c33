import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '../../src/domain/clock';
import type { NextStep } from '../../src/domain/day-steps';
import {
  afterNudge,
  DEFAULT_NUDGE_STEPS,
  firstNudge,
  isLastNudge,
  isPutOff,
  mayNudgeReceiver,
  MIN_GAP_MS,
  remindLater,
  reopened,
  type NudgeState,
} from '../../src/domain/nudge-policy';

const recordedAt = new Date('2026-11-02T10:15:30Z');
const steps = DEFAULT_NUDGE_STEPS;

/** The instant so many days after the referral was recorded. */
const day = (days: number) => new Date(recordedAt.getTime() + days * DAY_MS);
const state = (nextStep: number, dueOn: number | null): NudgeState => ({
  recordedAt,
  nextStep,
  dueAt: dueOn === null ? null : day(dueOn),
});
const next = (nextStep: number, dueOn: number | null): NextStep => ({
  nextStep,
  dueAt: dueOn === null ? null : day(dueOn),
});

describe('a new referral waits for its first step', () => {
  test.each<[string, readonly number[], NextStep]>([
    ['2 times 24 hours after it was recorded', steps, next(0, 2)],
    ['as the settings say', [5, 9], next(0, 5)],
    ['or for none, where settings have none', [], next(0, null)],
  ])('%s', (_sentence, days, expected) => {
    expect(firstNudge(recordedAt, days)).toEqual(expected);
  });

  test('24 hours are 24 hours where the clocks change', () => {
    const before = new Date('2026-03-07T12:00:00-05:00');
    expect(firstNudge(before, [2]).dueAt).toEqual(new Date('2026-03-09T13:00:00-04:00'));
  });
});

describe('a nudge uses up its step and what fell due meanwhile', () => {
  test.each<[string, NudgeState, number, NextStep, boolean]>([
    ['the first, on time', state(0, 2), 2, next(1, 7), false],
    ['the first, an hour late', state(0, 2), 2.04, next(1, 7), false],
    ['the second, on time', state(1, 7), 7, next(2, 14), false],
    ['the third, on time', state(2, 14), 14, next(3, null), true],
    ['the first, after the second fell due', state(0, 2), 8, next(2, 14), false],
    ['the first, at the instant the second falls due', state(0, 2), 7, next(2, 14), false],
    ['the first, after all fell due', state(0, 2), 30, next(3, null), true],
    ['the second, after the third fell due', state(1, 7), 15, next(3, null), true],
    ['a reminder in place of the second', state(1, 5), 5, next(2, 14), false],
    ['a reminder in place of the third', state(2, 10), 10, next(3, null), true],
    ['a reminder after the third day', state(1, 16), 16, next(3, null), true],
  ])('%s', (_sentence, before, now, expected, last) => {
    expect(afterNudge(before, steps, day(now))).toEqual(expected);
    expect(isLastNudge(before, steps, day(now))).toBe(last);
  });

  test('where settings now have fewer steps none is left', () => {
    expect(afterNudge(state(1, 7), [2], day(7))).toEqual(next(1, null));
    expect(isLastNudge(state(0, 2), [2], day(2))).toBe(true);
  });
});

describe('remind me later moves the next step', () => {
  test.each<[string, NudgeState, number, number | null, NextStep]>([
    ['3 days after the press', state(1, 7), 2.5, 2, next(1, 5.5)],
    ['3 days after the last nudge, if that was later', state(1, 7), 2, 4, next(1, 7)],
    ['to after the step’s own day', state(1, 7), 6, 2, next(1, 9)],
    ['the third one too', state(2, 14), 7, 7, next(2, 10)],
    ['again', state(1, 5), 3, 2, next(1, 6)],
    ['without a last nudge', state(1, 7), 2, null, next(1, 5)],
    ['nowhere after the third', state(3, null), 14, 14, next(3, null)],
  ])('%s', (_sentence, before, pressed, lastNudge, expected) => {
    expect(remindLater(before, steps, day(pressed), lastNudge === null ? null : day(lastNudge))).toEqual(expected);
  });

  test('it adds no nudge: pressed at each, there are three', () => {
    let current: NudgeState = { recordedAt, ...firstNudge(recordedAt, steps) };
    const sent: Date[] = [];
    while (current.dueAt !== null) {
      const now = current.dueAt;
      sent.push(now);
      current = { recordedAt, ...afterNudge(current, steps, now) };
      current = { recordedAt, ...remindLater(current, steps, now, now) };
    }
    expect(sent).toEqual([day(2), day(5), day(8)]);
  });
});

describe('a step is put off when it is not due on its own day', () => {
  test.each<[string, NudgeState, boolean]>([
    ['the first, as recorded', state(0, 2), false],
    ['the second, on its day', state(1, 7), false],
    ['the second, earlier', state(1, 5), true],
    ['the second, later', state(1, 9), true],
    ['none left', state(3, null), false],
  ])('%s', (_sentence, current, expected) => {
    expect(isPutOff(current, steps)).toBe(expected);
  });
});

describe('a referral that waits again has the steps still ahead', () => {
  test.each<[string, number, number, NextStep]>([
    ['all, on the first day', 1, 0, next(0, 2)],
    ['none that fell due meanwhile', 3, 0, next(1, 7)],
    ['none at its own instant', 7, 0, next(2, 14)],
    ['none that was used', 1, 1, next(1, 7)],
    ['the third', 8, 1, next(2, 14)],
    ['none after the third', 14, 0, next(3, null)],
    ['none where all are used', 1, 3, next(3, null)],
  ])('%s', (_sentence, now, usedSteps, expected) => {
    expect(reopened(recordedAt, steps, day(now), usedSteps)).toEqual(expected);
  });
});

describe('no receiver gets two nudges within 3 days', () => {
  test.each([
    ['the first ever may go', null, 0, true],
    ['at once it may not', 5, 5, false],
    ['a millisecond too early it may not', 5, 8 - 1 / DAY_MS, false],
    ['after 3 times 24 hours it may', 5, 8, true],
    ['with a clock that went back it may not', 5, 4, false],
  ])('%s', (_sentence, last, now, expected) => {
    expect(mayNudgeReceiver(last === null ? null : day(last), day(now))).toBe(expected);
  });

  test('3 days are 72 hours', () => {
    expect(MIN_GAP_MS).toBe(72 * 3_600_000);
  });
});
