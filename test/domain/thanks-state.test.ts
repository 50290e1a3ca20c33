import { describe, expect, it } from '@jest/globals';
import { alreadyThanked, awaitsThanks, fitsAfterAll, notAFit } from '../../src/domain/thanks-state';

const EARLIER = new Date('2026-11-23T15:00:00Z');
const NOW = new Date('2026-11-24T15:00:00Z');

const open = {
  withdrawnAt: null,
  alreadyThankedAt: null,
  prayedInId: null,
  outcome: 'open' as const,
  outcomeAt: null as Date | null,
  outcomeReason: null as string | null,
  thanks: null,
};

describe('what waits for thanks', () => {
  it.each([
    ['a new referral', {}, true],
    ['one that became business', { outcome: 'business' as const }, true],
    ['one they are talking about', { outcome: 'talking' as const }, true],
    ['one with written thanks', { thanks: { note: 'Thank you' } }, false],
    ['one already thanked for', { alreadyThankedAt: EARLIER }, false],
    ['one that a reaction thanked for', { prayedInId: 'digest' }, false],
    ['one that is not a fit', { outcome: 'no_fit' as const }, false],
    ['one that was withdrawn', { withdrawnAt: EARLIER }, false],
  ])('%s: %j waits %s', (_what, state, waits) => {
    expect(awaitsThanks({ ...open, ...state })).toBe(waits);
  });
});

describe('"Already thanked them"', () => {
  it('counts from the first press', () => {
    expect(alreadyThanked(open, NOW)).toEqual({ alreadyThankedAt: NOW });
    expect(alreadyThanked({ ...open, alreadyThankedAt: EARLIER }, NOW)).toEqual({ alreadyThankedAt: EARLIER });
  });

  it('takes "Not a fit" back, reason and all', () => {
    const misfit = { ...open, ...notAFit(open, 'too big', EARLIER) };
    const after = { ...misfit, ...alreadyThanked(misfit, NOW) };
    expect(after).toEqual({ ...open, alreadyThankedAt: NOW });
  });

  it('leaves every other outcome as it is', () => {
    expect(alreadyThanked({ ...open, outcome: 'business' }, NOW)).toEqual({ alreadyThankedAt: NOW });
  });
});

describe('"Not a fit"', () => {
  it('takes the place of "Already thanked them" and of any other outcome', () => {
    const before = { ...open, alreadyThankedAt: EARLIER, outcome: 'talking' as const, outcomeAt: EARLIER };
    expect(notAFit(before, 'too big', NOW)).toEqual({
      alreadyThankedAt: null,
      outcome: 'no_fit',
      outcomeAt: NOW,
      outcomeReason: 'too big',
    });
  });

  it('said again changes the reason and not when it was said', () => {
    const before = { ...open, ...notAFit(open, 'too big', EARLIER) };
    expect(notAFit(before, null, NOW)).toMatchObject({ outcomeAt: EARLIER, outcomeReason: null });
  });

  it('leaves written thanks and a reaction alone', () => {
    expect(Object.keys(notAFit(open, null, NOW))).not.toContain('prayedInId');
  });

  it('ends the wait, and taking it back starts it again', () => {
    const misfit = { ...open, ...notAFit(open, null, EARLIER) };
    expect(awaitsThanks(misfit)).toBe(false);
    expect(awaitsThanks({ ...misfit, ...fitsAfterAll(misfit) })).toBe(true);
  });
});
