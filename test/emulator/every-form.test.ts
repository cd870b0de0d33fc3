import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { cleanUp, open, returned, thrownMessage } from './site-fixture.ts';

const SITE = join(__dirname, '../fixtures/velo-site');

afterEach(cleanUp);

describe('a site in every form', () => {
  const backend = join(SITE, 'src/backend');
  const files = readdirSync(backend, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:js|jsw|ts|json)$/.test(file),
  );

  it('has all of its files', () => {
    expect(files).toHaveLength(17);
  });

  it.each(files)('loads %s as it is', async (file) => {
    expect((await open(SITE).loadModule(file)).result.kind).toBe('returned');
  });

  it.each([
    ['events.js', ['wixStores_onNewOrder']],
    ['old-style.js', ['digestOf', 'toCents', 'retries']],
    ['aModule.jsw', ['multiply', 'digest', 'whoAmI']],
    ['lib/money', ['default', 'toCents']],
    ['typed/convert', ['gramsOf']],
  ])('gives the exports of %s', async (file, names) => {
    expect((returned(await open(SITE).loadModule(file)) as string[]).sort()).toEqual([...names].sort());
  });

  it('runs a handler on imports by default, by name, of namespaces, folders, JSON, .jsw and public files', async () => {
    const emulator = open(SITE);

    expect(returned(await emulator.invokeEvent('wixStores_onNewOrder', { number: 7, total: '3.5' }))).toEqual({
      isOneModule: true,
      summary: '#7: 350',
      again: 'again #7: 350',
      cents: 1250,
      currency: 'EUR',
      price: '12.50 EUR',
    });
  });

  it('fails late and loudly for a module of a frontend and for one that is not modelled', async () => {
    const emulator = open(SITE, { mode: 'published' });
    await emulator.loadModule('plugin.js');

    const { calls } = await emulator.loadModule('plugin.js');

    expect(calls).toEqual([]);
  });
});

it.each([
  ['a TypeScript error of syntax', 'src/backend/broken.ts', 'export const a: = 1;', 'broken.ts', 'line 1'],
  [
    'code that ends in the middle',
    'src/backend/broken.js',
    'export function a() {\n  return [1,',
    'broken.js',
    'line 2',
  ],
  ['JSON that is none', 'src/backend/broken.json', '{ "a": ', 'broken.json', 'JSON'],
])('names the file and the place of %s', async (_what, file, text, name, place) => {
  const { makeSite } = await import('./site-fixture.ts');
  const emulator = open(makeSite({ [file]: text }));

  const message = thrownMessage(await emulator.loadModule(name));

  expect(message).toContain(`backend/${name} cannot be read`);
  expect(message).toContain(place);
});
