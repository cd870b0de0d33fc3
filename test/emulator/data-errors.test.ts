import { dataErrorCodes } from '../../emulator/fidelity/wix-data-errors.ts';
import { cleanUp, openWithHandler, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

const QUERY = `wixData.query('Things')`;

/** A call for each code, and more where several conditions have one code; those about references and groups have tests of their own. */
const cases: readonly (readonly [code: string, expression: string])[] = [
  ['WDE0001', `wixData.get(5, 'a', owner)`],
  ['WDE0001', `wixData.query().find(owner)`],
  ['WDE0002', `wixData.get('Things', 5, owner)`],
  ['WDE0003', `${QUERY}.distinct(5, owner)`],
  ['WDE0004', `wixData.insert('Things', 'text', owner)`],
  ['WDE0004', `(() => { const item = {}; item.self = item; return wixData.insert('Things', item, owner); })()`],
  ['WDE0005', `wixData.bulkInsert('Things', [], owner)`],
  ['WDE0005', `wixData.bulkSave('Things', [{ _id: 5 }], owner)`],
  ['WDE0006', `wixData.bulkInsert('Things', Array.from({ length: 1001 }, () => ({})), owner)`],
  ['WDE0007', `wixData.update('Things', { title: 'a' }, owner)`],
  ['WDE0008', `wixData.get('Things')`],
  ['WDE0008', `wixData.insert('Things', {}, owner, 'more')`],
  ['WDE0008', `${QUERY}.find(owner, 'more')`],
  ['WDE0009', `wixData.insert('Things', { text: 'x'.repeat(512001) }, owner)`],
  ['WDE0016', `wixData.filter().eq.call({}, 'a', 1)`],
  ['WDE0018', `wixData.get('Things', 'a', { suppressAuth: 'yes' })`],
  ['WDE0018', `wixData.get('Things', 'a', [])`],
  ['WDE0025', `wixData.get('Nowhere', 'a', owner)`],
  ['WDE0025', `wixData.get('things', 'a', owner)`],
  ['WDE0027', `wixData.get('Things', 'a')`],
  ['WDE0032', `${QUERY}.limit('5').find(owner)`],
  ['WDE0033', `${QUERY}.limit(0).find(owner)`],
  ['WDE0034', `${QUERY}.skip(-1).find(owner)`],
  ['WDE0035', `${QUERY}.limit(1.5).find(owner)`],
  ['WDE0036', `${QUERY}.limit(1001).find(owner)`],
  ['WDE0039', `${QUERY}.isEmpty().find(owner)`],
  ['WDE0039', `${QUERY}.or().find(owner)`],
  ['WDE0040', `${QUERY}.eq('a').find(owner)`],
  ['WDE0040', `${QUERY}.contains('a', 'b', 'c').count(owner)`],
  ['WDE0041', `${QUERY}.between('a', 1).find(owner)`],
  ['WDE0042', `${QUERY}.hasSome('a').find(owner)`],
  ['WDE0043', `${QUERY}.ascending().find(owner)`],
  ['WDE0044', `${QUERY}.startsWith('a', 5).find(owner)`],
  ['WDE0044', `${QUERY}.contains('a', new Date(0)).find(owner)`],
  ['WDE0045', `${QUERY}.gt('a', null).find(owner)`],
  ['WDE0045', `${QUERY}.le('a', { b: 1 }).find(owner)`],
  ['WDE0046', `${QUERY}.between('a', 1, '2').find(owner)`],
  ['WDE0047', `${QUERY}.hasAll('a', [true]).find(owner)`],
  ['WDE0048', `${QUERY}.eq(5, 1).find(owner)`],
  ['WDE0048', `${QUERY}.isNotEmpty({}).find(owner)`],
  ['WDE0049', `${QUERY}.and({}).find(owner)`],
  ['WDE0049', `${QUERY}.not('a').find(owner)`],
  ['WDE0050', `${QUERY}.or(wixData.query('Others').eq('a', 1)).find(owner)`],
  ['WDE0051', `${QUERY}.descending('a', 5).find(owner)`],
  ['WDE0068', `wixData.bulkRemove('Things', [1], owner)`],
  ['WDE0069', `wixData.bulkRemove('Things', Array.from({ length: 1001 }, String), owner)`],
  ['WDE0073', `wixData.update('Things', { _id: 'nobody' }, owner)`],
  [
    'WDE0074',
    `wixData.insert('Things', { _id: 'a' }, owner).then(() => wixData.insert('Things', { _id: 'a' }, owner))`,
  ],
  ['WDE0094', `${QUERY}.include('').find(owner)`],
  [
    'WDE0121',
    `wixData.insert('Things', { A: [1, 2, 3], B: [3, 2, 1] }, owner).then(() => ${QUERY}.ascending('A', 'B').find(owner))`,
  ],
  ['WDE0134', `wixData.insert('Things', { $price: 5 }, owner)`],
  ['WDE0134', `wixData.save('Things', { list: [{ $price: 5 }] }, owner)`],
  ['WDE0159', `${QUERY}.find(owner).then((page) => page.prev())`],
  ['WDE0165', `${QUERY}.find(owner).then((page) => page.next())`],
  [
    'WDE0169',
    `Array.from({ length: 60 }).reduce((filter, _, n) => (n % 2 ? filter.and(${QUERY}.eq('a', n)) : filter.or(${QUERY}.eq('b', n))), ${QUERY}.eq('c', 0)).find(owner)`,
  ],
];

// https://dev.wix.com/docs/velo/apis/wix-data/error-codes
it.each(cases)('rejects with %s: %s', async (code, expression) => {
  const emulator = openWithHandler(`await ${expression};`);
  emulator.data.createCollection('Others');

  expect(thrownCode(await emulator.invokeEvent('handle', {}))).toBe(code);
});

it('each code that is produced by calls has a test', () => {
  const elsewhere = [
    'WDE0011',
    'WDE0012',
    'WDE0013',
    'WDE0019',
    'WDE0020',
    'WDE0022',
    'WDE0023',
    'WDE0029',
    'WDE0038',
    'WDE0078',
    'WDE0123',
  ];
  const produced = dataErrorCodes.filter((code) => code.produced === 'calls').map(({ code }) => code);

  expect([...new Set([...cases.map(([code]) => code), ...elsewhere])].sort()).toEqual([...produced].sort());
});

it('each code is listed once, with a reason unless calls produce it', () => {
  const codes = dataErrorCodes.map(({ code }) => code);

  expect(new Set(codes).size).toBe(codes.length);
  expect(dataErrorCodes.filter(({ produced, reason }) => (produced === 'calls') !== (reason === undefined))).toEqual(
    [],
  );
});

it('the first invalid refinement decides, also of a filter that another one takes up', async () => {
  const emulator = openWithHandler(`
    const codeOf = (query) => query.find(owner).catch((error) => error.code);
    return [await codeOf(${QUERY}.limit(0).eq(5, 1)), await codeOf(${QUERY}.or(wixData.filter().gt('a', null)))];`);

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual(['WDE0033', 'WDE0045']);
});

// https://dev.wix.com/docs/velo/apis/wix-data-v2/indexes/index-types
it('"A unique index enforces unique values for 1 field in a collection": WDE0123', async () => {
  const emulator = openWithHandler(`
    const codeOf = (promise) => promise.then(() => 'none', (error) => error.code);
    const insert = (item) => codeOf(wixData.insert('Guests', item, owner));
    const codes = [await insert({ _id: 'a', at: new Date(1), who: { email: 'ann' } }), await insert({ _id: 'b', who: { email: 'ann' } }),
      await insert({ _id: 'c', who: { email: 'bob' } }), await insert({ _id: 'd' }), await insert({ _id: 'e' })];
    codes.push(await codeOf(wixData.update('Guests', { _id: 'c', who: { email: 'ann' } }, owner)));
    codes.push(await codeOf(wixData.update('Guests', { _id: 'a', who: { email: 'ann' }, seen: true }, owner)));
    const { inserted, errors } = await wixData.bulkInsert('Guests', [{ who: { email: 'bob' } }, { who: { email: 'cid' } }], owner);
    return [codes, inserted, errors.map(({ code }) => code)];`);
  emulator.data.createCollection(
    'Guests',
    {},
    [],
    [
      { name: 'by date', fields: [{ path: 'at' }] },
      { name: 'email', fields: [{ path: 'who.email' }], unique: true },
    ],
  );

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([
    ['none', 'WDE0123', 'none', 'none', 'none', 'WDE0123', 'none'],
    1,
    ['WDE0123'],
  ]);
});

it('a bulk call reports the item that it cannot write, and writes the others', async () => {
  const emulator = openWithHandler(`
    const items = [{ _id: 'a' }, { _id: 'b', text: 'x'.repeat(512001) }, { _id: 'c' }];
    const { inserted, skipped, errors } = await wixData.bulkInsert('Things', items, owner);
    return [inserted, skipped, errors.map(({ name, code, originalIndex, item }) => [name, code, originalIndex, item._id])];`);

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([2, 0, [['BulkError', 'WDE0009', 1, 'b']]]);
});
