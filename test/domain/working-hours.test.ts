import { describe, expect, test } from '@jest/globals';
import { isWorkingTime, nextWorkingMinute, usableZone } from '../../src/domain/working-hours';

const next = (at: string, zone: string) => nextWorkingMinute(new Date(at), zone).toISOString().replace('.000', '');

describe('work is Monday to Friday from 09:00 to before 17:00, local time', () => {
  test.each([
    ['Monday at 09:00', '2026-11-30T14:00:00Z', 'America/New_York', true],
    ['Monday just before 09:00', '2026-11-30T13:59:59.999Z', 'America/New_York', false],
    ['Monday just before 17:00', '2026-11-30T21:59:59.999Z', 'America/New_York', true],
    ['Monday at 17:00', '2026-11-30T22:00:00Z', 'America/New_York', false],
    ['Friday at noon', '2026-12-04T17:00:00Z', 'America/New_York', true],
    ['Saturday at noon', '2026-12-05T17:00:00Z', 'America/New_York', false],
    ['Sunday at noon', '2026-12-06T17:00:00Z', 'America/New_York', false],
    ['the same instant in Berlin', '2026-11-30T14:00:00Z', 'Europe/Berlin', true],
    ['the same instant in Auckland, Tuesday at 03:00', '2026-11-30T14:00:00Z', 'Pacific/Auckland', false],
    ['Kathmandu, 09:00 at a quarter past three', '2026-11-30T03:15:00Z', 'Asia/Kathmandu', true],
    ['Kathmandu, a minute before', '2026-11-30T03:14:00Z', 'Asia/Kathmandu', false],
    ['summer in Berlin at 09:00', '2026-07-01T07:00:00Z', 'Europe/Berlin', true],
    ['winter in Berlin at 08:00', '2026-12-01T07:00:00Z', 'Europe/Berlin', false],
    ['Sunday in London, Monday at 09:30 in Kiritimati', '2026-11-29T19:30:00Z', 'Pacific/Kiritimati', true],
  ])('%s', (_sentence, at, zone, expected) => {
    expect(isWorkingTime(new Date(at), zone)).toBe(expected);
  });
});

describe('what falls outside waits for the next working minute', () => {
  test.each([
    ['within hours it is now', '2026-11-30T15:30:15Z', 'America/New_York', '2026-11-30T15:30:15Z'],
    ['early on Monday', '2026-11-30T09:00:00Z', 'America/New_York', '2026-11-30T14:00:00Z'],
    ['at 17:00 on Monday', '2026-11-30T22:00:00Z', 'America/New_York', '2026-12-01T14:00:00Z'],
    ['Friday evening', '2026-12-04T23:00:00Z', 'America/New_York', '2026-12-07T14:00:00Z'],
    ['Saturday', '2026-12-05T12:00:00Z', 'Europe/Berlin', '2026-12-07T08:00:00Z'],
    ['Sunday night', '2026-12-06T23:59:59Z', 'Europe/Berlin', '2026-12-07T08:00:00Z'],
    ['over the spring change in New York', '2026-03-07T12:00:00Z', 'America/New_York', '2026-03-09T13:00:00Z'],
    ['over the autumn change in New York', '2026-10-31T12:00:00Z', 'America/New_York', '2026-11-02T14:00:00Z'],
    ['over the spring change in Berlin', '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-30T07:00:00Z'],
    ['over the autumn change in Berlin', '2026-10-24T12:00:00Z', 'Europe/Berlin', '2026-10-26T08:00:00Z'],
    ['over the half-hour change of Lord Howe', '2026-10-03T12:00:00Z', 'Australia/Lord_Howe', '2026-10-04T22:00:00Z'],
    ['before the half-hour change of Lord Howe', '2026-09-26T12:00:00Z', 'Australia/Lord_Howe', '2026-09-27T22:30:00Z'],
    ['Cairo, whose change is on a Friday', '2026-04-23T20:00:00Z', 'Africa/Cairo', '2026-04-24T06:00:00Z'],
    ['Santiago, whose change is at midnight', '2026-09-05T12:00:00Z', 'America/Santiago', '2026-09-07T12:00:00Z'],
    ['Kathmandu', '2026-11-28T00:00:00Z', 'Asia/Kathmandu', '2026-11-30T03:15:00Z'],
    ['Samoa, which had no 30 December 2011', '2011-12-30T04:00:00Z', 'Pacific/Apia', '2012-01-01T19:00:00Z'],
  ])('%s', (_sentence, at, zone, expected) => {
    expect(next(at, zone)).toBe(expected);
  });

  test('hours of one’s own', () => {
    const hours = { days: [6], from: '22:30', to: '23:00' };
    expect(nextWorkingMinute(new Date('2026-11-30T00:00:00Z'), 'UTC', hours)).toEqual(new Date('2026-12-05T22:30:00Z'));
    expect(isWorkingTime(new Date('2026-12-05T22:59:59Z'), 'UTC', hours)).toBe(true);
    expect(() => nextWorkingMinute(new Date(0), 'UTC', { ...hours, days: [] })).toThrow(RangeError);
  });

  test.each(['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago'])(
    'every hour of a year in %s leads to working time, with none before it',
    (zone) => {
      const hour = 3_600_000;
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * hour) {
        const found = nextWorkingMinute(new Date(at), zone);
        expect(isWorkingTime(found, zone)).toBe(true);
        if (found.getTime() > at) expect(isWorkingTime(new Date(found.getTime() - 1), zone)).toBe(false);
        expect(found.getTime() - at).toBeLessThan(3 * 24 * hour);
      }
    },
  );
});

describe('a zone is one that exists', () => {
  test.each([
    ['its own', 'Europe/Berlin', 'America/New_York', 'Europe/Berlin'],
    ['an old name', 'US/Eastern', 'UTC', 'US/Eastern'],
    ['an unknown one', 'Mars/Olympus', 'America/New_York', 'America/New_York'],
    ['none', undefined, 'America/New_York', 'America/New_York'],
    ['null', null, 'America/New_York', 'America/New_York'],
    ['empty', '', 'America/New_York', 'America/New_York'],
    ['both unknown', 'x', 'y', 'UTC'],
    ['a prototype word', '__proto__', 'constructor', 'UTC'],
  ])('%s', (_sentence, zone, fallback, expected) => {
    expect(usableZone(zone, fallback)).toBe(expected);
  });
});
