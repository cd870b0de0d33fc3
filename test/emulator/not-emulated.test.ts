import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import type { NotEmulatedCall } from '../../emulator/not-emulated.ts';
import { cleanUp, makeSite, open, returned, thrownCode, thrownMessage } from './site-fixture.ts';

afterEach(cleanUp);

function openSite(imports: string, expression: string, options: Partial<EmulatorOptions> = {}) {
  const events = `${imports}\nexport async function handle(event) { return ${expression}; }`;
  return open(makeSite({ 'src/backend/events.js': events }), options);
}

describe('what is not modelled', () => {
  it.each([
    ['a module by name', `import { products } from 'wix-stores.v2';`],
    ['a module by default', `import wixPay from 'wix-pay-backend';`],
    ['a module as a namespace', `import * as bookings from '@wix/bookings';`],
    ['a module by require', `const { products } = require('wix-stores.v2');`],
    ['a Velo package', `import { getValues } from '@velo/google-sheets-integration-backend';`],
    ['the types of a service plugin', `import * as rates from 'interfaces-ecommerce-v1-shipping-rates-provider';`],
    ['a member of a modelled module', `import { workflows } from 'wix-crm-backend';`],
    ['a module of Node.js', `import fs, { readFileSync } from 'fs';`],
  ])('can be imported: %s', async (_what, imports) => {
    expect(returned(await openSite(imports, `'loaded'`).invokeEvent('handle', {}))).toBe('loaded');
  });

  it('can be read, destructured, elevated, logged and returned', async () => {
    const emulator = openSite(
      `import wixData from 'wix-data'; import { elevate } from 'wix-auth'; import { orders } from '@wix/ecom';
       const { isReferenced, ...rest } = wixData; const { getOrder } = orders; const elevated = elevate(getOrder);`,
      `[typeof isReferenced, typeof getOrder, typeof elevated, getOrder === orders.getOrder, Boolean(await orders), JSON.stringify({ getOrder })]`,
    );

    const invocation = await emulator.invokeEvent('handle', {});

    expect(returned(invocation)).toEqual(['function', 'function', 'function', true, true, '{}']);
    expect(invocation.calls).toEqual([]);
  });

  it.each([
    [
      `import { products } from 'wix-stores.v2';`,
      'products.queryProducts()',
      'wix-stores.v2',
      'products.queryProducts',
    ],
    [`import wixPay from 'wix-pay-backend';`, 'wixPay.createPayment({})', 'wix-pay-backend', 'createPayment'],
    [
      `import * as bookings from '@wix/bookings';`,
      `bookings.services.getService('a')`,
      '@wix/bookings',
      'services.getService',
    ],
    [
      `import { orders } from '@wix/ecom'; import { auth } from '@wix/essentials';`,
      `auth.elevate(orders.getOrder)('a')`,
      '@wix/ecom',
      'orders.getOrder',
    ],
    [`import { Client } from 'wix-stores.v2';`, 'new Client()', 'wix-stores.v2', 'Client'],
    [`import wixUsers from 'wix-users';`, '`${wixUsers.currentUser.id}`', 'wix-users', 'currentUser.id'],
    [`import wixLocation from 'wix-location';`, `wixLocation.to('/a')`, 'wix-location', 'to'],
    [`import wixWindow from 'wix-window';`, `wixWindow.openLightbox('a')`, 'wix-window', 'openLightbox'],
    [`import { readFileSync } from 'fs';`, `readFileSync('/etc/hosts')`, 'fs', 'readFileSync'],
  ])('fails on call: %s %s', async (imports, expression, module, member) => {
    const invocation = await openSite(imports, expression).invokeEvent('handle', {});

    expect(thrownCode(invocation)).toBe('NOT_EMULATED');
    expect(thrownMessage(invocation)).toContain(`does not model ${member} of ${module}.`);
    expect(invocation.calls).toMatchObject([{ module, member, outcome: 'NOT_EMULATED' }]);
  });

  it.each([
    [`import wixData from 'wix-data'; wixData.findNearest`, 'https://dev.wix.com/docs/velo/apis/wix-data/find-nearest'],
    [
      `import { products } from 'wix-stores.v2'; products.getProduct`,
      'https://dev.wix.com/docs/velo/apis/wix-stores-v2/products/get-product',
    ],
    [
      `import { contacts } from '@wix/crm'; contacts.mergeContacts`,
      'https://dev.wix.com/docs/sdk/backend-modules/crm/contacts/merge-contacts',
    ],
  ])('names the documentation of %s', async (code, address) => {
    const [imports = '', member = ''] = code.split(/; (?=\S+$)/);

    expect(thrownMessage(await openSite(imports, `${member}('a')`).invokeEvent('handle', {}))).toContain(
      `Documentation: ${address}`,
    );
  });
});

