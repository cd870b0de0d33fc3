import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import { createWixApi } from '../../../hosts/wix-api/wix-api.ts';
import { closeRest, INSTANCE, openRest, pathsOf } from './rest-on-loopback.ts';

/** Long enough for an answer on a busy machine, and what a call without one takes. */
const ANSWERED_WITHIN_MS = 3_000;

afterEach(closeRest);

const TOKEN = '/oauth2/token';
const SEARCH = '/ecom/v1/orders/search';
const HOUR = 3_600_000;

it('makes a call with a token of the installation', async () => {
  const { rest, api } = await openRest();

  const reply = await api.call(INSTANCE, 'POST', SEARCH, { search: {} });

  expect(reply).toMatchObject({ kind: 'answered', body: { orders: [] } });
  expect(rest.calls()).toEqual([
    { method: 'POST', path: TOKEN, instanceId: undefined, status: 200 },
    { method: 'POST', path: SEARCH, instanceId: INSTANCE, status: 200 },
  ]);
});

it('fetches one token for many parallel calls', async () => {
  const { rest, api } = await openRest();

  await Promise.all(Array.from({ length: 20 }, () => api.call(INSTANCE, 'POST', SEARCH, {})));

  expect(pathsOf(rest).filter((path) => path === TOKEN)).toHaveLength(1);
});

it('keeps the tokens of two installations separate', async () => {
  const { rest, api } = await openRest();
  rest.site('another');

  await api.call(INSTANCE, 'POST', SEARCH, {});
  await api.call('another', 'POST', SEARCH, {});

  expect(rest.calls().map(({ instanceId }) => instanceId)).toEqual([undefined, INSTANCE, undefined, 'another']);
});

it.each([
  ['uses a token until a minute before its end', 4 * HOUR - 60_001, 1],
  ['fetches a new one from then on', 4 * HOUR - 60_000, 2],
])('%s', async (_what, laterMs, tokens) => {
  const { rest, api, clock } = await openRest();

  await api.call(INSTANCE, 'POST', SEARCH, {});
  clock.advanceBy(laterMs);
  const reply = await api.call(INSTANCE, 'POST', SEARCH, {});

  expect(reply.kind).toBe('answered');
  expect(pathsOf(rest).filter((path) => path === TOKEN)).toHaveLength(tokens);
});

describe('a token that Wix no longer accepts', () => {
  it('is replaced, and the call repeated', async () => {
    const { rest, api } = await openRest();
    await api.call(INSTANCE, 'POST', SEARCH, {});
    rest.revokeTokens();

    const reply = await api.call(INSTANCE, 'POST', SEARCH, {});

    expect(reply.kind).toBe('answered');
    expect(pathsOf(rest)).toEqual([TOKEN, SEARCH, SEARCH, TOKEN, SEARCH]);
  });

  it('is replaced once for many calls', async () => {
    const { rest, api } = await openRest();
    await api.call(INSTANCE, 'POST', SEARCH, {});
    rest.revokeTokens();

    const replies = await Promise.all(Array.from({ length: 10 }, () => api.call(INSTANCE, 'POST', SEARCH, {})));

    expect(new Set(replies.map(({ kind }) => kind))).toEqual(new Set(['answered']));
    expect(pathsOf(rest).filter((path) => path === TOKEN)).toHaveLength(2);
  });

  it('is not replaced twice for one call', async () => {
    const { rest, api } = await openRest();
    rest.setFault({ path: SEARCH, times: 9, what: { kind: 'status', status: 401 } });

    const reply = await api.call(INSTANCE, 'POST', SEARCH, {});

    expect(reply).toEqual({ kind: 'refused', code: 'http-401' });
    expect(pathsOf(rest)).toEqual([TOKEN, SEARCH, TOKEN, SEARCH]);
  });
});

it('forgets the token of an app that was removed', async () => {
  const { rest, api } = await openRest();
  await api.call(INSTANCE, 'POST', SEARCH, {});

  api.forget(INSTANCE);
  rest.uninstall(INSTANCE);

  expect(await api.call(INSTANCE, 'POST', SEARCH, {})).toEqual({
    kind: 'refused',
    code: 'no-token: http-404: NOT_FOUND',
  });
});

