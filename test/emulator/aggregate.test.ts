import { cleanUp, openWithHandler, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

/** The data of the examples in https://dev.wix.com/docs/velo/apis/wix-data/wix-data-aggregate/introduction */
const population = [
  ['Buffalo', 292000, 'NY', 2000],
  ['Buffalo', 261000, 'NY', 2010],
  ['Los Angeles', 3703000, 'CA', 2000],
  ['Los Angeles', 3796000, 'CA', 2010],
  ['Miami', 362000, 'FL', 2000],
  ['Miami', 401000, 'FL', 2010],
  ['New York', 8015000, 'NY', 2000],
  ['New York', 8192000, 'NY', 2010],
  ['Orlando', 195000, 'FL', 2000],
  ['Orlando', 240000, 'FL', 2010],
  ['San Diego', 1228000, 'CA', 2010],
  ['San Diego', 1306000, 'CA', 2012],
  ['San Francisco', 777000, 'CA', 2000],
  ['San Francisco', 805000, 'CA', 2010],
] as const;

function aggregate(refinements: string, result = 'page.items') {
  const emulator = openWithHandler(`
    const page = await wixData.aggregate('Things')${refinements}.run(owner);
    return ${result};`);
  for (const [n, [city, count, state, year]] of population.entries()) {
    emulator.data.put('Things', { _id: String(n).padStart(2, '0'), city, population: count, state, year });
  }
  return emulator.invokeEvent('handle', {});
}

it.each([
  [
    'without a group one result has the id "0"',
    `.filter(wixData.filter().eq('year', 2010)).max('population', 'maxPopulation')`,
    [{ _id: '0', maxPopulation: 8192000 }],
  ],
  [
    'of one field the value is the id',
    `.group('state').max('population').ascending('populationMax')`,
    [
      { _id: 'FL', populationMax: 401000 },
      { _id: 'CA', populationMax: 3796000 },
      { _id: 'NY', populationMax: 8192000 },
    ],
  ],
  [
    'of several fields the id is an object, and each is a property',
    `.group('state', 'year').avg('population').having(wixData.filter().eq('state', 'NY')).descending('populationAvg')`,
    [
      { _id: { state: 'NY', year: 2010 }, populationAvg: 4226500, state: 'NY', year: 2010 },
      { _id: { state: 'NY', year: 2000 }, populationAvg: 4153500, state: 'NY', year: 2000 },
    ],
  ],
  [
    'having() filters the groups',
    `.group('city', 'state').max('population', 'maxPopulation').having(wixData.filter().gt('maxPopulation', 1000000)).ascending('city')`,
    [
      { _id: { city: 'Los Angeles', state: 'CA' }, maxPopulation: 3796000, city: 'Los Angeles', state: 'CA' },
      { _id: { city: 'New York', state: 'NY' }, maxPopulation: 8192000, city: 'New York', state: 'NY' },
      { _id: { city: 'San Diego', state: 'CA' }, maxPopulation: 1306000, city: 'San Diego', state: 'CA' },
    ],
  ],
  [
    'count(): "The key is named `count`"',
    `.group('state').count().descending('count').limit(1)`,
    [{ _id: 'CA', count: 6 }],
  ],
  [
    'sum() and min() name their results by default',
    `.group('state').sum('population').min('year').ascending('state').skip(1).limit(1)`,
    [{ _id: 'FL', populationSum: 1198000, yearMin: 2000 }],
  ],
  [
    'only numbers are summed; without any the average is none',
    `.filter(wixData.filter().eq('state', 'FL')).sum('city').avg('city').max('city')`,
    [{ _id: '0', citySum: 0, cityAvg: null, cityMax: 'Orlando' }],
  ],
])('%s', async (_what, refinements, expected) => {
  expect(returned(await aggregate(refinements))).toEqual(expected);
});

it('hasNext() and next() give the following groups', async () => {
  const walk = `[page.length, page.hasNext(), (await page.next()).items.map(({ _id }) => _id), (await page.next()).hasNext()]`;

  expect(returned(await aggregate(`.group('state').count().ascending('state').limit(2)`, walk))).toEqual([
    2,
    true,
    ['NY'],
    false,
  ]);
});

it.each([
  ['WDE0011', `.filter({ year: 2010 })`],
  ['WDE0011', `.having('x')`],
  ['WDE0012', `.filter(wixData.filter().eq('a', 1)).filter(wixData.filter().eq('b', 1))`],
  ['WDE0012', `.having(wixData.filter()).having(wixData.filter())`],
  ['WDE0013', `.group('state').group('year')`],
  ['WDE0033', `.limit(0)`],
  ['WDE0034', `.skip(-1)`],
  ['WDE0038', `.count('x')`],
  ['WDE0039', `.filter()`],
  ['WDE0043', `.group()`],
  ['WDE0043', `.sum()`],
  ['WDE0044', `.avg(5)`],
  ['WDE0044', `.max('year', 5)`],
  ['WDE0049', `.filter(wixData.filter().or('x'))`],
  ['WDE0051', `.ascending(5)`],
])('rejects with %s for %s', async (code, refinements) => {
  expect(thrownCode(await aggregate(refinements))).toBe(code);
});
