import { describe, expect, it } from '@jest/globals';
import { dayAndMonth, fromDay, monthsBefore, sinceMonth } from '../../src/domain/when';

const at = (text: string) => new Date(text);
const CHICAGO = 'America/Chicago';

describe('from when on', () => {
  const now = at('2026-11-24T15:00:00Z');
  it.each([
    ['2026-11-24T20:00:00Z', 'later today'],
    ['2026-11-25T05:59:00Z', 'later today'],
    ['2026-11-25T06:00:00Z', 'from tomorrow'],
    ['2026-12-07T15:00:00Z', 'from 7 December'],
    ['2027-01-02T15:00:00Z', 'from 2 January 2027'],
  ])('%s is %s in Chicago', (then, words) => {
    expect(fromDay(at(then), now, CHICAGO)).toBe(words);
  });
});

describe('since when', () => {
  it.each([
    ['2026-05-01T05:00:00Z', 'since May'],
    ['2026-05-01T04:00:00Z', 'since April'],
    ['2025-05-10T15:00:00Z', 'since May last year'],
    ['2024-05-10T15:00:00Z', 'since May 2024'],
  ])('%s is %s in Chicago', (then, words) => {
    expect(sinceMonth(at(then), at('2026-11-24T15:00:00Z'), CHICAGO)).toBe(words);
  });

  it('names the year where it is another one', () => {
    expect(dayAndMonth(at('2025-11-24T06:00:00Z'), at('2026-11-24T15:00:00Z'), CHICAGO)).toBe('24 November 2025');
    expect(dayAndMonth(at('2026-08-24T05:00:00Z'), at('2026-11-24T15:00:00Z'), CHICAGO)).toBe('24 August');
  });
});

describe('calendar months go back to the start of a day', () => {
  it.each([
    ['2026-11-24T15:00:00Z', 3, CHICAGO, '2026-08-24T05:00:00Z'],
    ['2026-11-24T15:00:00Z', 12, CHICAGO, '2025-11-24T06:00:00Z'],
    // it is the next day there
    ['2026-11-24T15:30:00Z', 3, 'Asia/Tokyo', '2026-08-24T15:00:00Z'],
    // a month that has no such day ends the day before
    ['2026-05-31T15:00:00Z', 3, CHICAGO, '2026-02-28T06:00:00Z'],
    ['2024-02-29T15:00:00Z', 12, CHICAGO, '2023-02-28T06:00:00Z'],
    ['2026-06-06T12:00:00Z', 3, 'Africa/Cairo', '2026-03-05T22:00:00Z'],
  ])('%s less %i in %s is %s', (now, months, zone, since) => {
    expect(monthsBefore(at(now), months, zone)).toEqual(at(since));
  });
});
