import { describe, expect, it } from '@jest/globals';
import { channels, conversations, matching, optionItems, people } from '../../../../playground/web/blocks/items';
import { sight } from './drawn';

const item = (label: string, detail = '') => ({ id: label, label, detail });
const found = (labels: string[], typed: string) =>
  matching(
    labels.map((label) => item(label)),
    typed,
  ).map(({ id }) => id);

describe('what a list offers', () => {
  it('finds by the beginning of any word, with or without accents, signs and capitals', () => {
    expect(found(['Ana Núñez', 'Diana Ross'], 'nun')).toEqual(['Ana Núñez']);
    expect(found(['Ana Núñez', 'Diana Ross'], 'ANA')).toEqual(['Ana Núñez']);
    expect(found(['Ted Østergård'], 'oster')).toEqual(['Ted Østergård']);
    expect(found(['Mary-Ann Lee'], 'ann l')).toEqual(['Mary-Ann Lee']);
    expect(found(['#general'], '#gen')).toEqual(['#general']);
    expect(found(['Ana'], '  ')).toEqual(['Ana']);
    expect(found(['Ana'], '(')).toEqual(['Ana']);
    expect(found(['Ana'], 'na')).toEqual([]);
  });

  it('finds people by their handle too, and offers apps, saying so', () => {
    expect(matching(people(sight), 'ali').map(({ label }) => label)).toEqual(['Alice']);
    expect(people(sight).find(({ id }) => id === 'UAPP')?.detail).toBe('@goodturn · app');
    expect(people(sight).find(({ id }) => id === 'U2')?.detail).toBe('@alice · you');
  });

  it('offers the conversations that the filter names, archived ones never', () => {
    expect(channels(sight).map(({ label }) => label)).toEqual(['#general']);
    expect(conversations(sight, {}).map(({ id }) => id)).toEqual(['C1', 'G1']);
    expect(conversations(sight, { filter: { include: ['private'] } }).map(({ id }) => id)).toEqual(['G1']);
  });

  it('offers options in groups, each with its group’s name', () => {
    const options = [{ text: { type: 'plain_text', text: 'A' }, value: 'a' }];
    expect(optionItems({ option_groups: [{ label: { type: 'plain_text', text: 'Letters' }, options }] })).toEqual([
      { id: 'a', label: 'A', detail: 'Letters' },
    ]);
  });
});
