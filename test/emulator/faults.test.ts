import { cleanUp, makeSite, open, openWithHandler, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

const THREE_INSERTS = `
  for (const id of ['a', 'b', 'c']) await wixData.insert('Things', { _id: id }, owner);
  return 'done';`;

function ids(emulator: ReturnType<typeof openWithHandler>): unknown[] {
  return emulator.data.items('Things').map((item) => item['_id']);
}

describe('crash', () => {
  it.each([
    [1, ['a']],
    [2, ['a', 'b']],
    [3, ['a', 'b', 'c']],
  ])('after call %i leaves the effects so far, and the invocation goes no further', async (n, stored) => {
    const emulator = openWithHandler(THREE_INSERTS);

    emulator.faults.crashAfterCall(n);
    const invocation = await emulator.invokeEvent('handle', {});

    expect(invocation.result).toEqual({ kind: 'crashed', afterCall: n });
    expect(invocation.calls).toHaveLength(n);
    expect(ids(emulator)).toEqual(stored);
  });

  it('before a call leaves that call without effect', async () => {
    const emulator = openWithHandler(THREE_INSERTS);

    const invocation = await emulator.invokeEvent('handle', {}, { crashBeforeCall: 2 });

    expect(invocation.result).toEqual({ kind: 'crashed', afterCall: 1 });
    expect(ids(emulator)).toEqual(['a']);
  });

  it('takes the container and its module state along; the next invocation starts a fresh one', async () => {
    const emulator = openWithHandler(`
      globalThis.runs = (globalThis.runs ?? 0) + 1;
      if (event.read) await wixData.get('Things', 'a', owner);
      return globalThis.runs;`);
    await emulator.invokeEvent('handle', {});
    expect(returned(await emulator.invokeEvent('handle', {}))).toBe(2);

    await emulator.invokeEvent('handle', { read: true }, { crashAfterCall: 1 });

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe(1);
  });

  it('stops timers and work that is not awaited', async () => {
    const emulator = openWithHandler(`
      setTimeout(() => wixData.insert('Things', { _id: 'late' }, owner), 1);
      await wixData.insert('Things', { _id: 'a' }, owner);
      await wixData.insert('Things', { _id: 'b' }, owner);`);

    await emulator.invokeEvent('handle', {}, { crashAfterCall: 1 });
    await new Promise((resolve) => setTimeout(resolve, 5));

    expect(ids(emulator)).toEqual(['a']);
  });

  it('stops the timers of the container', async () => {
    let ticks = 0;
    const site = makeSite({
      'src/backend/events.js': `import { tick } from 'ticker'; import wixData from 'wix-data';
        export const handle = async () => { setInterval(tick, 1); await wixData.get('Things', 'a').catch(() => 0); };`,
    });
    const emulator = open(site, { modules: { ticker: { tick: () => (ticks += 1) } } });

    await emulator.invokeEvent('handle', {}, { crashAfterCall: 1 });
    await new Promise((resolve) => setTimeout(resolve, 10));

    expect(ticks).toBe(0);
  });

  it('takes other invocations of the same container along, and none of another', async () => {
    const emulator = openWithHandler(`
      await wixData.insert('Things', { _id: event.id }, owner);
      await wixData.insert('Things', { _id: event.id + '-2' }, owner);`);
    const shared = emulator.startContainer();
    const other = emulator.startContainer();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let arrived = 0;
    let tellArrival = (): void => undefined;
    const bothWait = new Promise<void>((resolve) => (tellArrival = resolve));
    const gate = (call: { readonly number: number }) => {
      if (call.number < 2) return undefined;
      arrived += 1;
      if (arrived === 2) tellArrival();
      return held;
    };

    const waiting = emulator.invokeEvent('handle', { id: 'waiting' }, { container: shared, gate });
    const elsewhere = emulator.invokeEvent('handle', { id: 'elsewhere' }, { container: other, gate });
    await bothWait;
    await emulator.invokeEvent('handle', { id: 'crashing' }, { container: shared, crashAfterCall: 1 });
    release();

    expect((await waiting).result).toEqual({ kind: 'crashed', afterCall: 1 });
    expect((await elsewhere).result.kind).toBe('returned');
    expect(ids(emulator)).toEqual(['crashing', 'elsewhere', 'elsewhere-2', 'waiting']);
    await expect(emulator.invokeEvent('handle', {}, { container: shared })).rejects.toMatchObject({
      code: 'CONTAINER_GONE',
    });
  });
});

it('work that continues after the handler returned still reaches Wix, and the record', async () => {
  const emulator = openWithHandler(`
    setTimeout(() => wixData.insert('Things', { _id: 'late' }, owner), 1);
    return 'returned';`);

  const invocation = await emulator.invokeEvent('handle', {});
  await new Promise((resolve) => setTimeout(resolve, 5));

  expect(returned(invocation)).toBe('returned');
  expect(ids(emulator)).toEqual(['late']);
  expect(emulator.calls()).toMatchObject([{ member: 'insert', detail: { id: 'late' } }]);
});

describe('failures', () => {
  it('fails the next matching calls with the given code, before their effect', async () => {
    const emulator = openWithHandler(`
      const codes = [];
      for (const id of ['a', 'b', 'c']) {
        await wixData.insert('Things', { _id: id }, owner).then(() => codes.push('ok'), (error) => codes.push(error.code));
      }
      return codes;`);
    emulator.faults.failNext({ call: { collection: 'Things', member: 'insert' }, code: 'WDE0014', times: 2 });

    expect(returned(await emulator.invokeEvent('handle', {}))).toEqual(['WDE0014', 'WDE0014', 'ok']);
    expect(ids(emulator)).toEqual(['c']);
  });

  it('can lose the answer of a call that took effect', async () => {
    const emulator = openWithHandler(THREE_INSERTS);
    emulator.faults.failNext({ call: (call) => call.detail.id === 'b', code: 'WDE0028', effect: 'after' });

    const invocation = await emulator.invokeEvent('handle', {});

    expect(thrownCode(invocation)).toBe('WDE0028');
    expect(ids(emulator)).toEqual(['a', 'b']);
    expect(invocation.calls.map((call) => call.outcome)).toEqual(['ok', 'WDE0028']);
  });

  it('WDE0028: "Your data request ran for more than 5 seconds and timed out"', async () => {
    const emulator = openWithHandler(`
      await wixData.insert('Things', { _id: 'a' }, owner);
      await wixData.insert('Things', { _id: 'b' }, owner);`);
    emulator.faults.delay({ ms: 5_000 });
    emulator.faults.delay({ ms: 5_001 });

    const invocation = await emulator.invokeEvent('handle', {});

    expect(thrownCode(invocation)).toBe('WDE0028');
    expect(ids(emulator)).toEqual(['a']);
    expect(emulator.clock.now()).toBe(Date.UTC(2024, 0, 1, 0, 0, 10));
  });

  it('WDE0014: "Your site has exceeded the quota of the maximum number of data requests per minute"', async () => {
    const emulator = openWithHandler(THREE_INSERTS);
    emulator.faults.quota(2);

    expect(thrownCode(await emulator.invokeEvent('handle', {}))).toBe('WDE0014');

    emulator.clock.advanceBy(60_000);
    emulator.data.clear();
    emulator.faults.quota(null);
    expect(returned(await emulator.invokeEvent('handle', {}))).toBe('done');
  });

  it('removes all faults on clear()', async () => {
    const emulator = openWithHandler(THREE_INSERTS);
    emulator.faults.failNext({ code: 'WDE0014', times: 100 });
    emulator.faults.crashAfterCall(1);
    emulator.faults.quota(0);

    emulator.faults.clear();

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe('done');
  });
});
