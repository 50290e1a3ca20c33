import { describe, expect, it } from '@jest/globals';
import type { Sight } from '../../../../playground/page/contract';
import { completed, completionAt, isWhole, usageOf } from '../../../../playground/web/composer/completion';

const person = (handle: string, name: string, more: object = {}) => ({
  id: `U${handle}`,
  handle,
  name,
  isApp: false,
  playable: true,
  about: '',
  admin: false,
  timeZone: 'America/New_York',
  ...more,
});

const channel = (name: string, more: object = {}) => ({
  id: `C${name}`,
  kind: 'public' as const,
  name,
  isApp: false,
  members: [],
  isMember: true,
  archived: false,
  unread: 0,
  earlier: 0,
  messages: [],
  ...more,
});

const known: Pick<Sight, 'commands' | 'people' | 'conversations'> = {
  commands: [{ command: '/referral', usageHint: "@alice to Bob's firm", description: 'Record a referral' }],
  people: [
    person('goodturn', 'Goodturn', { isApp: true, timeZone: null }),
    person('alice', 'Alice'),
    person('ada', 'Ada Lovelace'),
    person('omar', 'Omar'),
  ],
  conversations: [channel('general'), channel('old-general', { archived: true }), channel('Alice', { kind: 'im' })],
};

/** What is suggested where `|` is in the text, as it would be put in. */
function suggested(typed: string, most = 9): string[] {
  const caret = typed.indexOf('|');
  const text = typed.replace('|', '');
  return completionAt(text, caret, known, most)?.suggestions.map(({ insert }) => insert) ?? [];
}

describe('what is suggested while one types', () => {
  it.each([
    ['/|', ['/referral']],
    ['/REF|', ['/referral']],
    ['/referral|', ['/referral']],
    ['say /ref|', []],
    ['/referral |', []],
    ['/nothing|', []],
  ])('offers commands at the start alone: %s', (typed, expected) => {
    expect(suggested(typed)).toEqual(expected);
  });

  it.each([
    ['@|', ['@alice', '@ada', '@omar', '@goodturn']],
    ['/referral @a|', ['@alice', '@ada']],
    ['thanks (@ad|)', ['@ada']],
    ['@love|', ['@ada']],
    ['omar@a|', []],
    ['@a b|', []],
    ['@zed|', []],
  ])('offers members by handle and by name, the app last: %s', (typed, expected) => {
    expect(suggested(typed)).toEqual(expected);
  });

  it.each([
    ['#g|', ['#general']],
    ['#old|', []],
    ['#hot|', []],
    ['#ali|', []],
  ])('offers channels that are in use: %s', (typed, expected) => {
    expect(suggested(typed)).toEqual(expected);
  });

  it('says where a member is, and offers no more than there is room for', () => {
    const completion = completionAt('@a', 2, known, 1);
    expect(completion?.suggestions).toEqual([
      { kind: 'person', id: 'Ualice', insert: '@alice', title: 'Alice', detail: '@alice · in New York' },
    ]);
  });

  it('takes the place of the word that was begun, and leaves the rest', () => {
    const completion = completionAt("/referral @al to Bob's firm", 13, known, 9)!;
    expect(completed("/referral @al to Bob's firm", completion, completion.suggestions[0]!)).toEqual({
      text: "/referral @alice to Bob's firm",
      caret: 17,
    });
    const atEnd = completionAt('/ref', 4, known, 9)!;
    expect(completed('/ref', atEnd, atEnd.suggestions[0]!)).toEqual({ text: '/referral ', caret: 10 });
  });

  it('knows when nothing is left to complete, so that Enter sends', () => {
    const whole = completionAt('/referral', 9, known, 9)!;
    expect(isWhole('/referral', whole, whole.suggestions[0])).toBe(true);
    const begun = completionAt('/referra', 8, known, 9)!;
    expect(isWhole('/referra', begun, begun.suggestions[0])).toBe(false);
  });

  it('shows how a command is used once it is there', () => {
    expect(usageOf('/referral @al', known.commands)?.usageHint).toBe("@alice to Bob's firm");
    expect(usageOf('/referral', known.commands)).toBeUndefined();
    expect(usageOf('/other x', known.commands)).toBeUndefined();
  });
});
