import { describe, expect, it } from '@jest/globals';
import { type AskingFacts, askingAt } from '../../src/domain/question-policy';

const now = new Date('2026-11-24T15:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const ahead = (hours: number) => ago(-hours);
const free: AskingFacts = { outcome: 'open', receiverIsHere: true, asked: null, shownAt: null, followUpAt: null };
const DAY = 24;

describe('a giver may ask how a referral worked out', () => {
  it.each<[string, Partial<AskingFacts>, object]>([
    ['while it is open', {}, { kind: 'may', joins: false }],
    ['while they are talking', { outcome: 'talking' }, { kind: 'may', joins: false }],
    ['not when it became business', { outcome: 'business', receiverIsHere: false }, { kind: 'known' }],
    ['not when it did not fit', { outcome: 'no_fit' }, { kind: 'known' }],
    ['not when the receiver has left', { receiverIsHere: false }, { kind: 'left' }],
    ['with another one within the hour', { asked: { at: ago(0.99), holdsThis: false } }, { kind: 'may', joins: true }],
    [
      'not after that hour',
      { asked: { at: ago(1), holdsThis: false } },
      { kind: 'asked-lately', at: ago(1), again: ahead(14 * DAY - 1) },
    ],
    [
      'not about the same one, not even within the hour',
      { asked: { at: ago(0.5), holdsThis: true } },
      { kind: 'asked-about-this', at: ago(0.5), again: ahead(14 * DAY - 0.5) },
    ],
    ['after 14 days', { asked: { at: ago(14 * DAY), holdsThis: true } }, { kind: 'may', joins: false }],
    [
      'not within 7 days of a question about it',
      { shownAt: ago(7 * DAY - 1) },
      { kind: 'followed-up', at: ago(7 * DAY - 1), again: ahead(1) },
    ],
    ['from 7 days after it', { shownAt: ago(7 * DAY) }, { kind: 'may', joins: false }],
    ['not within 7 days before a follow-up', { followUpAt: ahead(7 * DAY) }, { kind: 'follow-up-ahead' }],
    ['not when one is overdue', { followUpAt: ago(1) }, { kind: 'follow-up-ahead' }],
    ['longer before it', { followUpAt: ahead(7 * DAY + 0.01) }, { kind: 'may', joins: false }],
    [
      'not joining what would come too close',
      { asked: { at: ago(0.5), holdsThis: false }, followUpAt: ahead(1) },
      { kind: 'follow-up-ahead' },
    ],
  ])('%s', (_when, facts, asking) => {
    expect(askingAt({ ...free, ...facts }, now)).toEqual(asking);
  });
});
