import { describe, expect, it } from '@jest/globals';
import type { MessageSight } from '../../../../playground/page/contract';
import { byDay } from '../../../../playground/web/conversation/days';
import { reactionWords } from '../../../../playground/web/conversation/reaction-words';
import { keepSame } from '../../../../playground/web/keep-same';
import { counted, inOneLine, plainText } from '../../../../playground/web/plain-text';
import { cityOf, dayIn, dayInWords, timeIn } from '../../../../playground/web/time';

const message = (id: string, at: string, more: Partial<MessageSight> = {}): MessageSight => ({
  id,
  ts: id,
  at,
  author: 'U1',
  text: id,
  blocks: [],
  ephemeral: false,
  edited: false,
  threadTs: null,
  reactions: [],
  files: [],
  values: {},
  ...more,
});

/** Each day as its messages' ids: in capitals where the author is named, replies behind a colon. */
const outline = (messages: MessageSight[], zone = 'UTC') =>
  byDay(messages, zone).map(({ day, entries }) => [
    day,
    ...entries.map((entry) => {
      const id = entry.first ? entry.message.id.toUpperCase() : entry.message.id;
      return entry.replies.length === 0 ? id : `${id}: ${entry.replies.map((reply) => reply.id).join(' ')}`;
    }),
  ]);

describe('the messages of a conversation', () => {
  it('stand under their day, as it is where one is', () => {
    const messages = [message('a', '2026-11-16T23:30:00Z'), message('b', '2026-11-17T01:00:00Z')];
    expect(outline(messages)).toEqual([
      ['2026-11-16', 'A'],
      ['2026-11-17', 'B'],
    ]);
    expect(outline(messages, 'Asia/Tokyo')).toEqual([['2026-11-17', 'A', 'B']]);
  });

  it('name their author where it is another, or some time later, or seen by one person alone', () => {
    const messages = [
      message('a', '2026-11-16T10:00:00Z'),
      message('b', '2026-11-16T10:04:00Z'),
      message('c', '2026-11-16T10:10:00Z'),
      message('d', '2026-11-16T10:11:00Z', { author: 'U2' }),
      message('e', '2026-11-16T10:12:00Z', { author: 'U2', ephemeral: true }),
    ];
    expect(outline(messages)).toEqual([['2026-11-16', 'A', 'b', 'C', 'D', 'E']]);
  });

  it('have their replies under them, and a reply to what is gone stands alone', () => {
    const messages = [
      message('a', '2026-11-16T10:00:00Z'),
      message('b', '2026-11-16T10:01:00Z'),
      message('r', '2026-11-18T10:02:00Z', { threadTs: 'a' }),
      message('s', '2026-11-18T10:03:00Z', { threadTs: 'a' }),
      message('x', '2026-11-18T10:04:00Z', { threadTs: 'gone' }),
    ];
    expect(outline(messages)).toEqual([
      ['2026-11-16', 'A: r s', 'B'],
      ['2026-11-18', 'X'],
    ]);
  });
});

describe('what did not change', () => {
  it('stays the same object, though another came before it', () => {
    const before = {
      messages: [
        { id: 'a', text: 'one' },
        { id: 'b', text: 'two' },
      ],
    };
    const now = keepSame<typeof before>(before, {
      messages: [
        { id: 'z', text: 'new' },
        { id: 'a', text: 'one' },
        { id: 'b', text: 'changed' },
      ],
    });
    expect(now.messages[1]).toBe(before.messages[0]);
    expect(now.messages[2]).not.toBe(before.messages[1]);
    expect(now.messages.map(({ text }) => text)).toEqual(['new', 'one', 'changed']);
  });

  it('is all of it where nothing did, and nothing that went away comes back', () => {
    const before = { a: [1, { b: null }], c: 'x' };
    expect(keepSame(before, structuredClone(before))).toBe(before);
    expect(keepSame(before, { a: [1] })).toEqual({ a: [1] });
    expect(keepSame({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(keepSame({ a: [] }, { a: {} })).toEqual({ a: {} });
  });
});

describe('time in words', () => {
  it.each([
    ['2026-11-23', 'Today'],
    ['2026-11-22', 'Yesterday'],
    ['2026-11-16', 'Monday, 16 November'],
    ['2025-12-31', 'Wednesday, 31 December 2025'],
  ])('calls %s "%s"', (day, words) => {
    expect(dayInWords(day, '2026-11-23')).toBe(words);
  });

  it('goes by the zone of whoever looks', () => {
    expect(timeIn('Asia/Kolkata', '2026-11-16T00:05:00Z')).toBe('05:35');
    expect(dayIn('America/Chicago', '2026-11-16T00:05:00Z')).toBe('2026-11-15');
    expect(cityOf('America/New_York')).toBe('New York');
  });
});

describe('words for the clipboard and for screen readers', () => {
  const people = [
    { id: 'U1', handle: 'ali', name: 'Alice', isApp: false, playable: true, about: '', admin: false, timeZone: null },
  ];

  it.each([
    ['Hello <@U1>', 'Hello @Alice'],
    ['<@U9|bob> in <#C1|general>', '@bob in #general'],
    ['*Bold* and _slanted_ and ~gone~', 'Bold and slanted and gone'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
    ['<https://example.com|the page> or <https://example.com>', 'the page or https://example.com'],
    ['<!subteam^S1|@makers> meet <!date^1^{date}|on Monday>', '@makers meet on Monday'],
    ['a &lt;b&gt; &amp;amp;', 'a <b> &amp;'],
  ])('makes of %s', (text, expected) => {
    expect(plainText(text, people)).toBe(expected);
  });

  it('counts and lists as people do', () => {
    expect(counted(1, 'reply', 'replies')).toBe('1 reply');
    expect(counted(2, 'reply', 'replies')).toBe('2 replies');
    expect(inOneLine(['Alice'])).toBe('Alice');
    expect(inOneLine(['Alice', 'Bob', 'you'])).toBe('Alice, Bob and you');
  });

  it.each([
    ['pray', 'Thank you'],
    ['pray::skin-tone-6', 'Thank you (dark)'],
    ['sun_with_face', 'Sun with face'],
  ])('says what %s stands for', (emoji, words) => {
    expect(reactionWords(emoji)).toBe(words);
  });
});
