import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => circle.stop());

// what each of them is called by, wherever a sentence names them
test.each([
  ['is of emoji', '🦊🎉', 'A. Fox', '🦊🎉'],
  ['holds what turns a line around', 'ab\u202ecd\u2066', 'A. Fox', 'abcd'],
  ['breaks lines and hides characters at its ends', '\u200b two\nlines \u2060', 'A. Fox', 'two lines'],
  ['runs from right to left', 'דוד', 'A. Fox', '\u2068דוד\u2069'],
  ['is nothing to be seen', '\u200b\u2060\u3164', 'A. Fox', 'A. Fox'],
  ['is nothing to be seen, and so is their full name', '\u200b', '\u2060', 'fox'],
  ['is markup', '<!here> & <@U1>', 'A. Fox', '&lt;!here&gt; &amp; &lt;@U1&gt;'],
])('a name that %s breaks no row', async (_sentence, displayName, realName, called) => {
  const { gina, workspace } = circle;
  const fox = workspace.addMember({ name: 'fox', displayName, realName, tz: 'Europe/Berlin' });
  const noted = await by(gina).types("/referral @fox to Bob's firm");
  expect(noted?.readable).toBe(`Noted: you referred ${called} to _Bob's firm_. I'll tell ${called}.`);
  expect(noted?.pings).toEqual([]);
  const list = await by(gina).types('/referral list');
  expect(list?.readable).toBe(
    `What you gave and received, newest first.\nYou referred ${called} to _Bob's firm_ today.`,
  );
  await by(fox).types('/referral @gina to שלום #warm because שלום');
  expect(gina.dm.at(-1)?.readable.split('\n').slice(0, 2)).toEqual([
    `${called} referred you to _\u2068שלום\u2069_ on Tuesday.`,
    '> שלום',
  ]);
});
