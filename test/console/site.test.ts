import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { nameOfSite } from '../../tools/console/site/name-of-site.ts';
import { watchStaleFiles } from '../../tools/console/site/watch-stale-files.ts';
import { root, temporaryState, useConsole } from './console-client.ts';

const client = useConsole();
const now = new Date('2024-01-01T12:00:00Z');
const before = new Date('2024-01-01T11:00:00Z');

it('says which site it runs, and that its built files are not older than their sources', async () => {
  expect((await client().read('status')).site).toEqual({ name: '@wix-order-events/cli', folder: root, stale: [] });
});

it('calls a site by its folder where no package.json names it', () => {
  const { folder, remove } = temporaryState();
  const site = join(folder, 'my-shop');
  mkdirSync(site);

  expect(nameOfSite(site)).toBe('my-shop');

  writeFileSync(join(site, 'package.json'), '{ "name": "shop-of-jane" }');
  expect(nameOfSite(site)).toBe('shop-of-jane');
  remove();
});

it('notices when a source becomes newer than the file that is built of it, and when it is built', async () => {
  const { folder, remove } = temporaryState();
  const backend = join(folder, 'src', 'backend');
  const source = join(backend, 'order-events', 'part.ts');
  mkdirSync(join(backend, 'order-events'), { recursive: true });
  for (const file of [join(backend, 'order-events.ts'), join(backend, 'order-events.js'), source]) {
    writeFileSync(file, '');
    utimesSync(file, before, before);
  }
  let changes = 0;
  const watch = watchStaleFiles(folder, () => (changes += 1));
  await watch.look();
  expect([watch.stale(), changes]).toEqual([[], 0]);

  utimesSync(source, now, now);
  await watch.look();
  expect([watch.stale(), changes]).toEqual([['src/backend/order-events.js'], 1]);

  utimesSync(join(backend, 'order-events.js'), now, now);
  await watch.look();
  expect([watch.stale(), changes]).toEqual([[], 2]);
  watch.close();
  remove();
});
