import { request } from 'node:http';

import { useConsole } from './console-client.ts';

const client = useConsole();

interface Sent {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `fetch` sets Host and Origin by itself, so this sends what it is given. */
function send({ path = '/api/status', headers = {} }: Sent): Promise<number> {
  const { hostname, port } = new URL(client().url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

function own(): { readonly authorization: string; readonly host: string } {
  const { host, hash } = new URL(client().url);
  return { authorization: `Bearer ${hash.replace('#token=', '')}`, host };
}

it('answers its own page', async () => {
  const { authorization, host } = own();

  expect(await send({ headers: { authorization, host } })).toBe(200);
  expect(
    await send({ headers: { authorization, host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' } }),
  ).toBe(200);
});

it('refuses a request without the token, or with another', async () => {
  const { host } = own();

  expect(await send({ headers: { host } })).toBe(401);
  expect(await send({ headers: { host, authorization: 'Bearer x' } })).toBe(401);
  expect(await send({ path: '/api/live', headers: { host } })).toBe(401);
});

it.each(['evil.example', 'evil.example:4780', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example'])(
  'refuses the Host %s, also for the page itself',
  async (host) => {
    const { authorization } = own();

    expect(await send({ headers: { authorization, host } })).toBe(403);
    expect(await send({ path: '/', headers: { host } })).toBe(403);
  },
);

it.each([
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:1' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('refuses what another page sends: %j', async (foreign) => {
  expect(await send({ headers: { ...own(), ...foreign } })).toBe(403);
});

it('says what to do next when it refuses', async () => {
  const response = await fetch(`${client().url.split('#')[0] ?? ''}api/status`);

  expect(await response.json()).toEqual({
    error: {
      message: 'The address lacks this console’s token.',
      next: 'Open the whole address that the terminal shows, with what follows the #.',
    },
  });
});

it('lets its page load nothing but its own files, and nobody frame it', async () => {
  const response = await fetch(client().url);
  const policy = response.headers.get('content-security-policy') ?? '';

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
});

it.each([
  ['fire', { events: [] }],
  ['fire', { events: [{ handler: 'wixEcom_onOrderUpdatd', label: '', json: '{}' }] }],
  ['fire', { events: [{ handler: 'wixEcom_onOrderUpdated', label: '', json: '{' }] }],
  ['clock', { byMs: -1 }],
  ['clock', { byMs: 1e15 }],
  ['faults', { kind: 'crash', code: '0' }],
  ['sequences/none/run', {}],
  ['runs/99/again', { times: 1 }],
])('refuses %s with %j, and stores nothing', async (path, body) => {
  const answer = await client().ask(path, body);

  expect([400, 404]).toContain(answer.status);
  expect(answer.body.error?.next).not.toBe('');
  expect(await client().settled()).toEqual([]);
});
