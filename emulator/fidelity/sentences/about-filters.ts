import { type DocumentedSentence, onPage } from './documented-sentence.ts';

const and = onPage('wix-data-query/and');
const between = onPage('wix-data-query/between');
const contains = onPage('wix-data-query/contains');
const endsWith = onPage('wix-data-query/ends-with');
const eq = onPage('wix-data-query/eq');
const ge = onPage('wix-data-query/ge');
const gt = onPage('wix-data-query/gt');
const hasAll = onPage('wix-data-query/has-all');
const hasSome = onPage('wix-data-query/has-some');
const isEmpty = onPage('wix-data-query/is-empty');
const isNotEmpty = onPage('wix-data-query/is-not-empty');
const le = onPage('wix-data-query/le');
const lt = onPage('wix-data-query/lt');
const ne = onPage('wix-data-query/ne');
const not = onPage('wix-data-query/not');
const or = onPage('wix-data-query/or');
const startsWith = onPage('wix-data-query/starts-with');
const filter = onPage('filter');
const NUMBERS = `await put(...Array.from({ length: 5 }, (_, n) => ({ _id: String(n), n })));`;
const TYPES = `await put({ _id: 'n', v: 7 }, { _id: 's', v: '7' });`;
const WORDS = `await put({ _id: 'a', v: 'ABC' }, { _id: 'b', v: 'abc' }, { _id: 'c', v: 'XYZ' });`;

