import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '../../src/domain/clock';
import {
  afterFollowUp,
  DEFAULT_FOLLOW_UP_STEPS,
  firstFollowUp,
  followUpReopened,
  isFollowedUp,
  turnedOut,
} from '../../src/domain/follow-up-policy';

const recordedAt = new Date('2026-11-02T10:15:30Z');
const steps = DEFAULT_FOLLOW_UP_STEPS;
const day = (days: number) => new Date(recordedAt.getTime() + days * DAY_MS);

describe('follow-ups', () => {
  test('fall due 30 and 90 days after recording, to the second', () => {
    expect(firstFollowUp(recordedAt, steps)).toEqual({ nextStep: 0, dueAt: day(30) });
    const state = { recordedAt, nextStep: 0, dueAt: day(30) };
    expect(afterFollowUp(state, steps, day(31))).toEqual({ nextStep: 1, dueAt: day(90) });
    expect(afterFollowUp({ ...state, nextStep: 1, dueAt: day(90) }, steps, day(90))).toEqual({
      nextStep: 2,
      dueAt: null,
    });
  });

  test('that were missed are dropped', () => {
    const state = { recordedAt, nextStep: 0, dueAt: day(30) };
    expect(afterFollowUp(state, steps, day(120))).toEqual({ nextStep: 2, dueAt: null });
    expect(followUpReopened(recordedAt, steps, day(40), 0)).toEqual({ nextStep: 1, dueAt: day(90) });
    expect(followUpReopened(recordedAt, steps, day(10), 1)).toEqual({ nextStep: 1, dueAt: day(90) });
    expect(followUpReopened(recordedAt, steps, day(90), 0)).toEqual({ nextStep: 2, dueAt: null });
  });

  test('are none in a workspace that wants none', () => {
    expect(firstFollowUp(recordedAt, []).dueAt).toBeNull();
  });

  test.each([
    ['open', null, true],
    ['talking', null, true],
    ['business', null, false],
    ['no_fit', null, false],
    ['open', recordedAt, false],
  ] as const)('%s, withdrawn %s: %s', (outcome, withdrawnAt, asked) => {
    expect(isFollowedUp({ outcome, withdrawnAt })).toBe(asked);
  });
});

describe('what a receiver answers', () => {
  const before = { outcome: 'open' as const, outcomeAt: null, shareOutcome: false };

  test('keeps the first day of business and of a misfit, and dates "still talking" anew', () => {
    const business = { outcome: 'business' as const, outcomeAt: day(30), shareOutcome: true };
    expect(turnedOut(business, 'business', null, day(40))).toMatchObject({ outcomeAt: day(30), shareOutcome: true });
    const misfit = { ...before, outcome: 'no_fit' as const, outcomeAt: day(30) };
    expect(turnedOut(misfit, 'no_fit', 'smaller', day(40))).toMatchObject({ outcomeAt: day(30) });
    const talking = { ...before, outcome: 'talking' as const, outcomeAt: day(30) };
    expect(turnedOut(talking, 'talking', null, day(90))).toMatchObject({ outcomeAt: day(90) });
  });

  test('holds a reason for a misfit alone, and no leave to name another answer', () => {
    expect(turnedOut(before, 'no_fit', 'smaller', day(30)).outcomeReason).toBe('smaller');
    expect(turnedOut(before, 'talking', 'smaller', day(30)).outcomeReason).toBeNull();
    const shared = { outcome: 'business' as const, outcomeAt: day(30), shareOutcome: true };
    expect(turnedOut(shared, 'talking', null, day(31)).shareOutcome).toBe(false);
    // "Not a fit" on another message leaves it as it was
    const since = { ...shared, outcome: 'no_fit' as const };
    expect(turnedOut(since, 'business', null, day(32)).shareOutcome).toBe(false);
  });
});
