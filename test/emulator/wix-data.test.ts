import { cleanUp, openWithHandler, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

async function run(body: string, event: unknown = {}) {
  return await openWithHandler(body).invokeEvent('handle', event);
}

// https://dev.wix.com/docs/velo/apis/wix-data/insert
describe('insert', () => {
  it('adds "_id", "_createdDate" and "_updatedDate"; "when the item is first added, [the dates] are the same"', async () => {
    const invocation = await run(`
      const item = await wixData.insert('Things', { title: 'a' }, owner);
      return [item._id.length, item._createdDate instanceof Date, item._createdDate.getTime(), item._updatedDate.getTime()];`);

    expect(returned(invocation)).toEqual([36, true, 1704067200000, 1704067200000]);
  });

  it('"You can optionally provide your own ID"', async () => {
    expect(returned(await run(`return (await wixData.insert('Things', { _id: '00001' }, owner))._id;`))).toBe('00001');
  });

  it('"cannot overwrite an existing item in the collection": WDE0074', async () => {
    const emulator = openWithHandler(`await wixData.insert('Things', { _id: 'a', by: event.by }, owner);`);

    await emulator.invokeEvent('handle', { by: 'first' });
    const second = await emulator.invokeEvent('handle', { by: 'second' });

    expect(thrownCode(second)).toBe('WDE0074');
    expect(emulator.data.get('Things', 'a')).toMatchObject({ by: 'first' });
  });

  it.each(['null', "''", '7'])(
    '"If an item\'s `_id` property value is set to `null` or an empty string, an error is thrown": %s',
    async (id) => {
      expect(thrownCode(await run(`await wixData.insert('Things', { _id: ${id} }, owner);`))).toBe('WDE0002');
    },
  );

  it('"The maximum size of an item that you can add to a collection is 500kb": WDE0009', async () => {
    const fits = await run(`await wixData.insert('Things', { text: 'x'.repeat(511000) }, owner);`);
    const exceeds = await run(`await wixData.insert('Things', { text: 'x'.repeat(512001) }, owner);`);

    expect(fits.result.kind).toBe('returned');
    expect(thrownCode(exceeds)).toBe('WDE0009');
  });

  it('"maintains the structure of the specified object", with dates at any depth', async () => {
    const invocation = await run(`
      const at = new Date(5);
      await wixData.insert('Things', { _id: 'a', deep: { list: [{ at }, 'text', null, 1.5, true] }, none: undefined }, owner);
      const item = await wixData.get('Things', 'a', owner);
      return [item.deep.list[0].at instanceof Date, item.deep, 'none' in item];`);

    expect(returned(invocation)).toEqual([
      true,
      { list: [{ at: '1970-01-01T00:00:00.005Z' }, 'text', null, 1.5, true] },
      false,
    ]);
  });

  it('modifies "the original object passed to it", which its successor no longer does, and shares nothing with the store', async () => {
    const invocation = await run(`
      const passed = { _id: 'a', inner: { n: 1 } };
      const result = await wixData.insert('Things', passed, owner);
      passed.inner.n = 2; result.inner.n = 3;
      return [passed._createdDate instanceof Date, (await wixData.get('Things', 'a', owner)).inner.n];`);

    expect(returned(invocation)).toEqual([true, 1]);
  });

  it('keeps a text that looks like a stored date a text', async () => {
    const invocation = await run(`
      const text = '\\uE000D2024-01-01T00:00:00.000Z';
      await wixData.insert('Things', { _id: 'a', text }, owner);
      return (await wixData.get('Things', 'a', owner)).text === text;`);

    expect(returned(invocation)).toBe(true);
  });
});

// https://dev.wix.com/docs/velo/apis/wix-data/get
describe('get', () => {
  it('resolves to "null if the itemId is not found"', async () => {
    expect(returned(await run(`return await wixData.get('Things', 'nobody', owner);`))).toBeNull();
  });

  it('can be configured to reject instead, as one site reports', async () => {
    const emulator = openWithHandler(`await wixData.get('Things', 'nobody', owner);`, {
      undocumented: { getOfMissingItem: 'WDE0073' },
    });

    expect(thrownCode(await emulator.invokeEvent('handle', {}))).toBe('WDE0073');
  });
});

// https://dev.wix.com/docs/velo/apis/wix-data/update
describe('update', () => {
  it('"If the existing item had properties with values and those properties are not included in the updated item, the values in those properties are lost"', async () => {
    const emulator = openWithHandler(`
      await wixData.insert('Things', { _id: 'a', kept: 1, lost: 2 }, owner);
      await wixData.update('Things', { _id: 'a', kept: 3 }, owner);`);

    await emulator.invokeEvent('handle', {});

    expect(emulator.data.get('Things', 'a')).toEqual({
      _id: 'a',
      kept: 3,
      _createdDate: new Date('2024-01-01T00:00:00.000Z'),
      _updatedDate: new Date('2024-01-01T00:00:00.000Z'),
    });
  });

  it('keeps the date of creation and moves the date of the update', async () => {
    const emulator = openWithHandler(`await wixData.save('Things', { _id: 'a' }, owner);`);

    await emulator.invokeEvent('handle', {});
    emulator.clock.advanceBy(60_000);
    await emulator.invokeEvent('handle', {});

    expect(emulator.data.get('Things', 'a')).toMatchObject({
      _createdDate: new Date('2024-01-01T00:00:00.000Z'),
      _updatedDate: new Date('2024-01-01T00:01:00.000Z'),
    });
  });

  it('WDE0073: "Item … does not exist in collection …"', async () => {
    expect(thrownCode(await run(`await wixData.update('Things', { _id: 'nobody' }, owner);`))).toBe('WDE0073');
  });

  it('WDE0007: "Updated object must have an _id property that is a string"', async () => {
    expect(thrownCode(await run(`await wixData.update('Things', { title: 'a' }, owner);`))).toBe('WDE0007');
  });
});

// https://dev.wix.com/docs/velo/apis/wix-data/remove
it('remove "resolves to the removed item after it has been removed"', async () => {
  const invocation = await run(`
    await wixData.insert('Things', { _id: 'a', n: 1 }, owner);
    const removed = await wixData.remove('Things', 'a', owner);
    return [removed.n, await wixData.get('Things', 'a', owner), await wixData.remove('Things', 'a', owner)];`);

  expect(returned(invocation)).toEqual([1, null, null]);
});

// https://dev.wix.com/docs/sdk/backend-modules/data/error-codes
it.each([
  ['WDE0001', `await wixData.get(5, 'a', owner);`],
  ['WDE0002', `await wixData.get('Things', 5, owner);`],
  ['WDE0004', `await wixData.insert('Things', 'text', owner);`],
  ['WDE0018', `await wixData.get('Things', 'a', { suppressAuth: 'yes' });`],
  ['WDE0025', `await wixData.get('Nowhere', 'a', owner);`],
  ['WDE0005', `await wixData.bulkInsert('Things', [], owner);`],
  ['WDE0006', `await wixData.bulkInsert('Things', Array.from({ length: 1001 }, () => ({})), owner);`],
  ['WDE0068', `await wixData.bulkRemove('Things', [1], owner);`],
  ['WDE0069', `await wixData.bulkRemove('Things', Array.from({ length: 1001 }, String), owner);`],
])('rejects with %s for %s', async (code, body) => {
  expect(thrownCode(await run(body))).toBe(code);
});

describe('bulk functions', () => {
  it('bulkInsert: "Items are skipped if they include an `_id` property whose value matches an existing ID"', async () => {
    const invocation = await run(`
      await wixData.insert('Things', { _id: 'a', n: 1 }, owner);
      const result = await wixData.bulkInsert('Things', [{ _id: 'a', n: 2 }, { _id: 'b', n: 2 }], owner);
      return [result, (await wixData.get('Things', 'a', owner)).n];`);

    expect(returned(invocation)).toEqual([
      { inserted: 1, updated: 0, skipped: 1, insertedItemIds: ['b'], updatedItemIds: [], errors: [] },
      1,
    ]);
  });

  it('bulkSave inserts and replaces, bulkUpdate skips missing items, bulkRemove removed ones', async () => {
    const invocation = await run(`
      const saved = await wixData.bulkSave('Things', [{ _id: 'a' }, { _id: 'b' }], owner);
      const savedAgain = await wixData.bulkSave('Things', [{ _id: 'a' }], owner);
      const updated = await wixData.bulkUpdate('Things', [{ _id: 'a' }, { _id: 'c' }], owner);
      const removed = await wixData.bulkRemove('Things', ['a', 'c'], owner);
      return [saved.inserted, savedAgain.updated, updated.updated, updated.skipped, removed];`);

    expect(returned(invocation)).toEqual([2, 1, 1, 1, { removed: 1, skipped: 1, removedItemIds: ['a'], errors: [] }]);
  });
});
