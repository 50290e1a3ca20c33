import { afterEach, describe, expect, test } from '@jest/globals';
import { features } from '../../../src/features';
import { helpMessage, messageForUnknown } from '../../../src/features/help/views';
import { SUBCOMMANDS, subcommandNamed } from '../../../src/domain/subcommands';
import { parseCommand } from '../../../src/domain/command-text';
import { type Circle, startCircle } from '../../support/circle';

const handled = features.flatMap(({ commands }) => Object.keys(commands ?? {})).sort();

/** What follows `/referral` in each of its examples. */
function examples(): string[] {
  const text = JSON.stringify(helpMessage().blocks).replaceAll('\\"', '"');
  return [...text.matchAll(/`\/referral ?([^`]*)`/g)].map(([, form]) => form!);
}

describe('help', () => {
  test('names every command that a feature handles, and none that nothing handles', () => {
    const named = examples().flatMap((form) => subcommandNamed(form.split(' ')[0]!) ?? []);
    expect([...new Set([...named, 'help'])].sort()).toEqual(handled);
    expect(examples()).toContain('');
    expect(features.filter(({ line }) => line)).toHaveLength(1);
  });

  test('shows nothing that Goodturn would not understand', () => {
    const asTyped = (form: string) =>
      form.replace(/@(\w+)/g, (_mention, name: string) => `<@U${name.toUpperCase()}|${name}>`);
    for (const form of examples()) expect([form, parseCommand(asTyped(form)).kind]).not.toEqual([form, 'refused']);
    const line = parseCommand(asTyped("@alice to Bob's firm #warm because they are moving offices"));
    expect(line).toMatchObject({ kind: 'referral', warmth: 'warm' });
  });

  test('says of a reserved word that it is not here yet', () => {
    const unhandled = SUBCOMMANDS.filter((name) => !handled.includes(name));
    for (const name of unhandled) {
      expect(messageForUnknown(name).text).toBe(
        `\`/referral ${name}\` is not here yet. \`/referral help\` shows everything that is.`,
      );
    }
  });
});

describe('asked for help', () => {
  let circle: Circle;
  afterEach(() => circle.stop());

  test.each(['/referral help', '/referral HELP', '/referral help me please'])(
    '%s answers the asker alone',
    async (typed) => {
      circle = await startCircle();
      const { alice, bob, general } = circle;
      const answer = await alice.types(typed, { in: general });
      expect(answer!.ephemeral).toBe(true);
      expect(answer!.text).toMatch(/^Goodturn keeps track of who referred whom to what/);
      expect(answer!.readable.split('\n')).toContain("`/referral @alice to Bob's firm`: you refer Alice to Bob's firm");
      expect(answer!.readable).not.toMatch(/!/);
      expect(answer!.readable.split(/\s+/).length).toBeLessThan(330);
      expect(answer!.pings).toEqual([]);
      expect(bob.sees()).toEqual([]);
    },
  );
});