/** Sentences about the filters of queries. */
export const sentencesAboutFilters: readonly DocumentedSentence[] = [
  and(
    'It joins conditions of another filter.',
    `${NUMBERS} return ids(things().gt('n', 1).and(wixData.filter().lt('n', 3)))`,
    ['2'],
  ),
  and('Conditions that follow each other are joined by it.', `${NUMBERS} return ids(things().gt('n', 1).lt('n', 3))`, [
    '2',
  ]),
  between(
    'The start of the range is in it, and the end is not.',
    `${NUMBERS} return ids(things().between('n', 1, 3).ascending('n'))`,
    ['1', '2'],
  ),
  between(
    'Of texts, "A", "M", "Z" and "a" are between "A" and "z", and "z" is not.',
    `await put(...['A', 'M', 'Z', 'a', 'z'].map((v) => ({ _id: v, v }))); return ids(things().between('v', 'A', 'z').ascending('v'))`,
    ['A', 'M', 'Z', 'a'],
  ),
  between('It matches values of the same type only.', `${TYPES} return ids(things().between('v', 1, 9))`, ['n']),
  contains('It ignores case.', `${WORDS} return ids(things().contains('v', 'B').ascending('_id'))`, ['a', 'b']),
  contains(
    'It finds a text anywhere.',
    `await put({ _id: 'a', v: 'The quick fox' }, { _id: 'b', v: 'slow' }); return ids(things().contains('v', 'ick'))`,
    ['a'],
  ),
  startsWith(
    'It ignores case.',
    `await put({ _id: 'a', v: 'TExt' }, { _id: 'b', v: 'my text' }); return ids(things().startsWith('v', 'tex'))`,
    ['a'],
  ),
  endsWith(
    'It ignores case.',
    `await put({ _id: 'a', v: 'my TExt' }, { _id: 'b', v: 'texts' }); return ids(things().endsWith('v', 'ext'))`,
    ['a'],
  ),
  eq('It matches values of the same type only.', `${TYPES} return ids(things().eq('v', 7))`, ['n']),
  eq('It tells capital letters from small ones.', `${WORDS} return ids(things().eq('v', 'abc'))`, ['b']),
  eq('It matches an element of a list.', `await put({ _id: 'a', v: [1, 2] }); return ids(things().eq('v', 2))`, ['a']),
  eq(
    'It compares dates.',
    `await put({ _id: 'a', v: new Date(5) }); return [await ids(things().eq('v', new Date(5))), await ids(things().eq('v', new Date(6)))]`,
    [['a'], []],
  ),
  eq(
    'It compares a reference with an id.',
    `await wixData.insert('Movies', { _id: 'm', director: 'ann' }, owner); return ids(wixData.query('Movies').eq('director', 'ann'))`,
    ['m'],
  ),
  ne(
    'It matches all other values.',
    `await put({ _id: 'a', v: 1 }, { _id: 'b', v: 2 }); return ids(things().ne('v', 1))`,
    ['b'],
  ),
  ne(
    'A list matches if none of its elements is the value.',
    `await put({ _id: 'a', v: [1, 2] }, { _id: 'b', v: [3] }); return ids(things().ne('v', 2))`,
    ['b'],
  ),
  gt('It is greater, and not equal.', `${NUMBERS} return ids(things().gt('n', 3))`, ['4']),
  gt('Of texts, "abc" is greater than "XYZ".', `${WORDS} return ids(things().gt('v', 'XYZ'))`, ['b']),
  gt('It matches values of the same type only.', `${TYPES} return ids(things().gt('v', 1))`, ['n']),
  ge('It is greater or equal.', `${NUMBERS} return ids(things().ge('n', 3).ascending('n'))`, ['3', '4']),
  ge(
    'Dates are compared by date and time.',
    `await put({ _id: 'a', v: new Date(4) }, { _id: 'b', v: new Date(5) }); return ids(things().ge('v', new Date(5)))`,
    ['b'],
  ),
  lt('It is less, and not equal.', `${NUMBERS} return ids(things().lt('n', 1))`, ['0']),
  lt('It matches values of the same type only.', `${TYPES} return ids(things().lt('v', 9))`, ['n']),
  le('It is less or equal.', `${NUMBERS} return ids(things().le('n', 1).ascending('n'))`, ['0', '1']),
  hasSome(
    'It matches items with any of the values.',
    `await put({ _id: 'a', v: 1 }, { _id: 'b', v: 2 }, { _id: 'c', v: 3 }); return ids(things().hasSome('v', [1, 3]).ascending('v'))`,
    ['a', 'c'],
  ),
  hasSome(
    'The values are a list, or are listed.',
    `await put({ _id: 'a', v: 1 }, { _id: 'b', v: 2 }); return ids(things().hasSome('v', 1, 2).ascending('v'))`,
    ['a', 'b'],
  ),
  hasSome(
    'In a field with several references it looks for ids.',
    `await wixData.insert('Movies', { _id: 'm' }, owner); await wixData.insertReference('Movies', 'actors', 'm', ['ann', 'bob'], owner); return ids(wixData.query('Movies').hasSome('actors', 'bob', 'cid'))`,
    ['m'],
  ),
  hasAll(
    'It matches lists with all of the values.',
    `await put({ _id: 'a', v: [1, 2, 3] }, { _id: 'b', v: [1] }); return ids(things().hasAll('v', [1, 2]))`,
    ['a'],
  ),
  isEmpty(
    'It matches null, undefined and what is not there.',
    `await put({ _id: 'a', v: null }, { _id: 'b' }, { _id: 'c', v: undefined }); return ids(things().isEmpty('v').ascending('_id'))`,
    ['a', 'b', 'c'],
  ),
  isEmpty('An empty text is a value.', `await put({ _id: 'a', v: '' }); return ids(things().isEmpty('v'))`, []),
  isNotEmpty('An empty text is a value.', `await put({ _id: 'a', v: '' }); return ids(things().isNotEmpty('v'))`, [
    'a',
  ]),
  not('It matches what a filter does not.', `${NUMBERS} return ids(things().not(wixData.filter().lt('n', 4)))`, ['4']),
  or(
    'It adds what another query of the collection matches.',
    `${NUMBERS} return ids(things().eq('n', 1).or(things().eq('n', 3)).ascending('n'))`,
    ['1', '3'],
  ),
  or(
    'The other query must be of the same collection.',
    `return codeOf((async () => things().eq('n', 1).or(wixData.query('Movies').eq('n', 3)).find(owner))())`,
    'WDE0050',
  ),
  filter(
    'A filter is made apart from a query.',
    `${NUMBERS} const filter = wixData.filter().eq('n', 2); return ids(things().and(filter))`,
    ['2'],
  ),
];
