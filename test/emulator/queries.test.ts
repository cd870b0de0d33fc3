import { cleanUp, openWithHandler, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

const people = [
  {
    _id: 'ann',
    name: 'Ann',
    age: 30,
    born: new Date('1990-05-01'),
    tags: ['a', 'b'],
    active: true,
    at: { city: 'Oslo' },
  },
  { _id: 'bob', name: 'bob', age: 40, born: new Date('1980-05-01'), tags: ['b'], active: false, at: { city: 'Rome' } },
  { _id: 'cid', name: 'Cid', age: '35', tags: [], active: null },
  { _id: 'dee', name: '', age: 20, born: new Date('2000-05-01') },
];

/** Runs a query on four people, given its refinements; returns the ids in sorted order. */
async function find(refinements: string): Promise<unknown> {
  const emulator = openWithHandler(`
    const results = await wixData.query('Things')${refinements}.find(owner);
    return results.items.map((item) => item._id).sort();`);
  for (const person of people) emulator.data.put('Things', person);
  return returned(await emulator.invokeEvent('handle', {}));
}

// https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/introduction
it.each([
  ['eq() is case sensitive', `.eq('name', 'Bob')`, []],
  ['eq() compares numbers', `.eq('age', 30)`, ['ann']],
  ['eq() does not match a number with its text', `.eq('age', 35)`, []],
  ['eq() compares booleans', `.eq('active', false)`, ['bob']],
  ['eq() compares dates', `.eq('born', new Date('1990-05-01'))`, ['ann']],
  ['eq() matches an element of an array', `.eq('tags', 'b')`, ['ann', 'bob']],
  ['eq() reaches into objects', `.eq('at.city', 'Rome')`, ['bob']],
  ['ne() also matches items without a value', `.ne('active', true)`, ['bob', 'cid', 'dee']],
  ['gt() "only matches values of the same type"', `.gt('age', 20)`, ['ann', 'bob']],
  ['ge() of a text does not match dates', `.ge('born', '')`, []],
  ['ge()', `.ge('age', 20)`, ['ann', 'bob', 'dee']],
  ['lt() "only matches values of the same type"', `.lt('age', 'z')`, ['cid']],
  ['le() compares dates', `.le('born', new Date('1990-05-01'))`, ['ann', 'bob']],
  [
    'between(): "greater than or equal to `rangeStart` and less than `rangeEnd`"',
    `.between('age', 20, 40)`,
    ['ann', 'dee'],
  ],
  [
    'between() on text: `"A", "M", "Z", and "a" are between "A" and "z"`',
    `.between('name', 'A', 'z')`,
    ['ann', 'bob', 'cid'],
  ],
  ['hasSome()', `.hasSome('name', ['Ann', 'Cid'])`, ['ann', 'cid']],
  ['hasSome() on arrays', `.hasSome('tags', 'a', 'x')`, ['ann']],
  ['hasAll() on arrays', `.hasAll('tags', ['a', 'b'])`, ['ann']],
  ['contains() ignores case', `.contains('name', 'B')`, ['bob']],
  ['contains() takes % as it is', `.contains('name', '%')`, []],
  ['startsWith() ignores case', `.startsWith('name', 'a')`, ['ann']],
  ['endsWith()', `.endsWith('name', 'd')`, ['cid']],
  ['isEmpty(): "null or undefined or the property does not exist"', `.isEmpty('active')`, ['cid', 'dee']],
  ['isNotEmpty() counts the empty text as a value', `.isNotEmpty('name')`, ['ann', 'bob', 'cid', 'dee']],
  ['or()', `.eq('_id', 'ann').or(wixData.query('Things').eq('_id', 'bob'))`, ['ann', 'bob']],
  ['and()', `.gt('age', 1).and(wixData.filter().eq('active', true))`, ['ann']],
  ['not()', `.not(wixData.filter().eq('active', true))`, ['bob', 'cid', 'dee']],
])('%s', async (_name, refinements, expected) => {
  expect(await find(refinements)).toEqual(expected);
});

describe('find', () => {
  function openWithNumbers(count: number, body: string) {
    const emulator = openWithHandler(body);
    for (let n = 0; n < count; n += 1) {
      const _createdDate = new Date(n);
      emulator.data.put('Things', { _id: String(n).padStart(4, '0'), n, _createdDate });
    }
    return emulator.invokeEvent('handle', {});
  }

  it('"By default, `limit` is set to `50`", "descending by _createdDate", and counts all', async () => {
    const invocation = await openWithNumbers(
      60,
      `const page = await wixData.query('Things').find(owner);
       return [page.length, page.totalCount, page.pageSize, page.totalPages, page.currentPage, page.items[0].n, page.hasNext(), page.hasPrev()];`,
    );

    expect(returned(invocation)).toEqual([50, 60, 50, 2, 0, 59, true, false]);
  });

  it('next() and prev() "are used to navigate the pages of a query result"', async () => {
    const invocation = await openWithNumbers(
      5,
      `const first = await wixData.query('Things').ascending('n').limit(2).find(owner);
       const second = await first.next(), third = await second.next(), back = await third.prev();
       return [second, third, back].map((page) => [page.items.map((item) => item.n), page.hasNext()]);`,
    );

    expect(returned(invocation)).toEqual([
      [[2, 3], true],
      [[4], false],
      [[2, 3], true],
    ]);
  });

  it('"The maximum value that `limit()` can accept is `1000`"', async () => {
    const most = await openWithNumbers(1, `return (await wixData.query('Things').limit(1000).find(owner)).length;`);
    const more = await openWithNumbers(1, `return (await wixData.query('Things').limit(1001).find(owner)).length;`);

    expect(returned(most)).toBe(1);
    expect(thrownCode(more)).toBe('WDE0036');
  });

  it('sorts by several fields "in the order they are listed", those without a value lowest', async () => {
    const emulator = openWithHandler(`
      const page = await wixData.query('Things').ascending('group').descending('n').find(owner);
      return page.items.map((item) => item._id);`);
    for (const [_id, group, n] of [
      ['a', 'x', 1],
      ['b', 'x', 2],
      ['c', undefined, 9],
      ['d', 'A', 0],
    ]) {
      emulator.data.put('Things', { _id, group, n });
    }

    expect(returned(await emulator.invokeEvent('handle', {}))).toEqual(['c', 'd', 'b', 'a']);
  });

  it('omits the total count on request, and returns only the requested fields', async () => {
    const invocation = await openWithNumbers(
      2,
      `const page = await wixData.query('Things').fields('n').limit(1).find({ ...owner, omitTotalCount: true });
       return [page.totalCount === undefined, page.hasNext(), page.items];`,
    );

    expect(returned(invocation)).toEqual([true, true, [{ _id: '0001', n: 1 }]]);
  });

  it('count() "returns the number of items that match the query"', async () => {
    const invocation = await openWithNumbers(
      70,
      `return await wixData.query('Things').lt('n', 60).limit(5).count(owner);`,
    );

    expect(returned(invocation)).toBe(60);
  });

  it('returns a new query from each refinement', async () => {
    const invocation = await openWithNumbers(
      3,
      `const all = wixData.query('Things'); all.eq('n', 1);
       return (await all.find(owner)).length;`,
    );

    expect(returned(invocation)).toBe(3);
  });

  it('stays fast in a large collection: one statement for the items and one for the count, both with an index', async () => {
    const emulator = openWithHandler(`
      const due = await wixData.query('Things').eq('status', 'pending').le('dueAt', new Date(5000)).ascending('dueAt').limit(50).find(owner);
      return [due.items.length, due.totalCount];`);
    for (let n = 0; n < 2000; n += 1) {
      emulator.data.put('Things', {
        _id: `i${n}`,
        status: n % 100 === 0 ? 'pending' : 'sent',
        dueAt: new Date(n * 10),
      });
    }
    await emulator.invokeEvent('handle', {});

    const before = emulator.statementsRun();
    const invocation = await emulator.invokeEvent('handle', {});

    expect(returned(invocation)).toEqual([6, 6]);
    expect(emulator.statementsRun() - before).toBe(3); // the items, the count, the record of the call
    expect(emulator.data.explain('Things', 'status', 'dueAt')).toMatch(/SEARCH .*:Things.* USING INDEX/);
  });

  it('counts by an index, also where nothing was listed before', async () => {
    const emulator = openWithHandler(`
      return await wixData.query('Things').eq('status', 'pending').le('dueAt', new Date(5000)).count(owner);`);
    emulator.data.put('Things', { _id: 'one', status: 'pending', dueAt: new Date(10) });

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe(1);
    expect(emulator.data.explain('Things', 'status', 'dueAt')).toMatch(/SEARCH .*:Things.* USING INDEX/);
  });
});
