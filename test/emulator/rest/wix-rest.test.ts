import { createEmulatorClock, type EmulatorClock } from '../../../emulator/clock/emulator-clock.ts';
import { createIdSource } from '../../../emulator/id-source.ts';
import { createWixRest, type WixRest } from '../../../emulator/rest/wix-rest.ts';

const wixApp = { appId: 'app-1', appSecret: 'secret-1' };
const INSTANCE = 'instance-1';
const HOUR = 3_600_000;

interface Opened {
  readonly rest: WixRest;
  readonly clock: EmulatorClock;
  call(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown }>;
}

async function post(rest: WixRest, path: string, body: object): Promise<Response> {
  return await rest.app.request(path, { method: 'POST', body: JSON.stringify(body) });
}

const tokenRequest = {
  grant_type: 'client_credentials',
  client_id: 'app-1',
  client_secret: 'secret-1',
  instance_id: INSTANCE,
};

async function openRest(): Promise<Opened> {
  const clock = createEmulatorClock(Date.UTC(2024, 2, 1, 12), () => undefined);
  const rest = createWixRest({ app: wixApp, clock, ids: createIdSource(1) });
  rest.site(INSTANCE);
  const granted = (await (await post(rest, '/oauth2/token', tokenRequest)).json()) as { readonly access_token: string };
  return {
    rest,
    clock,
    async call(method, path, body) {
      const response = await rest.app.request(path, {
        method,
        headers: { authorization: granted.access_token },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

// https://dev.wix.com/docs/api-reference/app-management/oauth-2/create-access-token
describe('tokens', () => {
  it('are given for an installation, for four hours', async () => {
    const { rest } = await openRest();

    const response = await post(rest, '/oauth2/token', tokenRequest);

    expect(await response.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 14_400,
    });
  });

  it.each([
    ['another secret', { client_secret: 'x' }, 401],
    ['another app', { client_id: 'x' }, 401],
    ['an installation that is not there', { instance_id: 'x' }, 404],
    ['another grant', { grant_type: 'password' }, 400],
  ])('are refused with %s', async (_what, changes, status) => {
    const { rest } = await openRest();

    expect((await post(rest, '/oauth2/token', { ...tokenRequest, ...changes })).status).toBe(status);
  });

  it('serve until they end, are revoked, or the app is removed', async () => {
    const ended = await openRest();
    const revoked = await openRest();
    const removed = await openRest();

    const before = await ended.call('GET', '/pricing-plans/v2/orders');
    ended.clock.advanceBy(4 * HOUR);
    revoked.rest.revokeTokens();
    removed.rest.uninstall(INSTANCE);

    expect(before.status).toBe(200);
    for (const { call } of [ended, revoked, removed]) {
      expect((await call('GET', '/pricing-plans/v2/orders')).status).toBe(401);
    }
  });
});

// https://dev.wix.com/docs/velo/apis/wix-ecom-backend/orders/search-orders
describe('the search of shop orders', () => {
  const search = '/ecom/v1/orders/search';

  it('"createdDate is sorted in DESC order", and INITIALIZED orders "are never returned"', async () => {
    const { rest, call } = await openRest();
    rest.site(INSTANCE).putOrder('ecom', { id: 'a', status: 'APPROVED', createdDate: '2024-01-01T00:00:00.000Z' });
    rest.site(INSTANCE).putOrder('ecom', { id: 'b', status: 'INITIALIZED', createdDate: '2024-01-02T00:00:00.000Z' });
    rest.site(INSTANCE).putOrder('ecom', { id: 'c', status: 'CANCELED', createdDate: '2024-01-03T00:00:00.000Z' });

    const { body } = await call('POST', search, { search: {} });

    expect(body).toMatchObject({ orders: [{ id: 'c' }, { id: 'a' }], metadata: { hasNext: false } });
  });

  it.each([
    ['more than 100 a page', { cursorPaging: { limit: 101 } }],
    ['a cursor beside a filter', { filter: {}, cursorPaging: { cursor: 'x' } }],
  ])('refuses %s', async (_what, asked) => {
    const { call } = await openRest();

    expect((await call('POST', search, { search: asked })).status).toBe(400);
  });

  it('reports that a filter is not modelled', async () => {
    const { rest, call } = await openRest();
    rest.site(INSTANCE).putOrder('ecom', { id: 'a' });

    expect(await call('POST', search, { search: { filter: { number: { $startsWith: '1' } } } })).toMatchObject({
      status: 501,
      body: { details: { applicationError: { code: 'NOT_EMULATED' } } },
    });
  });
});

it('the list of plan orders accepts a limit of at most 50', async () => {
  const { call } = await openRest();

  expect((await call('GET', '/pricing-plans/v2/orders?limit=51')).status).toBe(400);
});

it('returns single orders, contacts and members, and 404 for missing ones', async () => {
  const { rest, call } = await openRest();
  const site = rest.site(INSTANCE);
  site.putOrder('ecom', { id: 'shop-1' });
  site.putOrder('pricing-plans', { id: 'plan-1' });
  site.putOrder('events', { orderNumber: 'FMXC-BZG3-OT', eventId: 'e-1', status: 'PAID' });
  site.putContact({ id: 'c-1', email: 'jane@example.com' });
  site.putMember({ id: 'm-1', contactId: 'c-1' });

  expect((await call('GET', '/ecom/v1/orders/shop-1')).body).toEqual({ order: { id: 'shop-1' } });
  expect((await call('GET', '/pricing-plans/v2/orders/plan-1')).body).toEqual({ order: { id: 'plan-1' } });
  expect((await call('GET', '/events/v1/events/e-1/orders/FMXC-BZG3-OT')).body).toEqual({
    order: { orderNumber: 'FMXC-BZG3-OT', eventId: 'e-1' },
  });
  expect((await call('GET', '/contacts/v4/contacts/c-1')).body).toMatchObject({
    contact: { id: 'c-1', primaryInfo: { email: 'jane@example.com' } },
  });
  expect((await call('GET', '/members/v1/members/m-1')).body).toEqual({ member: { id: 'm-1', contactId: 'c-1' } });
  for (const path of ['/ecom/v1/orders/x', '/contacts/v4/contacts/x', '/members/v1/members/x', '/no/such/method']) {
    expect((await call('GET', path)).status).toBe(404);
  }
});

it('keeps the sites of two installations apart', async () => {
  const { rest, call } = await openRest();
  rest.site('another').putOrder('ecom', { id: 'shop-1' });

  expect((await call('GET', '/ecom/v1/orders/shop-1')).status).toBe(404);
});

it('sends an email transmission once for a key', async () => {
  const { rest, call } = await openRest();
  const request = {
    emailTransmission: {
      type: 'TRANSACTIONAL',
      toRecipients: [{ contactId: 'c-1' }],
      emailSubject: 'Your order',
      emailHtmlContent: '<p>Thank you</p>',
    },
    idempotencyKey: '01234567-89ab-4def-8123-456789abcdef',
  };

  const send = '/email-transmissions/v1/email-transmissions/send';
  await call('POST', send, request);
  await call('POST', send, request);

  expect(rest.site(INSTANCE).transmissions.list()).toMatchObject([{ emailSubject: 'Your order' }]);
});

describe('a fault', () => {
  const list = '/pricing-plans/v2/orders';

  it('replaces the answer as often as it is set, and the call has no effect', async () => {
    const { rest, call } = await openRest();
    rest.setFault({ path: '/pricing-plans/', times: 2, what: { kind: 'status', status: 503 } });

    const statuses = [];
    for (let nth = 0; nth < 3; nth += 1) statuses.push((await call('GET', list)).status);

    expect(statuses).toEqual([503, 503, 200]);
  });

  it('can let the call take effect all the same', async () => {
    const { rest } = await openRest();
    rest.setFault({ path: '/oauth2/token', what: { kind: 'status', status: 500 }, effect: 'done' });

    const { status } = await post(rest, '/oauth2/token', tokenRequest);

    expect([status, rest.calls().map(({ status: logged }) => logged)]).toEqual([500, [200, 500]]);
  });

  it('leaves a call without an answer, which its log shows', async () => {
    const { rest, call } = await openRest();
    rest.setFault({ path: list, what: { kind: 'never' } });
    const answered = jest.fn();

    void call('GET', list).then(answered);
    await call('GET', '/ecom/v1/orders/x');

    expect(answered).not.toHaveBeenCalled();
    expect(rest.calls()[1]).toEqual({ method: 'GET', path: list, instanceId: INSTANCE, status: undefined });
  });

  it('can delay the answer', async () => {
    const { rest, call } = await openRest();
    rest.setFault({ path: list, what: { kind: 'delay', ms: 5 } });

    expect((await call('GET', list)).status).toBe(200);
  });

  it('is gone when the faults are cleared', async () => {
    const { rest, call } = await openRest();
    rest.setFault({ path: list, what: { kind: 'status', status: 500 } });
    rest.clearFaults();

    expect((await call('GET', list)).status).toBe(200);
  });
});
