import { describe, expect, it } from '@jest/globals';
import {
  ago,
  counted,
  dateIn,
  dayAndMonth,
  fromDay,
  monthsBefore,
  onComingDay,
  onDay,
  onWeekday,
  sinceDay,
  sinceMonth,
} from '../../src/domain/when';

const at = (text: string) => new Date(text);
const CHICAGO = 'America/Chicago';

const TOKYO = 'Asia/Tokyo';
const AUCKLAND = 'Pacific/Auckland';

describe('how long ago', () => {
  const now = '2026-11-24T15:00:00Z';
  it.each([
    // a clock that runs ahead is no reason to speak of the future
    ['2026-11-25T15:00:00Z', now, CHICAGO, 'today'],
    // midnight is theirs: 23:59 and 00:00 in Chicago
    ['2026-11-24T06:00:00Z', now, CHICAGO, 'today'],
    ['2026-11-24T05:59:59Z', now, CHICAGO, 'yesterday'],
    // in Tokyo the next day has begun at this very moment
    ['2026-11-24T14:59:59Z', now, TOKYO, 'yesterday'],
    ['2026-11-24T15:00:00Z', now, TOKYO, 'today'],
    // days of the calendar, not of 24 hours
    ['2026-11-22T06:00:00Z', now, CHICAGO, '2 days ago'],
    ['2026-11-18T15:00:00Z', now, CHICAGO, '6 days ago'],
    ['2026-11-17T15:00:00Z', now, CHICAGO, '7 days ago'],
    ['2026-11-11T15:00:00Z', now, CHICAGO, '13 days ago'],
    ['2026-11-10T15:00:00Z', now, CHICAGO, '2 weeks ago'],
    ['2026-11-04T15:00:00Z', now, CHICAGO, '2 weeks ago'],
    ['2026-11-03T15:00:00Z', now, CHICAGO, '3 weeks ago'],
    ['2026-09-26T15:00:00Z', now, CHICAGO, '8 weeks ago'],
    ['2026-09-25T15:00:00Z', now, CHICAGO, 'on 25 September'],
    ['2025-11-24T15:00:00Z', now, CHICAGO, 'on 24 November 2025'],
    // over the end of a year
    ['2026-12-31T23:00:00Z', '2027-01-01T12:00:00Z', 'UTC', 'yesterday'],
    ['2026-10-31T12:00:00Z', '2027-01-01T12:00:00Z', 'UTC', 'on 31 October 2026'],
    // clocks go back on 1 November in Chicago: a day of 25 hours, and forward on 14 March: one of 23
    ['2026-11-01T05:30:00Z', '2026-11-02T05:30:00Z', CHICAGO, 'today'],
    ['2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z', CHICAGO, 'yesterday'],
    ['2027-03-14T06:30:00Z', '2027-03-15T05:30:00Z', CHICAGO, 'yesterday'],
    // Auckland is 13 hours ahead in summer
    ['2026-11-24T10:59:00Z', '2026-11-24T11:00:00Z', AUCKLAND, 'yesterday'],
  ])('%s seen at %s in %s is %s', (then, seen, zone, words) => {
    expect(ago(at(then), at(seen), zone)).toBe(words);
  });
});

describe('the day of something past', () => {
  const now = at('2026-11-24T15:00:00Z');
  it.each([
    ['2026-11-24T06:00:00Z', CHICAGO, 'today', 'since today'],
    ['2026-11-23T06:00:00Z', CHICAGO, 'yesterday', 'since yesterday'],
    ['2026-11-22T06:00:00Z', CHICAGO, 'on Sunday', 'since Sunday'],
    ['2026-11-18T06:00:00Z', CHICAGO, 'on Wednesday', 'since Wednesday'],
    // a week ago to the day has the same name as today
    ['2026-11-17T15:00:00Z', CHICAGO, 'on 17 November', 'since 17 November'],
    ['2026-11-17T15:00:00Z', TOKYO, 'on 18 November', 'since 18 November'],
    ['2026-11-18T15:00:00Z', TOKYO, 'on Thursday', 'since Thursday'],
    ['2025-12-31T23:59:00Z', 'UTC', 'on 31 December 2025', 'since 31 December 2025'],
    ['2026-01-01T00:00:00Z', 'UTC', 'on 1 January', 'since 1 January'],
    ['2026-01-01T05:59:00Z', CHICAGO, 'on 31 December 2025', 'since 31 December 2025'],
  ])('%s in %s is %s', (then, zone, on, since) => {
    expect(onDay(at(then), now, zone)).toBe(on);
    expect(sinceDay(at(then), now, zone)).toBe(since);
  });
});

describe('the day of something to come', () => {
  const now = at('2026-12-28T15:00:00Z');
  it.each([
    ['2026-12-28T14:00:00Z', CHICAGO, 'today'],
    ['2026-12-29T05:59:00Z', CHICAGO, 'today'],
    ['2026-12-29T06:00:00Z', CHICAGO, 'tomorrow'],
    ['2026-12-30T15:00:00Z', CHICAGO, 'on Wednesday'],
    ['2027-01-03T15:00:00Z', CHICAGO, 'on Sunday'],
    ['2027-01-04T15:00:00Z', CHICAGO, 'on 4 January 2027'],
    ['2026-12-31T15:00:00Z', 'UTC', 'on Thursday'],
  ])('%s in %s is %s', (then, zone, words) => {
    expect(onComingDay(at(then), now, zone)).toBe(words);
  });
});

describe('the same instant', () => {
  it('is on the day of whoever reads', () => {
    const then = at('2026-11-24T15:30:00Z');
    expect([CHICAGO, 'UTC', TOKYO].map((zone) => onWeekday(then, zone))).toEqual([
      'on Tuesday',
      'on Tuesday',
      'on Wednesday',
    ]);
    expect([CHICAGO, 'UTC', TOKYO].map((zone) => dateIn(then, zone))).toEqual([
      '2026-11-24',
      '2026-11-24',
      '2026-11-25',
    ]);
  });
});

describe('counted', () => {
  it.each([
    [0, 'referral', undefined, '0 referrals'],
    [1, 'referral', undefined, '1 referral'],
    [2, 'referral', undefined, '2 referrals'],
    [1, 'person', 'people', '1 person'],
    [2, 'person', 'people', '2 people'],
    [1234, 'referral', undefined, '1,234 referrals'],
  ])('%i %s', (count, one, many, words) => {
    expect(counted(count, one, many)).toBe(words);
  });
});

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
    // New Year is theirs
    ['2026-01-01T05:59:00Z', 'since December last year'],
    ['2026-01-01T06:00:00Z', 'since January'],
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
