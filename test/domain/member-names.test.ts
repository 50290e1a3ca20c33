import { describe, expect, test } from '@jest/globals';
import { matchNames } from '../../src/domain/member-names';

const members = [
  { id: 'alice', name: 'alice', realName: 'Alice Smith', displayName: 'Ali' },
  { id: 'alicia', name: 'alicia.jones', realName: 'Alicia Jones', displayName: '' },
  { id: 'bob', name: 'bob', realName: 'Robert Smith', displayName: null },
  { id: 'zoe', name: 'zk', realName: 'Zoë Kovács-Łukasz', displayName: 'Zoë' },
  { id: 'obrien', name: 'pob', realName: "Pat O'Brien", displayName: 'Pat' },
  { id: 'li', name: 'li', realName: '李 小龍', displayName: '小龍' },
  { id: 'odd', name: '__proto__' },
];

describe('a typed name fits', () => {
  test.each([
    ['a handle', 'alice', ['alice']],
    ['a handle with an at sign', '@bob', ['bob']],
    ['a real name', 'Robert Smith', ['bob']],
    ['a display name before longer ones', 'Ali', ['alice']],
    ['any case', 'ALICE SMITH', ['alice']],
    ['any blanks', '  Alice\u00a0 Smith ', ['alice']],
    ['without its accents', 'zoe kovacs-lukasz', ['zoe']],
    ['with accents of its own', 'Älice', ['alice']],
    ['without its apostrophe', 'Pat OBrien', ['obrien']],
    ['with a smart apostrophe', 'Pat O’Brien', ['obrien']],
    ['a handle with its full stop', '@alicia.jones', ['alicia']],
    ['the start of a name, where no name is exactly so', 'alic', ['alice', 'alicia']],
    ['the start of each word', 'al smi', ['alice']],
    ['a last name', 'smith', ['alice', 'bob']],
    ['another script', '李', ['li']],
    ['words in another order: nobody', 'Smith Alice', []],
    ['the middle of a word: nobody', 'mith', []],
    ['one word too many: nobody', 'Alice Smith Junior', []],
    ['nothing typed: nobody', ' ', []],
    ['an at sign alone: nobody', '@', []],
    ['invisible characters: nobody', '\u200b', []],
    ['a prototype word like any other', '__proto__', ['odd']],
    ['constructor: nobody', 'constructor', []],
  ])('%s', (_sentence, query, expected) => {
    expect(matchNames(query, members).map(({ id }) => id)).toEqual(expected);
  });
});
