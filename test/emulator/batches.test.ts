import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { cleanUp, makeSite, open, returned } from './site-fixture.ts';

afterEach(cleanUp);

const site = {
  'src/backend/events.js': `import wixData from 'wix-data';
    import { notifications } from 'wix-crm-backend';
    const owner = { suppressAuth: true };
    export const add = () => wixData.insert('Things', { text: 'x' }, owner);
    export const tell = () => notifications.notify('told', ['Dashboard']);
    export const count = async () => (await wixData.query('Things').find(owner)).length;`,
};

/** A copy of a state as the death of its process would leave it. */
function copyOf(stateFile: string, name: string): string {
  const copy = join(dirname(stateFile), name);
  for (const suffix of ['', '-wal']) copyFileSync(stateFile + suffix, copy + suffix);
  return copy;
}

it('a batch is stored as a whole when it is committed, and its own reads see it before', async () => {
  const siteDir = makeSite(site);
  const stateFile = join(siteDir, 'state.db');
  const emulator = open(siteDir, { stateFile });
  emulator.data.createCollection('Things');
  await emulator.invokeEvent('add', {});
  emulator.beginBatch();
  await emulator.invokeEvent('add', {});
  emulator.beginBatch();
  await emulator.invokeEvent('add', {});

  const before = open(siteDir, { stateFile: copyOf(stateFile, 'before.db') });
  const inside = returned(await emulator.invokeEvent('count', {}));
  emulator.commitBatch();
  const after = open(siteDir, { stateFile: copyOf(stateFile, 'after.db') });

  expect([before.data.count('Things'), inside, after.data.count('Things')]).toEqual([1, 3, 3]);
});

it('without a record of calls, an invocation has its own, and nothing is numbered twice after a restart', async () => {
  const siteDir = makeSite(site);
  const options = { stateFile: join(siteDir, 'state.db'), keepCalls: false };
  const first = open(siteDir, options);
  const { calls } = await first.invokeEvent('tell', {});
  first.close();
  const second = open(siteDir, options);
  await second.invokeEvent('tell', {});

  expect(calls).toMatchObject([{ member: 'notifications.notify', outcome: 'ok' }]);
  expect(second.calls()).toEqual([]);
  expect(second.notifications()).toHaveLength(2);
});
