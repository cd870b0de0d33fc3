import { but, type DocumentedSentence, onPage } from './documented-sentence.ts';

const query = onPage('query');
const ascending = onPage('wix-data-query/ascending');
const count = onPage('wix-data-query/count');
const descending = onPage('wix-data-query/descending');
const distinct = onPage('wix-data-query/distinct');
const fields = onPage('wix-data-query/fields');
const find = onPage('wix-data-query/find');
const limit = onPage('wix-data-query/limit');
const skip = onPage('wix-data-query/skip');
const result = onPage('wix-data-query-result/introduction');
const introduction = onPage('introduction');
const NUMBERS = `await put(...Array.from({ length: 5 }, (_, n) => ({ _id: String(n), n })));`;
const WORDS = `await put({ _id: 'a', v: 'ABC' }, { _id: 'b', v: 'abc' }, { _id: 'c', v: 'XYZ' });`;

/** Sentences about queries, and their results. */
export const sentencesAboutQueries: readonly DocumentedSentence[] = [
  query(
    'Without refinements it gives up to 50 items.',
    `await wixData.bulkInsert('Things', Array.from({ length: 60 }, () => ({})), owner); const page = await things().find(owner); return page.items.length`,
    50,
  ),
  query(
    'Without a sort the newest item comes first.',
    `await put({ _id: 'old', _createdDate: new Date(1) }, { _id: 'new', _createdDate: new Date(2) }); return ids(things())`,
    ['new', 'old'],
  ),
  ascending(
    'Numbers are sorted as numbers.',
    `await put({ _id: 'a', v: 10 }, { _id: 'b', v: 9 }); return ids(things().ascending('v'))`,
    ['b', 'a'],
  ),
  ascending(
    'Dates are sorted by date and time.',
    `await put({ _id: 'a', v: new Date(2) }, { _id: 'b', v: new Date(1) }); return ids(things().ascending('v'))`,
    ['b', 'a'],
  ),
  ascending('Text is sorted so that "abc" comes after "XYZ".', `${WORDS} return ids(things().ascending('v'))`, [
    'a',
    'c',
    'b',
  ]),
  ascending(
    'Numbers in texts are sorted as texts.',
    `await put({ _id: 'a', v: '10' }, { _id: 'b', v: '9' }); return ids(things().ascending('v'))`,
    ['a', 'b'],
  ),
  ascending(
    'Items without a value are the lowest.',
    `await put({ _id: 'a', v: 1 }, { _id: 'b' }); return ids(things().ascending('v'))`,
    ['b', 'a'],
  ),
  ascending(
    'Several properties sort in the order in which they are listed.',
    `await put({ _id: 'a', v: 1, w: 2 }, { _id: 'b', v: 1, w: 1 }, { _id: 'c', v: 0, w: 3 }); return ids(things().ascending('v', 'w'))`,
    ['c', 'b', 'a'],
  ),
  descending(
    'Items without a value are the lowest, and so come last.',
    `await put({ _id: 'a' }, { _id: 'b', v: 1 }); return ids(things().descending('v'))`,
    ['b', 'a'],
  ),
  count(
    'It counts all that match.',
    `await wixData.bulkInsert('Things', Array.from({ length: 60 }, (_, n) => ({ n })), owner); return [await things().count(owner), await things().lt('n', 55).count(owner)]`,
    [60, 55],
  ),
  count(
    'What does not filter does not change it.',
    `${NUMBERS} return things().ascending('n').limit(2).skip(1).count(owner)`,
    5,
  ),
  count(
    'It triggers beforeCount and afterCount.',
    `await things().count(owner); return seen`,
    ['beforeCount', 'afterCount'],
    `export const seen = []; export function Things_beforeCount(query) { seen.push('beforeCount'); return query; }
     export function Things_afterCount(count) { seen.push('afterCount'); return count; }`,
  ),
  distinct(
    'It gives each value once.',
    `await put({ v: 'x' }, { v: 'y' }, { v: 'x' }); return (await things().distinct('v', owner)).items.sort()`,
    ['x', 'y'],
  ),
  distinct(
    'Only items that match count.',
    `await put({ v: 'x', n: 1 }, { v: 'y', n: 2 }); return (await things().eq('n', 2).distinct('v', owner)).items`,
    ['y'],
  ),
  distinct(
    'Its result has pages.',
    `await put({ v: 'x' }, { v: 'y' }, { v: 'z' }); const page = await things().limit(2).distinct('v', owner); return [page.items.length, page.hasNext()]`,
    [2, true],
  ),
  fields(
    'Only the fields named are returned.',
    `await put({ _id: 'a', v: 1, w: 2 }); const [{ v, w }] = (await things().fields('v').find(owner)).items; return [v, w ?? null]`,
    [1, null],
  ),
  find('It fails without permission to read.', `return codeOf(things().find())`, 'WDE0027'),
  find(
    'It triggers beforeQuery and afterQuery.',
    `await put({}, {}); await things().find(owner); return seen`,
    ['beforeQuery', 'afterQuery', 'afterQuery'],
    `export const seen = []; export function Things_beforeQuery(query) { seen.push('beforeQuery'); return query; }
     export function Things_afterQuery(item) { seen.push('afterQuery'); return item; }`,
  ),
  find(
    'omitTotalCount leaves the count out.',
    `await put({}); const { totalCount } = await things().find({ ...owner, omitTotalCount: true }); return totalCount ?? null`,
    null,
  ),
  limit('It is 50 by default.', `return (await things().find(owner)).pageSize`, 50),
  limit(
    'It is at most 1,000.',
    `return [await codeOf(things().limit(1000).find(owner)), await codeOf((async () => things().limit(1001).find(owner))())]`,
    ['none', 'WDE0036'],
  ),
  skip('So many items are passed over.', `${NUMBERS} return ids(things().ascending('n').skip(3))`, ['3', '4']),
  result(
    'A page knows its number, its size and the number of pages.',
    `${NUMBERS} const page = await (await things().ascending('n').limit(2).find(owner)).next();
     return [page.currentPage, page.pageSize, page.length, page.totalPages, page.totalCount, page.hasNext(), page.hasPrev()]`,
    [1, 2, 2, 3, 5, true, true],
  ),
  result(
    'The pages are walked by next and prev.',
    `${NUMBERS} const first = await things().ascending('n').limit(2).find(owner); const second = await first.next(); const back = await second.prev(); return [second.items[0].n, back.items[0].n]`,
    [2, 0],
  ),
  result(
    'A query without results gives an empty list.',
    `const page = await things().find(owner); return [page.items, page.length, page.totalCount, page.hasNext()]`,
    [[], 0, 0, false],
  ),
  result(
    'The query that gave it can be run again.',
    `${NUMBERS} const { query } = await things().eq('n', 2).find(owner); return ids(query)`,
    ['2'],
  ),
  but(
    introduction(
      'A request that runs for more than five seconds ends in an error.',
      `return codeOf(new Promise((resolve) => setTimeout(resolve, 0)).then(() => things().find(owner)))`,
      'WDE0028',
    ),
    'Calls take no time here; `faults.delay` gives them some, and ends those beyond five seconds so',
  ),
  but(
    introduction(
      'A site that makes more requests in a minute than its plan allows gets errors.',
      `await Promise.all(Array.from({ length: 1600 }, () => things().count(owner))); return codeOf(things().count(owner))`,
      'WDE0014',
    ),
    'The number depends on the plan: `faults.quota` sets it',
  ),
  but(
    find(
      'showDrafts shows items that are drafts.',
      `return (await things().find({ ...owner, showDrafts: true })).items`,
      [],
    ),
    'Drafts are not modelled: the option is a NotEmulatedError',
  ),
  but(
    find(
      'language reads the translated items.',
      `return (await things().find({ ...owner, language: 'en' })).items`,
      [],
    ),
    'Translations are not modelled: the option is a NotEmulatedError',
  ),
];
