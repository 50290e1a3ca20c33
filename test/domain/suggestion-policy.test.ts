import { expect, test } from '@jest/globals';
import { cardAfter } from '../../src/domain/card-policy';
import { firstLook, maySuggest, nextLook, nextSuggestionTime } from '../../src/domain/suggestion-policy';

const NEW_YORK = 'America/New_York';

test.each([
  // on a Tuesday, before work and after
  ['2026-09-08T12:00:00Z', '2026-09-15T13:00:00.000Z'],
  ['2026-09-08T23:00:00Z', '2026-09-15T13:00:00.000Z'],
  // late, on a Friday
  ['2026-09-11T15:00:00Z', '2026-09-15T13:00:00.000Z'],
  ['2026-09-14T15:00:00Z', '2026-09-15T13:00:00.000Z'],
  // into winter time
  ['2026-10-30T15:00:00Z', '2026-11-03T14:00:00.000Z'],
])('after a look at %s the next is as a Tuesday begins', (at, next) => {
  expect(nextLook(new Date(at), NEW_YORK).toISOString()).toBe(next);
});

test('a first look leaves some days to settle in', () => {
  expect(firstLook(new Date('2026-09-07T15:00:00Z'), NEW_YORK).toISOString()).toBe('2026-09-15T13:00:00.000Z');
  expect(firstLook(new Date('2026-09-04T15:00:00Z'), NEW_YORK).toISOString()).toBe('2026-09-08T13:00:00.000Z');
});

test('Mondays and weekends have none', () => {
  for (const at of ['2026-09-05T15:00:00Z', '2026-09-07T15:00:00Z']) {
    expect(nextSuggestionTime(new Date(at), NEW_YORK).toISOString()).toBe('2026-09-08T13:00:00.000Z');
  }
  const friday = new Date('2026-09-11T20:59:00Z');
  expect(nextSuggestionTime(friday, NEW_YORK)).toEqual(friday);
});

test('nobody gets two within a week of their own days, whatever the clock did', () => {
  const late = new Date('2026-11-03T15:30:00Z');
  expect(maySuggest(null, late, NEW_YORK)).toBe(true);
  expect(maySuggest(late, new Date('2026-11-09T22:00:00Z'), NEW_YORK)).toBe(false);
  expect(maySuggest(late, new Date('2026-11-10T14:00:00Z'), NEW_YORK)).toBe(true);
  expect(maySuggest(late, new Date('2026-10-01T14:00:00Z'), NEW_YORK)).toBe(true);
});

test('a card or a gift is asked about a week later, and once', () => {
  const now = new Date('2026-11-24T15:00:00Z');
  const later = new Date('2026-12-01T15:00:00Z');
  const said = { kind: 'card', cardCheckAt: null, cardSentAt: null } as const;
  const askedAt = (...state: Parameters<typeof cardAfter>) => cardAfter(...state).cardCheckAt;
  expect(askedAt(null, 'card', now)).toEqual(later);
  expect(askedAt(null, 'gift', now)).toEqual(later);
  expect(askedAt(null, 'note', now)).toBeNull();
  expect(askedAt(null, 'in_person', now)).toBeNull();
  expect(askedAt({ ...said, kind: 'note' }, 'card', now)).toEqual(later);
  // a card that was asked about already says nothing of a gift
  expect(askedAt(said, 'gift', now)).toEqual(later);
  expect(askedAt(said, 'card', now)).toBeNull();
  expect(askedAt({ ...said, cardCheckAt: later }, 'gift', now)).toEqual(later);
  // what was sent stays so while it is the same, and says nothing of another
  const sent = { ...said, cardSentAt: now };
  expect(cardAfter(sent, 'card', now)).toEqual({ cardCheckAt: null, cardSentAt: now });
  expect(cardAfter(sent, 'gift', now)).toEqual({ cardCheckAt: later, cardSentAt: null });
  expect(cardAfter(sent, 'note', now)).toEqual({ cardCheckAt: null, cardSentAt: null });
});
