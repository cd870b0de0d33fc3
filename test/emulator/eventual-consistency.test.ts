import { cleanUp, openWithHandler, returned } from './site-fixture.ts';

afterEach(cleanUp);

// https://dev.wix.com/docs/velo/apis/wix-data/introduction
const WRITE_THEN_READ = `
  if (event.write) await wixData.save('Things', { _id: 'x', n: event.write }, owner);
  const consistent = { suppressAuth: true, consistentRead: true };
  return {
    get: (await wixData.get('Things', 'x', owner))?.n ?? null,
    consistentGet: (await wixData.get('Things', 'x', consistent))?.n ?? null,
    found: (await wixData.query('Things').find(owner)).items.map((item) => item.n),
    consistentlyFound: (await wixData.query('Things').find(consistent)).items.map((item) => item.n),
    count: await wixData.query('Things').ge('n', 2).count(owner),
  };`;

it("\"initially `wixData.get('Collection', 'x');` may resolve to `null` following `wixData.insert('Collection', { _id: 'x' });`\"", async () => {
  const emulator = openWithHandler(WRITE_THEN_READ);
  emulator.faults.staleReads(true);

  expect(returned(await emulator.invokeEvent('handle', { write: 1 }))).toEqual({
    get: null,
    consistentGet: 1,
    found: [],
    consistentlyFound: [1],
    count: 0,
  });
});

it('"there may be a short delay (typically a few seconds) until all mirror instances are up to date"', async () => {
  const emulator = openWithHandler(WRITE_THEN_READ);
  emulator.faults.staleReads(5_000);
  await emulator.invokeEvent('handle', { write: 1 });

  emulator.clock.advanceBy(4_999);
  const justBefore = returned(await emulator.invokeEvent('handle', {}));
  emulator.clock.advanceBy(1);
  const after = returned(await emulator.invokeEvent('handle', {}));

  expect(justBefore).toMatchObject({ get: null, found: [], consistentGet: 1 });
  expect(after).toMatchObject({ get: 1, found: [1] });
});

it('shows the item as it was, not as a mixture, after an update', async () => {
  const emulator = openWithHandler(WRITE_THEN_READ);
  await emulator.invokeEvent('handle', { write: 1 });
  emulator.faults.staleReads(true);

  expect(returned(await emulator.invokeEvent('handle', { write: 2 }))).toEqual({
    get: 1,
    consistentGet: 2,
    found: [1],
    consistentlyFound: [2],
    count: 0,
  });
});

it('shows the item before the first of several hidden writes', async () => {
  const emulator = openWithHandler(WRITE_THEN_READ);
  await emulator.invokeEvent('handle', { write: 1 });
  emulator.faults.staleReads(true);
  await emulator.invokeEvent('handle', { write: 2 });

  expect(returned(await emulator.invokeEvent('handle', { write: 3 }))).toMatchObject({ get: 1, found: [1] });
});

it('can lag by a number of writes, regardless of time', async () => {
  const emulator = openWithHandler(WRITE_THEN_READ);
  emulator.faults.staleReads({ writes: 1 });
  await emulator.invokeEvent('handle', { write: 1 });
  emulator.clock.advanceBy(3_600_000);

  expect(returned(await emulator.invokeEvent('handle', { write: 2 }))).toMatchObject({ get: 1, consistentGet: 2 });
});

it('still shows a removed item', async () => {
  const emulator = openWithHandler(`
    await wixData.remove('Things', 'x', owner);
    return [(await wixData.get('Things', 'x', owner)).n, (await wixData.query('Things').find(owner)).length];`);
  emulator.data.put('Things', { _id: 'x', n: 1 });
  emulator.faults.staleReads(true);

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([1, 1]);
});

it('insert uses the primary, so that one of two wins even when reads lag', async () => {
  const emulator = openWithHandler(`
    try { await wixData.insert('Things', { _id: 'x' }, owner); return 'won'; } catch (error) { return error.code; }`);
  emulator.faults.staleReads(true);

  const outcomes = await Promise.all([emulator.invokeEvent('handle', {}), emulator.invokeEvent('handle', {})]);

  expect(outcomes.map(returned)).toEqual(['won', 'WDE0074']);
});

it('is up to date by default', async () => {
  const emulator = openWithHandler(WRITE_THEN_READ);

  expect(returned(await emulator.invokeEvent('handle', { write: 1 }))).toMatchObject({ get: 1, found: [1] });
});
