import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import { cleanUp, makeSite, open, returned, thrownCode, thrownMessage } from './site-fixture.ts';

afterEach(cleanUp);

function openSite(expression: string, shop: object, options: Partial<EmulatorOptions> = {}) {
  const events = `import shop, * as all from 'shop'; import { elevate } from 'wix-auth';
    export async function handle(event) { return ${expression}; }`;
  return open(makeSite({ 'src/backend/events.js': events }), { modules: { shop }, ...options });
}

it('a stand-in is called with its arguments, by default, by name and in its objects', async () => {
  const seen: unknown[][] = [];
  const shop = { count: 3, orders: { get: (...args: unknown[]) => void seen.push(args) } };
  const emulator = openSite(
    `[shop.count, all.count, shop.orders.get('a', { b: 1 }), all.orders.get === shop.orders.get]`,
    shop,
  );

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([3, 3, null, true]);
  expect(seen).toEqual([['a', { b: 1 }]]);
});

it('its calls are recorded, with how they ended', async () => {
  const shop = {
    get: () => 1,
    find: async () => await Promise.resolve([2]),
    fail: async () => await Promise.reject(Object.assign(new TypeError('no'), { code: 'GONE' })),
  };
  const emulator = openSite(
    `[shop.get(), await shop.find(), await shop.fail().catch((error) => [error instanceof Error, error.name, error.code])]`,
    shop,
  );

  const invocation = await emulator.invokeEvent('handle', {});

  expect(returned(invocation)).toEqual([1, [2], [true, 'TypeError', 'GONE']]);
  expect(invocation.calls).toMatchObject([
    { module: 'shop', member: 'get', outcome: 'ok' },
    { module: 'shop', member: 'find', outcome: 'ok' },
    { module: 'shop', member: 'fail', outcome: 'GONE' },
  ]);
});

it('its calls fail, before and after their effect, and crash when they are told to', async () => {
  let calls = 0;
  const emulator = openSite(`shop.buy()`, { buy: () => (calls += 1) });

  emulator.faults.failNext({ call: { module: 'shop', member: 'buy' }, code: 'BEFORE' });
  const before = await emulator.invokeEvent('handle', {});
  emulator.faults.failNext({ call: { module: 'shop' }, code: 'AFTER', effect: 'after' });
  const after = await emulator.invokeEvent('handle', {});
  const crashed = await emulator.invokeEvent('handle', {}, { crashAfterCall: 1 });

  expect([thrownCode(before), thrownCode(after), crashed.result.kind]).toEqual(['BEFORE', 'AFTER', 'crashed']);
  expect(calls).toBe(2);
});

it('its calls wait at the gate', async () => {
  const order: string[] = [];
  const emulator = openSite(`await shop.buy()`, { buy: () => order.push('bought') });

  await emulator.invokeEvent(
    'handle',
    {},
    {
      gate: async ({ member }) => {
        await Promise.resolve();
        order.push(`opened for ${member}`);
      },
    },
  );

  expect(order).toEqual(['opened for buy', 'bought']);
});

it('its functions can be elevated', async () => {
  const emulator = openSite(`elevate(shop.orders.get)('a')`, { orders: { get: (id: string) => id } });

  expect(returned(await emulator.invokeEvent('handle', {}))).toBe('a');
});

it('its members that are missing fail on call', async () => {
  const emulator = openSite(`(() => { const { other } = shop; return other('a'); })()`, {});

  const invocation = await emulator.invokeEvent('handle', {});

  expect(thrownMessage(invocation)).toContain('does not model other of shop');
});

it('its results are values of the site: dates, lists, objects', async () => {
  const result = { at: new Date(0), list: [{ a: 1 }] };
  const emulator = openSite(
    `((it) => [it.at instanceof Date, it.list instanceof Array, it.list[0] instanceof Object, it.at.getTime()])(shop.get())`,
    { get: () => result },
  );

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([true, true, true, 0]);
});

it('its builders, classes and later changes work', async () => {
  const query = {
    limit: 0,
    take(n: number) {
      this.limit = n;
      return this;
    },
    find: () => [query.limit],
  };
  const shop = { Client: Map, query: () => query, rate: () => 1 };
  const emulator = openSite(`[new shop.Client([['a', 'c']]).get('a'), shop.query().take(5).find(), shop.rate()]`, shop);
  shop.rate = () => 2;

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual(['c', [5], 2]);
});

it('a module namespace, whose members are frozen, can stand in', async () => {
  const emulator = openSite(
    `shop.orders.get('a')`,
    Object.freeze({ orders: Object.freeze({ get: (id: string) => `got ${id}` }) }),
  );

  expect(returned(await emulator.invokeEvent('handle', {}))).toBe('got a');
});

it('a file of the site can be replaced by its specifier', async () => {
  const emulator = open(
    makeSite({
      'src/backend/events.js': `import { rate } from 'backend/rates'; export const handle = () => rate();`,
      'src/backend/rates.js': `export const rate = () => 'real';`,
    }),
    { modules: { 'backend/rates': { rate: () => 'stand-in' } } },
  );

  expect(returned(await emulator.invokeEvent('handle', {}))).toBe('stand-in');
});
