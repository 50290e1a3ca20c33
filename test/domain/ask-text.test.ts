import { describe, expect, it, test } from '@jest/globals';
import { askPhrase, asksNothing, prospectIn, withStop } from '../../src/domain/ask-text';

describe('what is asked, in a sentence', () => {
  test.each([
    ['an intro to Acme', 'Alice asks you for an intro to Acme.'],
    ['for an intro to Acme.', 'Alice asks you for an intro to Acme.'],
    ['to introduce me to Acme', 'Alice asks you to introduce me to Acme.'],
    ['To meet', 'Alice asks you To meet.'],
    ['tomorrow’s list', 'Alice asks you for tomorrow’s list.'],
    ['who buys paper', 'Alice asks you who buys paper.'],
    ['can you help?', 'Alice asks you: “can you help?”'],
  ])('%s', (text, sentence) => expect(withStop(`Alice asks you${askPhrase(text)}`)).toBe(sentence));

  test('ends once, also after words that are isolated', () => {
    expect(withStop('Alice asks you \u2068של מי?\u2069')).toBe('Alice asks you \u2068של מי?\u2069');
    expect(withStop('Alice asks you for \u2068שלום\u2069')).toBe('Alice asks you for \u2068שלום\u2069.');
  });
});

describe('whom an ask is about', () => {
  test.each([
    ['for an intro to Acme', 'Acme'],
    ["for an introduction to Bob's firm, please!", "Bob's firm"],
    ['to introduce me to Acme & Sons', 'Acme & Sons'],
    ['to put me in touch with the buyer at Acme.', 'the buyer at Acme'],
    ['for a referral to Acme', 'Acme'],
    ['to refer me to Acme', 'Acme'],
    ['to connect me with Acme', 'Acme'],
    ['for a contact at Acme', 'Acme'],
    ['for help with my books', ''],
    ['an intro', ''],
    ['', ''],
  ])('%s', (text, prospect) => expect(prospectIn(text)).toBe(prospect));

  it('takes time in proportion to the length', () => {
    const long = 'introduce '.repeat(5_000);
    const start = performance.now();
    prospectIn(long);
    prospectIn(`intro to ${' '.repeat(50_000)}`);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

test.each(['', 'for', 'To', 'for …', 'about:', '?'])('"%s" asks nothing', (text) => {
  expect(asksNothing(text)).toBe(text !== 'for …');
});
