import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDatabase } from '../../emulator/storage/database.ts';
import { cleanUp, openWithHandler, returned } from './site-fixture.ts';

afterEach(cleanUp);

const things = [
  { _id: 'a', name: 'Ärger 1990', born: new Date('1990-05-01'), flags: [true, 'x'], at: { city: 'Oslo', no: 1 } },
  { _id: 'b', name: 'b*[c]?', born: new Date(253402300800000), flags: [false], tags: ['b'] },
  { _id: 'c', name: '["b"]', born: new Date(-62167219200001), flags: true, at: { no: 1, city: 'Oslo' } },
];

async function run(body: string): Promise<unknown> {
  const emulator = openWithHandler(`const things = wixData.query('Things');
    const ids = (query) => query.find(owner).then(({ items }) => items.map(({ _id }) => _id)); ${body}`);
  for (const thing of things) emulator.data.put('Things', thing);
  return returned(await emulator.invokeEvent('handle', {}));
}

// https://dev.wix.com/docs/velo/apis/wix-data/wix-data-filter/introduction
it.each([
  ['contains() does not search in dates', `things.contains('born', '1990')`, []],
  ['contains() ignores the case of all letters', `things.contains('name', 'ärGER')`, ['a']],
  ['contains() takes * [ ] and ? as they are', `things.contains('name', '*[c]?')`, ['b']],
  ['eq() finds booleans in lists', `things.eq('flags', true).ascending('_id')`, ['a', 'c']],
  ['eq() does not take 1 for true', `things.eq('flags', 1)`, []],
  ['hasSome() does not take 0 and 1 for booleans', `things.hasSome('flags', [0, 1])`, []],
  ['eq() does not take the text of a list for the list', `things.eq('tags', '["b"]')`, []],
  ['eq() finds a text that looks like a list', `things.eq('name', '["b"]')`, ['c']],
  ['eq() compares lists as a whole', `things.eq('tags', ['b'])`, ['b']],
  ['eq() compares objects, with their keys in order', `things.eq('at', { city: 'Oslo', no: 1 })`, ['a']],
  ['a date after the year 9999 is later than others', `things.gt('born', new Date('9999-12-31T23:59:59.999Z'))`, ['b']],
  ['a date before the year 0 is earlier than others', `things.lt('born', new Date('0000-01-01T00:00:00.000Z'))`, ['c']],
  ['all dates are sorted by time', `things.ascending('born')`, ['c', 'a', 'b']],
])('%s', async (_what, query, expected) => {
  expect(await run(`return await ids(${query});`)).toEqual(expected);
});

it('gives back dates of all years', async () => {
  const body = `const { items } = await things.ascending('born').find(owner);
    return items.map(({ born }) => [born instanceof Date, born.getTime()]);`;

  expect(await run(body)).toEqual([
    [true, -62167219200001],
    [true, 641520000000],
    [true, 253402300800000],
  ]);
});

it('takes a thousand conditions with or', async () => {
  const body = `const any = Array.from({ length: 1000 }).reduce((query, _, n) => query.or(wixData.filter().eq('at.no', n)), wixData.filter().eq('_id', 'b'));
    return (await ids(things.and(any))).sort();`;

  expect(await run(body)).toEqual(['a', 'b', 'c']);
});

it('keeps collections apart whose names differ in case', async () => {
  const emulator = openWithHandler(`await wixData.insert('orders', { _id: 'a' }, owner);
    return [await wixData.query('orders').count(owner), await wixData.query('Orders').eq('n', 1).count(owner), await wixData.query('Orders').eq('N', 1).count(owner)];`);
  emulator.data.createCollection('orders');
  emulator.data.createCollection('Orders');
  for (const n of [1, 2]) emulator.data.put('Orders', { _id: `o${n}`, n, N: 1 });

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([1, 1, 2]);
});

it('finds the items of a state whose tables had names without the places of capitals', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wix-state-'));
  const stateFile = join(folder, 'state.sqlite');
  try {
    const first = openWithHandler('', { stateFile });
    first.data.put('Things', { _id: 'a', n: 1 });
    first.close();
    const database = openDatabase(stateFile);
    database.exec('ALTER TABLE "item.0:Things" RENAME TO "item:Things"');
    database.close();

    expect(openWithHandler('', { stateFile }).data.get('Things', 'a')).toMatchObject({ n: 1 });
  } finally {
    cleanUp();
    rmSync(folder, { recursive: true, force: true });
  }
});

// https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/distinct
it('distinct() returns each value once, with pages and the number of values', async () => {
  const body = `const page = await things.distinct('at.no', owner), flags = await things.limit(2).distinct('flags', owner), rest = await flags.next();
    return [page.items, page.totalCount, flags.items, flags.hasNext(), rest.items, (await things.eq('_id', 'a').distinct('born', owner)).items[0] instanceof Date];`;

  expect(await run(body)).toEqual([[1], 1, [true, [false]], true, [[true, 'x']], true]);
});

it('a result has the query that it was found by', async () => {
  const body = `const page = await things.eq('_id', 'a').find(owner); return [await ids(page.query), page.partialIncludes];`;

  expect(await run(body)).toEqual([['a'], false]);
});
