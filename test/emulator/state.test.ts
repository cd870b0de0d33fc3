import { join } from 'node:path';

import { cleanUp, makeSite, open, openWithHandler, returned } from './site-fixture.ts';

afterEach(cleanUp);

const site = {
  'src/backend/events.js': `import wixData from 'wix-data';
    import { triggeredEmails } from 'wix-crm-backend';
    const owner = { suppressAuth: true };
    export async function handle() {
      const item = await wixData.insert('Things', { list: ['a'] }, owner);
      await triggeredEmails.emailContact('Tpl', 'c1');
      return [item._id, Math.random()];
    }
    export const find = async () => (await wixData.query('Things').eq('list', 'a').find(owner)).length;`,
};

it('survives a restart: items, collections, emails, calls, members, clock', async () => {
  const siteDir = makeSite(site);
  const stateFile = join(siteDir, 'state.db');
  const first = open(siteDir, { stateFile });
  first.data.createCollection('Things', { read: 'ANYONE' });
  first.putContact({ _id: 'c2', subscription: 'UNSUBSCRIBED' });
  await first.invokeEvent('handle', {});
  first.clock.advanceBy(1_000);
  first.close();

  const second = open(siteDir, { stateFile, startAt: 0 });

  expect(second.clock.now()).toBe(Date.UTC(2024, 0, 1, 0, 0, 1));
  expect(second.data.collections()).toMatchObject([
    { _id: 'Things', permissions: { read: 'ANYONE', insert: 'ADMIN' } },
  ]);
  expect(second.data.items('Things')).toMatchObject([{ list: ['a'], _createdDate: new Date('2024-01-01T00:00:00Z') }]);
  expect(second.emails()).toMatchObject([{ seq: 2, emailId: 'Tpl' }]);
  expect(second.calls()).toMatchObject([{ member: 'insert' }, { member: 'triggeredEmails.emailContact' }]);
  expect(returned(await second.invokeEvent('find', {}))).toBe(1);
  expect(second.calls().at(-1)?.seq).toBe(4);
});

it('gives the same ids for the same seed, and others after a restart', async () => {
  const run = async (stateFile: string) => {
    const emulator = open(makeSite(site), { stateFile, seed: 7 });
    emulator.data.createCollection('Things');
    const value = returned(await emulator.invokeEvent('handle', {}));
    emulator.close();
    return value;
  };
  const stateFile = join(makeSite(site), 'state.db');

  const [inMemory, onDisk, restarted] = [await run(':memory:'), await run(stateFile), await run(stateFile)];

  expect(onDisk).toEqual(inMemory);
  expect(restarted).not.toEqual(onDisk);
});

describe('clock', () => {
  it('stands still, and is moved back only by set()', () => {
    const { clock } = openWithHandler('');

    clock.advanceTo(clock.now() - 5);
    clock.advanceBy(-5);
    expect(clock.now()).toBe(Date.UTC(2024, 0, 1));

    clock.advanceTo(Date.UTC(2024, 0, 2));
    clock.advanceBy(5);
    expect(clock.now()).toBe(Date.UTC(2024, 0, 2) + 5);

    clock.set(0);
    expect(clock.now()).toBe(0);
    expect(() => clock.set(NaN)).toThrow(RangeError);
  });
});

describe('data', () => {
  it('is seeded, read and cleared regardless of permissions', () => {
    const { data } = openWithHandler('');

    data.put('Other', { _id: 'a', at: new Date(0) });
    data.put('Other', { _id: 'a', at: new Date(1), list: [1] });
    data.put('Things', { n: 1 });

    expect(data.items('Other')).toMatchObject([{ _id: 'a', at: new Date(1) }]);
    expect(data.items('Nowhere')).toEqual([]);
    expect(data.get('Nowhere', 'a')).toBeUndefined();
    expect(data.count('Nowhere')).toBe(0);

    data.clear('Other');
    expect([data.count('Other'), data.count('Things')]).toEqual([0, 1]);
    data.clear();
    expect(data.count('Things')).toBe(0);
  });
});

it('needs the same few statements for the ten-thousandth invocation as for the second', async () => {
  const emulator = openWithHandler(`
    await wixData.get('Things', event.id, owner);
    await wixData.insert('Things', { _id: event.id }, owner);`);
  const statementsOf = async (id: string): Promise<number> => {
    const before = emulator.statementsRun();
    await emulator.invokeEvent('handle', { id });
    return emulator.statementsRun() - before;
  };
  await statementsOf('first');

  const second = await statementsOf('second');
  for (let n = 0; n < 9_997; n += 1) await emulator.invokeEvent('handle', { id: `i${n}` });
  const last = await statementsOf('last');

  expect(second).toBe(3); // read, insert, the record of both calls
  expect(last).toBeLessThanOrEqual(4); // and now and then the removal of old records
  expect(emulator.calls(100_000).length).toBeLessThanOrEqual(11_000);
});

it('ends running invocations when it is closed', async () => {
  const emulator = openWithHandler(`await wixData.get('Things', 'a', owner); await wixData.get('Things', 'b', owner);`);

  const running = emulator.invokeEvent(
    'handle',
    {},
    { gate: ({ number }) => (number === 1 ? undefined : new Promise(() => undefined)) },
  );
  await new Promise((resolve) => setImmediate(resolve));
  emulator.close();

  expect((await running).result).toEqual({ kind: 'crashed', afterCall: 1 });
});

it('is closed once, and refuses work afterwards', async () => {
  const emulator = openWithHandler('');

  emulator.close();
  emulator.close();

  await expect(emulator.invokeEvent('handle', {})).rejects.toMatchObject({ code: 'CLOSED' });
});

describe('a state file that cannot be used is an error that says why', () => {
  it.each([
    ['in a folder that does not exist', 'nowhere/state.db', 'there is no folder'],
    ['that is none', 'notes.txt', 'it is not a state of the emulator'],
  ])('%s', (_what, file, reason) => {
    const siteDir = makeSite({
      ...site,
      'notes.txt': 'This is a text, and long enough to be read as the head of a file. '.repeat(20),
    });

    expect(() => open(siteDir, { stateFile: join(siteDir, file) })).toThrow(
      expect.objectContaining({ code: 'STATE_NOT_USABLE', message: expect.stringContaining(reason) }),
    );
  });
});

it('an error of the disk ends an invocation for the emulator’s user, and is none that the site can catch', async () => {
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  const emulator = open(
    makeSite({
      'src/backend/events.js': `import { write } from 'disk';
        export async function handle() { try { await write(); } catch { return 'the site caught it'; } }`,
    }),
    {
      modules: {
        disk: {
          write: () => {
            throw full;
          },
        },
      },
    },
  );

  await expect(emulator.invokeEvent('handle', {})).rejects.toMatchObject({
    code: 'STATE_NOT_USABLE',
    message: 'The state file cannot be used: the disk is full (SQLITE_FULL).',
  });
});
