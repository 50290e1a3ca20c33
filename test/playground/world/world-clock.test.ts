import { describe, expect, it } from '@jest/globals';
import { clockChoices, cityOf, inWords, targetOf } from '../../../playground/world/clock-choices';
import { stepsBetween } from '../../../playground/world/moving';
import { WorldClock } from '../../../playground/world/world-clock';
import { FixedClock } from '../../support/fixed-clock';

const CHICAGO = { own: 'America/Chicago', workspace: 'America/Chicago' };
const at = (text: string) => new Date(text);
const target = (choice: Parameters<typeof targetOf>[0], now: string, zones = CHICAGO) =>
  targetOf(choice, at(now), zones)?.toISOString() ?? null;

describe('the clock of the simulated workspace', () => {
  it('is real time until it is moved, goes on from where it was moved to, and comes back', () => {
    const real = new FixedClock(at('2026-11-24T15:00:00Z'));
    const clock = new WorldClock(real);
    expect([clock.now(), clock.moved]).toEqual([real.now(), false]);

    clock.set(at('2026-11-30T15:00:00Z'));
    real.advance(60_000);
    expect([clock.now(), clock.moved]).toEqual([at('2026-11-30T15:01:00Z'), true]);

    clock.backToReal();
    expect([clock.now(), clock.moved]).toEqual([at('2026-11-24T15:01:00Z'), false]);
  });

  it('is as far ahead after a restart as before it', () => {
    const real = new FixedClock(at('2026-11-24T15:00:00Z'));
    const before = new WorldClock(real);
    before.set(at('2026-11-30T15:00:00Z'));
    const after = new WorldClock(real);
    after.setOffset(before.offsetMs);
    expect([after.now(), after.moved]).toEqual([at('2026-11-30T15:00:00Z'), true]);
  });
});

describe('the choices of the clock', () => {
  it('are named in words, with the city whose clocks count', () => {
    const zones = { own: 'Asia/Tokyo', workspace: 'America/Chicago' };
    expect(clockChoices(zones).map(({ choice, label }) => [choice, label])).toEqual([
      ['now', 'Now, in real time'],
      ['day', 'One day on'],
      ['morning', 'Next working morning, 09:00 in Tokyo'],
      ['monday', 'Next Monday, 09:00 in Chicago'],
      ['month', 'One month on'],
    ]);
    expect([cityOf('America/New_York'), cityOf('America/Argentina/Buenos_Aires'), cityOf('UTC')]).toEqual([
      'New York',
      'Buenos Aires',
      'UTC',
    ]);
    expect(inWords(at('2026-11-30T15:00:00Z'), 'America/Chicago')).toBe('Monday, 30 November, 09:00 in Chicago');
    expect(inWords(at('2026-12-01T06:00:00Z'), 'America/Chicago')).toBe('Tuesday, 1 December, 00:00 in Chicago');
  });

  it('lead to the next working morning, an hour ahead at least, in the zone of the person one is', () => {
    // a Friday, 08:00 in Chicago
    expect(target('morning', '2026-11-27T14:00:00Z')).toBe('2026-11-27T15:00:00.000Z');
    expect(target('morning', '2026-11-27T14:00:00.001Z')).toBe('2026-11-30T15:00:00.000Z');
    const carols = { own: 'Asia/Tokyo', workspace: 'America/Chicago' };
    expect(target('morning', '2026-11-24T15:00:00Z', carols)).toBe('2026-11-25T00:00:00.000Z');
    // a Friday evening in Chicago is a Saturday in Tokyo
    expect(target('morning', '2026-11-27T23:00:00Z', carols)).toBe('2026-11-30T00:00:00.000Z');
  });

  it('lead to the next Monday in the zone of the workspace, whoever one is', () => {
    const carols = { own: 'Asia/Tokyo', workspace: 'America/Chicago' };
    expect(target('monday', '2026-11-24T15:00:00Z', carols)).toBe('2026-11-30T15:00:00.000Z');
    expect(target('monday', '2026-11-30T14:00:00Z')).toBe('2026-11-30T15:00:00.000Z');
    expect(target('monday', '2026-11-30T14:00:01Z')).toBe('2026-12-07T15:00:00.000Z');
  });

  it('keep to local time where daylight saving begins or ends, and to 24 hours for a day', () => {
    // the clocks of Chicago go forward on 8 March and back on 1 November 2026
    expect(target('monday', '2026-03-08T07:30:00Z')).toBe('2026-03-09T14:00:00.000Z');
    expect(target('monday', '2026-11-01T06:30:00Z')).toBe('2026-11-02T15:00:00.000Z');
    expect(target('month', '2026-02-20T15:00:00Z')).toBe('2026-03-20T14:00:00.000Z');
    expect(target('day', '2026-03-07T20:00:00Z')).toBe('2026-03-08T20:00:00.000Z');
    // 02:30 on 8 March does not exist
    expect(target('month', '2026-02-08T08:30:00Z')).toBe('2026-03-08T08:30:00.000Z');
  });

  it('lead a month on to its last day where it is shorter, and back to real time', () => {
    expect(target('month', '2026-01-31T18:00:00Z')).toBe('2026-02-28T18:00:00.000Z');
    expect(target('now', '2026-01-31T18:00:00Z')).toBeNull();
  });
});

describe('the way to another time', () => {
  const steps = (from: string, to: string, zones: string[]) =>
    stepsBetween(at(from), at(to), zones).map((step) => step.toISOString().slice(11, 19));

  it('goes by whole hours and ends where it should', () => {
    expect(steps('2026-11-24T15:10:00Z', '2026-11-24T18:20:00Z', ['America/Chicago', 'Asia/Tokyo'])).toEqual([
      '16:00:00',
      '17:00:00',
      '18:00:00',
      '18:20:00',
    ]);
    expect(steps('2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z', [])).toEqual(['16:00:00']);
  });

  it('does not pass over the half hour at which somebody begins to work', () => {
    expect(steps('2026-11-24T02:10:00Z', '2026-11-24T05:00:00Z', ['Asia/Kolkata', 'Europe/London'])).toEqual([
      '03:00:00',
      '03:30:00',
      '04:00:00',
      '05:00:00',
    ]);
  });
});