describe('onNotEmulated', () => {
  const imports = `import { products } from 'wix-stores.v2';`;

  it("'warn' writes a line and returns undefined", async () => {
    const emulator = openSite(imports, `[await products.getProduct('a')]`, { onNotEmulated: 'warn' });

    const invocation = await emulator.invokeEvent('handle', {});

    expect(returned(invocation)).toEqual([null]);
    expect(invocation.logs).toMatchObject([{ level: 'warn', message: expect.stringContaining('products.getProduct') }]);
    expect(invocation.calls).toMatchObject([{ member: 'products.getProduct', outcome: 'NOT_EMULATED' }]);
  });

  it('a function returns the result of the call', async () => {
    const calls: NotEmulatedCall[] = [];
    const emulator = openSite(imports, `(await products.getProduct('a')).name`, {
      onNotEmulated(call) {
        calls.push(call);
        return Promise.resolve({ name: 'Tea' });
      },
    });

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe('Tea');
    expect(calls).toEqual([
      {
        module: 'wix-stores.v2',
        member: 'products.getProduct',
        documentation: 'https://dev.wix.com/docs/velo/apis/wix-stores-v2/products/get-product',
        args: ['a'],
      },
    ]);
  });
});

it('what a query lacks is answered by onNotEmulated too', async () => {
  const calls: NotEmulatedCall[] = [];
  const emulator = openSite(`import wixData from 'wix-data';`, `wixData.query('Things').near('place', 5)`, {
    onNotEmulated(call) {
      calls.push(call);
      return 'near';
    },
  });

  const invocation = await emulator.invokeEvent('handle', {});

  expect(returned(invocation)).toBe('near');
  expect(calls).toMatchObject([{ module: 'wix-data', member: 'query().near', args: ['place', 5] }]);
  expect(invocation.calls).toMatchObject([{ member: 'query().near', outcome: 'NOT_EMULATED' }]);
});

// https://dev.wix.com/docs/sdk/backend-modules/data/items/insert
describe('the packages of the SDK', () => {
  const owner = `import { items, collections } from '@wix/data'; import { auth } from '@wix/essentials';`;

  it('store and read the same items as wix-data', async () => {
    const emulator = openSite(
      `${owner} import wixData from 'wix-data';`,
      `[(await auth.elevate(items.insert)('Things', { name: 'a' })).name, (await wixData.query('Things').find({ suppressAuth: true })).items.length]`,
    );
    emulator.data.createCollection('Things');

    const invocation = await emulator.invokeEvent('handle', {});

    expect(returned(invocation)).toEqual(['a', 1]);
    expect(emulator.data.items('Things')).toMatchObject([{ name: 'a' }]);
    expect(invocation.calls).toMatchObject([
      { module: '@wix/data', member: 'items.insert', detail: { collection: 'Things' } },
      { module: 'wix-data' },
    ]);
  });

  it('elevate a query with all that it leads to', async () => {
    const emulator = openSite(
      owner,
      `await (async () => { const query = auth.elevate(items.query);
        const { items: found } = await query('Things').eq('name', 'a').or(query('Things').eq('name', 'b')).ascending('name').find();
        return [found.map((item) => item.name), await items.query('Things').find().catch((error) => error.code)]; })()`,
    );
    emulator.data.createCollection('Things');
    for (const name of ['b', 'a', 'c']) emulator.data.put('Things', { _id: name, name });

    expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([['a', 'b'], 'WDE0027']);
  });

  it('give the secrets, the web methods and the collections', async () => {
    const emulator = openSite(
      `${owner} import { secrets } from '@wix/secrets'; import { webMethod, Permissions } from '@wix/web-methods';`,
      `[(await auth.elevate(secrets.getSecretValue)('key')).value, typeof webMethod(Permissions.Anyone, () => 1),
        (await auth.elevate(collections.listDataCollections)()).collections.length]`,
    );
    emulator.putSecret('key', 'hush');

    expect(returned(await emulator.invokeEvent('handle', {}))).toEqual(['hush', 'function', 0]);
  });

  it('never load the real package, whose calls return and do nothing here', async () => {
    const emulator = open(
      makeSite({
        'package.json': JSON.stringify({ dependencies: { '@wix/ecom': '1.0.0' } }),
        'node_modules/@wix/ecom/index.js': `exports.orders = { getOrder: async () => undefined };`,
        'src/backend/events.js': `import { orders } from '@wix/ecom'; export const handle = () => orders.getOrder('a');`,
      }),
    );

    expect(thrownCode(await emulator.invokeEvent('handle', {}))).toBe('NOT_EMULATED');
  });
});
