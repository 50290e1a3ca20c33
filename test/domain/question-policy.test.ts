import { describe, expect, it } from '@jest/globals';
import { type AskingFacts, askingAt, type PastQuestion } from '../../src/domain/question-policy';

const now = new Date('2026-11-24T15:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const ahead = (hours: number) => ago(-hours);
const free: AskingFacts = { outcome: 'open', receiverIsHere: true, asked: null, shownAt: null, followUpAt: null };
const DAY = 24;
const asked = (hours: number, more: Partial<PastQuestion> = {}): PastQuestion => ({
  at: ago(hours),
  sentAt: ago(hours),
  holdsThis: false,
  takesMore: true,
  ...more,
});

describe('a giver may ask how a referral worked out', () => {
  it.each<[string, Partial<AskingFacts>, object]>([
    ['while it is open', {}, { kind: 'may', joins: false }],
    ['while they are talking', { outcome: 'talking' }, { kind: 'may', joins: false }],
    ['not when it became business', { outcome: 'business', receiverIsHere: false }, { kind: 'known' }],
    ['not when it did not fit', { outcome: 'no_fit' }, { kind: 'known' }],
    ['not when the receiver has left', { receiverIsHere: false }, { kind: 'left' }],
    ['with another one within the hour', { asked: asked(0.99) }, { kind: 'may', joins: true }],
    [
      'not with one that was answered, within the hour',
      { asked: asked(0.5, { takesMore: false }) },
      { kind: 'asked-lately', at: ago(0.5), again: ahead(14 * DAY - 0.5) },
    ],
    [
      'counted from when it went out, where that was later',
      { asked: asked(14 * DAY, { sentAt: ago(DAY) }) },
      { kind: 'asked-lately', at: ago(14 * DAY), again: ahead(13 * DAY) },
    ],
    [
      'not while one is on its way',
      { asked: asked(15 * DAY, { sentAt: null }) },
      { kind: 'asked-lately', at: ago(15 * DAY), again: ahead(14 * DAY) },
    ],
    ['not after that hour', { asked: asked(1) }, { kind: 'asked-lately', at: ago(1), again: ahead(14 * DAY - 1) }],
    [
      'not about the same one, not even within the hour',
      { asked: asked(0.5, { holdsThis: true }) },
      { kind: 'asked-about-this', at: ago(0.5), again: ahead(14 * DAY - 0.5) },
    ],
    ['after 14 days', { asked: asked(14 * DAY, { holdsThis: true }) }, { kind: 'may', joins: false }],
    [
      'not within 7 days of a question about it',
      { shownAt: ago(7 * DAY - 1) },
      { kind: 'followed-up', at: ago(7 * DAY - 1), again: ahead(1) },
    ],
    ['from 7 days after it', { shownAt: ago(7 * DAY) }, { kind: 'may', joins: false }],
    ['not within 7 days before a follow-up', { followUpAt: ahead(7 * DAY) }, { kind: 'follow-up-ahead' }],
    ['not when one is overdue', { followUpAt: ago(1) }, { kind: 'follow-up-ahead' }],
    ['longer before it', { followUpAt: ahead(7 * DAY + 0.01) }, { kind: 'may', joins: false }],
    ['not joining what would come too close', { asked: asked(0.5), followUpAt: ahead(1) }, { kind: 'follow-up-ahead' }],
  ])('%s', (_when, facts, asking) => {
    expect(askingAt({ ...free, ...facts }, now)).toEqual(asking);
  });
});
