import { describe, expect, test } from '@jest/globals';
import { nearestSubcommand, SUBCOMMANDS, subcommandNamed } from '../../src/domain/subcommands';

test('every subcommand is found in any case and is its own nearest', () => {
  for (const name of SUBCOMMANDS) {
    expect(subcommandNamed(name.toUpperCase())).toBe(name);
    expect(nearestSubcommand(name)).toBe(name);
  }
});

describe('a slip of the hand is understood', () => {
  test.each([
    ['hlep', 'help'],
    ['aks', 'ask'],
    ['lst', 'list'],
    ['thank', 'thanks'],
    ['rewiev', 'review'],
    ['ballance', 'balance'],
    ['seting', 'settings'],
    ['exprot', 'export'],
    ['digets', 'digest'],
    ['nedds', 'needs'],
    ['forgte', 'forget'],
  ])('%s is %s', (word, expected) => {
    expect(nearestSubcommand(word)).toBe(expected);
    expect(subcommandNamed(word)).toBeUndefined();
  });

  test.each(['', 'x', 'Bob', 'Alice', 'Mark', 'Acme', 'constructor', '__proto__', 'x'.repeat(50_000)])(
    '%.20s is none',
    (word) => {
      expect(nearestSubcommand(word)).toBeUndefined();
    },
  );
});
