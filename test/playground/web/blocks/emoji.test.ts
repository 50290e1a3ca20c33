import { describe, expect, it } from '@jest/globals';
import { PICKABLE, emojiOf, emojiWords } from '../../../../playground/web/blocks/emoji';

describe('emoji', () => {
  it('are known by their short name, hands in any skin tone', () => {
    expect(emojiOf('pray')).toBe('🙏');
    expect(emojiOf('pray::skin-tone-6')).toBe('🙏🏿');
    expect(emojiOf('v::skin-tone-2')).toBe('✌🏻');
    expect(emojiOf('tada::skin-tone-2')).toBe('🎉');
  });

  it.each(['nope', '', 'constructor', '__proto__', 'pray::skin-tone-9', 'pray::skin-tone-', 'hasOwnProperty'])(
    'knows none called "%s"',
    (name) => {
      expect(emojiOf(name)).toBeNull();
    },
  );

  it('are called what a screen reader can say', () => {
    expect(emojiWords('pray::skin-tone-2')).toBe('folded hands, light skin tone');
    expect(emojiWords('raised_hands')).toBe('raised hands');
  });

  it('that the picker offers are all known, folded hands first', () => {
    expect(PICKABLE.filter((name) => emojiOf(name) === null)).toEqual([]);
    expect(PICKABLE[0]).toBe('pray');
    expect(new Set(PICKABLE).size).toBe(PICKABLE.length);
  });
});
