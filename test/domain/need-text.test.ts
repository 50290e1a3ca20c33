import { describe, expect, test } from '@jest/globals';
import { mayAsk, needTurns } from '../../src/domain/need-policy';
import { needProblem } from '../../src/domain/need-text';
import { dateIn, datesIn, isDate, onDate } from '../../src/domain/when';

describe('a text is a need that others could help with', () => {
  test.each(['a bookkeeper in Austin', '会計士', 'somebody like @alice', '2 vans', 'x'.repeat(300)])('%s', (text) => {
    expect(needProblem(text)).toBeUndefined();
  });

  test.each([
    ['', 'empty'],
    ['@alice', 'nobody-knows-what'],
    ['@alice and @bob', 'nobody-knows-what'],
    ['@channel!', 'nobody-knows-what'],
    ['…', 'nobody-knows-what'],
    ['x'.repeat(301), 'too-long'],
  ])('but “%s” is not', (text, what) => {
    expect(needProblem(text)).toMatchObject({ what });
  });

  test('where Slack says who is meant, a name is no word', () => {
    expect(needProblem('Alice and Bob', [{ userId: 'U1' }, { text: ' and ' }, { userId: 'U2' }])).toEqual({
      what: 'nobody-knows-what',
    });
    expect(needProblem('a friend of Alice', [{ text: 'a friend of ' }, { userId: 'U1' }])).toBeUndefined();
  });
});

test('nobody is asked twice within a week, whatever the clock did', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day));
  expect(mayAsk(null, at(1))).toBe(true);
  expect(mayAsk(at(1), at(7))).toBe(false);
  expect(mayAsk(at(1), at(8))).toBe(true);
  expect(mayAsk(at(20), at(8))).toBe(true);
});

test('a need is asked about after 60 days, and rests 7 days after that', () => {
  const at = new Date('2026-11-24T15:00:00Z');
  expect(needTurns.reopened(at)).toEqual({
    state: 'open',
    statedAt: at,
    settledAt: null,
    checkAt: new Date('2027-01-23T15:00:00Z'),
    askedAt: null,
  });
  expect(needTurns.asked(at)).toEqual({ askedAt: at, checkAt: new Date('2026-12-01T15:00:00Z') });
});

test('days of the calendar are said as people say them', () => {
  const now = new Date('2026-11-24T20:00:00Z');
  expect(dateIn(now, 'Asia/Tokyo')).toBe('2026-11-25');
  // Samoa had no 30 December 2011
  for (const zone of ['Asia/Tokyo', 'America/Chicago', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC']) {
    const dateOf = datesIn(zone);
    for (let at = Date.UTC(2011, 11, 28, 5, 59); at < Date.UTC(2012, 0, 3); at += 3_000_000)
      expect(dateOf(new Date(at))).toBe(dateIn(new Date(at), zone));
  }
  expect(onDate('2026-11-25', now, 'Asia/Tokyo')).toBe('today');
  expect(onDate('2026-11-23', now, 'America/Chicago')).toBe('yesterday');
  expect(onDate('2026-11-20', now, 'America/Chicago')).toBe('on Friday');
  expect(onDate('2025-03-03', now, 'America/Chicago')).toBe('on 3 March 2025');
  expect(['2026-02-29', '2026-2-3', '', 'today', '2028-02-29'].map(isDate)).toEqual([false, false, false, false, true]);
});
