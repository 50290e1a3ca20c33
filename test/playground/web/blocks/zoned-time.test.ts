import { describe, expect, it } from '@jest/globals';
import { localOf, secondsOf } from '../../../../playground/web/blocks/zoned-time';

const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('a moment on a clock on the wall', () => {
  it.each([
    ['2026-11-30T15:00:00Z', 'America/Chicago', '2026-11-30T09:00'],
    ['2026-07-01T00:30:00Z', 'Asia/Kolkata', '2026-07-01T06:00'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01T00:00'],
    // the day on which the clocks go back
    ['2026-11-01T18:00:00Z', 'America/Chicago', '2026-11-01T12:00'],
  ])('%s in %s is %s, and back', (iso, zone, local) => {
    expect(localOf(seconds(iso), zone)).toBe(local);
    expect(secondsOf(local, zone)).toBe(seconds(iso));
  });

  it('comes after the gap where the clocks skip it', () => {
    expect(secondsOf('2026-03-08T02:30', 'America/Chicago')).toBe(seconds('2026-03-08T08:30:00Z'));
  });

  it('is none where nothing is entered', () => {
    expect(secondsOf('', 'UTC')).toBeNull();
  });
});
