import { cleanUp, makeSite, open, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

type Members = Parameters<ReturnType<typeof open>['data']['createCollection']>;

/** Opens a site with movies whose field `actors` refers to several people and `director` to one; people show the movies as `movies`. */
function openMovies(body: string, permissions: NonNullable<Members[1]> = {}) {
  const emulator = open(
    makeSite({
      'src/backend/movies.web.js': `import { webMethod, Permissions } from 'wix-web-module'; import wixData from 'wix-data';
        const owner = { suppressAuth: true };
        export const handle = webMethod(Permissions.Anyone, async () => { ${body} });`,
    }),
  );
  emulator.data.createCollection('Movies', permissions, [
    { key: 'director', type: 'REFERENCE', typeMetadata: { reference: { referencedCollectionId: 'People' } } },
    {
      key: 'actors',
      type: 'MULTI_REFERENCE',
      typeMetadata: { multiReference: { referencedCollectionId: 'People', referencingFieldKey: 'movies' } },
    },
    {
      key: 'producers',
      type: 'MULTI_REFERENCE',
      typeMetadata: { multiReference: { referencedCollectionId: 'People' } },
    },
  ]);
  emulator.data.createCollection('People', permissions);
  for (const _id of ['ann', 'bob', 'cid']) emulator.data.put('People', { _id, name: _id.toUpperCase() });
  emulator.data.put('Movies', { _id: 'm1', title: 'One', director: 'ann' });
  emulator.data.put('Movies', { _id: 'm2', title: 'Two', director: 'gone' });
  return (who: 'admin' | 'visitor' = 'admin') => emulator.invokeWebMethod('movies.web', 'handle', [], who);
}

async function run(body: string): Promise<unknown> {
  return returned(await openMovies(body)());
}

const NAMES = `.then(({ items }) => items.map(({ name }) => name))`;

// https://dev.wix.com/docs/velo/apis/wix-data/insert-reference
it.each([
  ['one id', `'bob'`, ['BOB']],
  ['an item', `{ _id: 'bob', name: 'other' }`, ['BOB']],
  ['several ids', `['cid', 'ann']`, ['CID', 'ANN']],
])(
  'insertReference takes "the referenced item, referenced item\'s ID, an array of …": %s',
  async (_what, given, expected) => {
    const body = `await wixData.insertReference('Movies', 'actors', { _id: 'm1' }, ${given});
    return await wixData.queryReferenced('Movies', 'm1', 'actors')${NAMES};`;

    expect(await run(body)).toEqual(expected);
  },
);

it('insertReference refuses a reference that is there already, replaceReferences and removeReference change them', async () => {
  const body = `const people = () => wixData.queryReferenced('Movies', 'm1', 'actors')${NAMES};
    await wixData.insertReference('Movies', 'actors', 'm1', ['ann', 'bob']);
    const code = await wixData.insertReference('Movies', 'actors', 'm1', 'ann').catch((error) => error.code);
    const states = [await people()];
    await wixData.replaceReferences('Movies', 'actors', 'm1', ['cid', 'bob']); states.push(await people());
    await wixData.removeReference('Movies', 'actors', 'm1', ['bob', 'ann']); states.push(await people());
    await wixData.replaceReferences('Movies', 'actors', 'm1', []); states.push(await people());
    return [code, states];`;

  expect(await run(body)).toEqual(['WDE0029', [['ANN', 'BOB'], ['CID', 'BOB'], ['CID'], []]]);
});

// https://dev.wix.com/docs/velo/apis/wix-data/is-referenced
it('isReferenced "checks if a reference to the referenced item exists", from both sides', async () => {
  const body = `await wixData.insertReference('Movies', 'actors', 'm1', 'ann');
    return [await wixData.isReferenced('Movies', 'actors', 'm1', 'ann'), await wixData.isReferenced('Movies', 'actors', 'm1', 'bob'),
      await wixData.isReferenced('People', 'movies', { _id: 'ann' }, { _id: 'm1' })];`;

  expect(await run(body)).toEqual([true, false, true]);
});

// https://dev.wix.com/docs/velo/apis/wix-data/query-referenced
it('queryReferenced returns pages "in order", and counts all', async () => {
  const body = `await wixData.insertReference('Movies', 'actors', 'm1', ['ann', 'bob', 'cid']);
    const first = await wixData.queryReferenced('Movies', 'm1', 'actors', { order: 'desc', limit: 2 });
    const second = await first.next(), back = await second.prev();
    return [first, second, back].map((page) => [page.items.map(({ _id }) => _id), page.totalCount, page.hasNext(), page.hasPrev()]);`;

  expect(await run(body)).toEqual([
    [['cid', 'bob'], 3, true, false],
    [['ann'], 3, false, true],
    [['cid', 'bob'], 3, true, false],
  ]);
});

// https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/include
describe('include', () => {
  it('"the items returned … include the full referenced items", and without it an id or nothing', async () => {
    const body = `await wixData.insertReference('Movies', 'actors', 'm1', ['bob']);
      const find = (query) => query.ascending('_id').find().then(({ items }) => items.map(({ director, actors }) => ({ director, actors })));
      const plain = await find(wixData.query('Movies'));
      const full = await find(wixData.query('Movies').include('director', 'actors'));
      return [plain, full.map(({ director, actors }) => [director.name ?? director, actors.map(({ name }) => name)])];`;

    expect(await run(body)).toEqual([
      [{ director: 'ann' }, { director: 'gone' }],
      [
        ['ANN', ['BOB']],
        ['gone', []],
      ],
    ]);
  });

  it('"If there are more than 50 referenced items, only 50 are returned … and the partialIncludes property … is true"', async () => {
    const body = `const ids = Array.from({ length: 51 }, (_, n) => 'p' + n);
      await wixData.bulkInsert('People', ids.map((_id) => ({ _id })));
      await wixData.insertReference('Movies', 'actors', 'm1', ids);
      const page = await wixData.query('Movies').eq('_id', 'm1').include('actors').find();
      const other = await wixData.query('Movies').eq('_id', 'm2').include('actors').find();
      return [page.items[0].actors.length, page.partialIncludes, other.partialIncludes];`;

    expect(await run(body)).toEqual([50, true, false]);
  });

  it.each([
    [
      '"Only one property with multiple references can be included"',
      `wixData.query('Movies').include('actors', 'producers').find()`,
      'WDE0022',
    ],
    [
      '"The query will return an error if more than 50 items are returned"',
      `wixData.bulkInsert('Movies', Array.from({ length: 49 }, () => ({}))).then(() => wixData.query('Movies').include('actors').limit(1000).find())`,
      'WDE0023',
    ],
    ['a name that is no text', `wixData.query('Movies').include(5).find()`, 'WDE0094'],
  ])('%s', async (_what, expression, code) => {
    expect(thrownCode(await openMovies(`await ${expression};`)())).toBe(code);
  });
});

// https://dev.wix.com/docs/velo/apis/wix-data/wix-data-filter/has-some
it('hasSome: "If the specified property contains multiple references, pass item IDs"', async () => {
  const body = `await wixData.insertReference('Movies', 'actors', 'm1', ['ann', 'bob']);
    await wixData.insertReference('Movies', 'actors', 'm2', ['bob']);
    const ids = (query) => query.find().then(({ items }) => items.map(({ _id }) => _id).sort());
    const movies = wixData.query('Movies');
    return Promise.all([ids(movies.hasSome('actors', 'ann')), ids(movies.hasAll('actors', ['ann', 'bob'])), ids(movies.eq('actors', 'bob')),
      ids(movies.ne('actors', 'ann')), ids(movies.isEmpty('producers')), ids(wixData.query('People').hasSome('movies', 'm2'))]);`;

  expect(await run(body)).toEqual([['m1'], ['m1'], ['m1', 'm2'], ['m2'], ['m1', 'm2'], ['bob']]);
});

// https://dev.wix.com/docs/velo/apis/wix-data/insert
it('"set the value of the reference field to the referenced item\'s `_id` value or the entire referenced item object"', async () => {
  const body = `await wixData.insert('Movies', { _id: 'm3', director: { _id: 'bob', name: 'BOB' }, actors: ['ann'] });
    const { director, actors } = await wixData.get('Movies', 'm3');
    return [director, actors === undefined, await wixData.isReferenced('Movies', 'actors', 'm3', 'ann')];`;

  expect(await run(body)).toEqual(['bob', true, false]);
});

// https://dev.wix.com/docs/velo/apis/wix-data/truncate
it('truncate "also clears multiple-item reference fields in collections referenced", and remove those of its item', async () => {
  const body = `const movies = () => wixData.queryReferenced('People', 'ann', 'movies').then(({ totalCount }) => totalCount);
    await wixData.insertReference('People', 'movies', 'ann', ['m1', 'm2']);
    const counts = [await movies()];
    await wixData.remove('Movies', 'm1'); counts.push(await movies());
    await wixData.truncate('Movies'); await wixData.bulkInsert('Movies', [{ _id: 'm2' }]); counts.push(await movies());
    return counts;`;

  expect(await run(body)).toEqual([2, 1, 0]);
});

it.each([
  ['WDE0019', `wixData.insertReference('Movies', 'actors', 'm1', '')`],
  ['WDE0019', `wixData.isReferenced('Movies', 'actors', { title: 'One' }, 'ann')`],
  ['WDE0019', `wixData.queryReferenced('Movies', 5, 'actors')`],
  ['WDE0020', `wixData.replaceReferences('Movies', 'director', 'm1', 'ann')`],
  ['WDE0020', `wixData.queryReferenced('Movies', 'm1', 'title')`],
  ['WDE0033', `wixData.queryReferenced('Movies', 'm1', 'actors', { limit: 0 })`],
  ['WDE0034', `wixData.queryReferenced('Movies', 'm1', 'actors', { skip: -1 })`],
  ['WDE0073', `wixData.removeReference('Movies', 'actors', 'none', 'ann')`],
  ['WDE0008', `wixData.removeReference('Movies', 'actors', 'm1')`],
  ['WDE0165', `wixData.queryReferenced('Movies', 'm1', 'actors').then((page) => page.next())`],
])('rejects with %s: %s', async (code, expression) => {
  expect(thrownCode(await openMovies(`await ${expression};`)())).toBe(code);
});

it.each([
  [
    'insertReference needs "update permissions"',
    `wixData.insertReference('Movies', 'actors', 'm1', 'ann')`,
    { read: 'ANYONE' },
  ],
  [
    'queryReferenced needs "read permissions"',
    `wixData.queryReferenced('Movies', 'm1', 'actors')`,
    { update: 'ANYONE' },
  ],
  ['isReferenced needs to read', `wixData.isReferenced('Movies', 'actors', 'm1', 'ann')`, { update: 'ANYONE' }],
  ['truncate runs for "the site owner" only', `wixData.truncate('Movies')`, { remove: 'ANYONE' }],
] as const)('%s: WDE0027', async (_what, expression, permissions) => {
  expect(thrownCode(await openMovies(`await ${expression};`, permissions)('visitor'))).toBe('WDE0027');
});

it('truncate runs for anybody "with a suppressAuth options value of true"', async () => {
  const invocation = await openMovies(
    `await wixData.truncate('Movies', owner); return await wixData.query('Movies').count(owner);`,
  )('visitor');

  expect(returned(invocation)).toBe(0);
});
