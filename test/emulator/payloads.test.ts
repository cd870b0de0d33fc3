import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { documentedHandlers } from '../../emulator/site-entries/documented-handlers.ts';

const root = join(__dirname, '../..');
const folder = join(root, 'emulator/payloads');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const handlers = files.map((file) => file.replace(/\.example\.json$/, ''));

it('each event of another app is one that Wix documents, and none of the events of orders', () => {
  const ofOrders = readdirSync(join(root, 'payloads'));

  expect(handlers.filter((handler) => !documentedHandlers.includes(handler))).toEqual([]);
  expect(handlers.filter((handler) => ofOrders.includes(handler))).toEqual([]);
  expect(handlers.length + ofOrders.filter((name) => name.startsWith('wix')).length).toBe(121);
});

it.each(files)('%s is an object with fields', (file) => {
  expect(Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object)).not.toEqual([]);
});

it('the README counts the events of each app', () => {
  const rows = readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| `(\w+)` \| (\d+) \|/gm);
  const counted = Array.from(rows, ([, app, count]) => [app, Number(count)]);
  const apps = [...new Set(handlers.map((handler) => handler.split('_')[0]))];

  expect(counted).toEqual(apps.map((app) => [app, handlers.filter((handler) => handler.startsWith(`${app}_`)).length]));
});
