import { describe, expect, test } from '@jest/globals';
import { digestSendTime, nextDigestAt, type DigestSchedule } from '../../src/domain/digest-period';

const iso = (at: Date) => at.toISOString().replace('.000', '');

describe('the next digest is at its local time', () => {
  test.each<[string, string, DigestSchedule['day'], string, string, string]>([
    ['later today', '2026-11-30T13:59:59Z', 1, '09:00', 'America/New_York', '2026-11-30T14:00:00Z'],
    ['strictly after: in a week', '2026-11-30T14:00:00Z', 1, '09:00', 'America/New_York', '2026-12-07T14:00:00Z'],
    ['in six days', '2026-12-01T14:00:00Z', 1, '09:00', 'America/New_York', '2026-12-07T14:00:00Z'],
    ['on a Sunday', '2026-11-30T14:00:00Z', 7, '18:30', 'America/New_York', '2026-12-06T23:30:00Z'],
    ['Monday there, Sunday in London', '2026-11-29T12:00:00Z', 1, '09:00', 'Pacific/Auckland', '2026-11-29T20:00:00Z'],
    ['Kathmandu', '2026-11-29T12:00:00Z', 1, '09:00', 'Asia/Kathmandu', '2026-11-30T03:15:00Z'],
    ['the week of the spring change', '2026-03-02T14:00:00Z', 1, '09:00', 'America/New_York', '2026-03-09T13:00:00Z'],
    ['the week of the autumn change', '2026-10-26T13:00:00Z', 1, '09:00', 'America/New_York', '2026-11-02T14:00:00Z'],
  ])('%s', (_sentence, after, day, time, zone, expected) => {
    expect(iso(nextDigestAt(new Date(after), { day, time, zone }))).toBe(expected);
  });
});

describe('a local time that is skipped is the next valid minute', () => {
  test.each<[string, string, DigestSchedule['day'], string, string, string]>([
    ['02:30 in New York is 03:00', '2026-03-07T12:00:00Z', 7, '02:30', 'America/New_York', '2026-03-08T07:00:00Z'],
    ['02:00 in Berlin is 03:00', '2026-03-28T12:00:00Z', 7, '02:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['02:59 in Berlin is 03:00', '2026-03-28T12:00:00Z', 7, '02:59', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['02:15 on Lord Howe is 02:30', '2026-10-03T12:00:00Z', 7, '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['00:15 in Cairo is 01:00', '2026-04-23T12:00:00Z', 5, '00:15', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
    ['00:00 in Santiago is 01:00', '2026-09-05T12:00:00Z', 7, '00:00', 'America/Santiago', '2026-09-06T04:00:00Z'],
    [
      'a minute before it, it is still ahead',
      '2026-03-29T00:59:59Z',
      7,
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00Z',
    ],
    ['right at it, the next is in a week', '2026-03-29T01:00:00Z', 7, '02:30', 'Europe/Berlin', '2026-04-05T00:30:00Z'],
  ])('%s', (_sentence, after, day, time, zone, expected) => {
    expect(iso(nextDigestAt(new Date(after), { day, time, zone }))).toBe(expected);
  });

  test('where a whole day is skipped it is the first minute of the day after', () => {
    const schedule: DigestSchedule = { day: 5, time: '09:00', zone: 'Pacific/Apia' };
    expect(iso(nextDigestAt(new Date('2011-12-28T00:00:00Z'), schedule))).toBe('2011-12-30T10:00:00Z');
    expect(iso(nextDigestAt(new Date('2011-12-30T10:00:00Z'), schedule))).toBe('2012-01-05T19:00:00Z');
  });
});

describe('a local time that occurs twice is the first', () => {
  test.each<[string, string, DigestSchedule['day'], string, string, string]>([
    ['01:30 in New York', '2026-10-31T12:00:00Z', 7, '01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['02:30 in Berlin', '2026-10-24T12:00:00Z', 7, '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['01:45 on Lord Howe', '2026-04-04T00:00:00Z', 7, '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
    ['23:30 in Cairo', '2026-10-29T12:00:00Z', 4, '23:30', 'Africa/Cairo', '2026-10-29T20:30:00Z'],
    ['23:30 in Santiago', '2026-04-04T12:00:00Z', 6, '23:30', 'America/Santiago', '2026-04-05T02:30:00Z'],
    [
      'between both, the next is in a week',
      '2026-10-25T01:00:00Z',
      7,
      '02:30',
      'Europe/Berlin',
      '2026-11-01T01:30:00Z',
    ],
  ])('%s', (_sentence, after, day, time, zone, expected) => {
    expect(iso(nextDigestAt(new Date(after), { day, time, zone }))).toBe(expected);
  });
});

test('a year has one digest a week, on its day, at its time, whatever the clocks do', () => {
  for (const zone of ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago']) {
    let at = new Date('2026-01-01T00:00:00Z');
    const seen: Date[] = [];
    while (at < new Date('2027-01-01T00:00:00Z')) seen.push((at = nextDigestAt(at, { day: 1, time: '09:00', zone })));
    const local = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: zone,
    });
    expect(new Set(seen.map((date) => local.format(date)))).toEqual(new Set(['Mon 09:00']));
    expect(seen).toHaveLength(53);
  }
});

test.each([
  ['an unknown zone', { day: 1, time: '09:00', zone: 'Mars/Olympus' }],
  ['an unknown time', { day: 1, time: '25:00', zone: 'UTC' }],
] as [string, DigestSchedule][])('%s is an error', (_sentence, schedule) => {
  expect(() => nextDigestAt(new Date(0), schedule)).toThrow(RangeError);
});

describe('after downtime a digest waits for working hours', () => {
  const monday = '2026-11-30T14:00:00Z';
  const saturday = '2026-12-05T08:00:00Z';
  test.each([
    ['on time', monday, '2026-11-30T14:00:20Z', '2026-11-30T14:00:20Z'],
    ['on time on a Saturday at 03:00, as scheduled', saturday, saturday, saturday],
    ['10 minutes late on a Saturday', saturday, '2026-12-05T08:10:00Z', '2026-12-05T08:10:00Z'],
    ['more than 10 minutes late on a Saturday', saturday, '2026-12-05T08:10:01Z', '2026-12-07T14:00:00Z'],
    ['an hour late within working hours', monday, '2026-11-30T15:00:00Z', '2026-11-30T15:00:00Z'],
    ['late until the evening', monday, '2026-11-30T22:00:00Z', '2026-12-01T14:00:00Z'],
    ['late until Friday night', monday, '2026-12-05T01:00:00Z', '2026-12-07T14:00:00Z'],
    ['three weeks late', monday, '2026-12-22T15:00:00Z', '2026-12-22T15:00:00Z'],
    ['not due yet', monday, '2026-11-30T13:00:00Z', monday],
  ])('%s', (_sentence, scheduledAt, now, expected) => {
    expect(iso(digestSendTime(new Date(scheduledAt), new Date(now), 'America/New_York'))).toBe(expected);
  });
});