it.each([
  [400, 'refused', 'wix-refused'],
  [403, 'refused', 'wix-refused'],
  [404, 'refused', 'wix-refused'],
  [428, 'refused', 'wix-refused'],
  [429, 'busy', 'wix-busy'],
  [302, 'unclear', 'wix-failed'],
  [409, 'unclear', 'wix-failed'],
  [500, 'unclear', 'wix-failed'],
  [503, 'unclear', 'wix-failed'],
] as const)('an answer of %i is %s', async (status, kind, code) => {
  const { rest, api } = await openRest();
  rest.setFault({ path: SEARCH, times: 2, what: { kind: 'status', status, code: 'SOME_CODE' } });

  const reply = await api.call(INSTANCE, 'POST', SEARCH, {});
  const request = api.request(INSTANCE, 'POST', SEARCH, {});

  await expect(request).rejects.toMatchObject({ name: 'OrderEventsError', code });
  expect(reply).toEqual({ kind, code: `http-${String(status)}: SOME_CODE` });
});

it('a call that never answers ends', async () => {
  const { rest, api } = await openRest({ timeoutMs: ANSWERED_WITHIN_MS });
  await api.call(INSTANCE, 'POST', SEARCH, {});
  rest.setFault({ path: SEARCH, what: { kind: 'never' } });

  expect(await api.call(INSTANCE, 'POST', SEARCH, {})).toEqual({ kind: 'unclear', code: 'no-answer' });
});

describe('without a token nothing is called', () => {
  it('and the call is refused if the secret is wrong', async () => {
    const { rest, api } = await openRest({ secret: 'another' });

    const reply = await api.call(INSTANCE, 'POST', SEARCH, {});

    expect(reply).toEqual({ kind: 'refused', code: 'no-token: http-401: UNAUTHENTICATED' });
    expect(pathsOf(rest)).not.toContain(SEARCH);
  });

  it.each([
    ['failed', { kind: 'status', status: 500 }, 'no-token: http-500'],
    ['was not answered', { kind: 'never' }, 'no-token: no-answer'],
  ] as const)('and the call can be tried later if the request for one %s', async (_how, what, code) => {
    const { rest, api } = await openRest({ timeoutMs: ANSWERED_WITHIN_MS });
    rest.setFault({ path: TOKEN, what });

    expect(await api.call(INSTANCE, 'POST', SEARCH, {})).toEqual({ kind: 'busy', code });
    expect(await api.call(INSTANCE, 'POST', SEARCH, {})).toMatchObject({ kind: 'answered' });
  });
});

it('an error contains no personal data and no secret', async () => {
  const { api } = await openRest({ secret: 'the-wrong-secret' });

  const error: unknown = await api
    .request(INSTANCE, 'GET', '/contacts/v4/contacts/c-1')
    .catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(OrderEventsError);
  expect(String(error)).toBe('OrderEventsError: The call to Wix failed: no-token: http-401: UNAUTHENTICATED');
  expect(error).toMatchObject({ cause: undefined });
});

it('an answer that is not JSON is unclear', async () => {
  const api = createWixApi({
    appId: 'a',
    appSecret: 'b',
    baseUrl: 'http://127.0.0.1:1',
    now: () => 0,
    fetch: async (url) =>
      new Response(new Request(url).url.endsWith(TOKEN) ? '{"access_token":"t","expires_in":14400}' : '<html></html>'),
  });

  expect(await api.call(INSTANCE, 'GET', '/contacts/v4/contacts/c-1')).toEqual({ kind: 'unclear', code: 'no-answer' });
});

it('follows no redirection, which would send the token elsewhere', async () => {
  const redirects: unknown[] = [];
  const { url, clock } = await openRest();
  const api = createWixApi({
    appId: 'a',
    appSecret: 'b',
    baseUrl: url,
    now: clock.now,
    fetch: async (_url, options) => {
      redirects.push(options?.redirect);
      return Response.json({ access_token: 't', expires_in: 14_400 });
    },
  });

  await api.call(INSTANCE, 'GET', '/contacts/v4/contacts/c-1');

  expect(redirects).toEqual(['manual', 'manual']);
});
