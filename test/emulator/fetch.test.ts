import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import { cleanUp, makeSite, open, returned, thrownCode, thrownMessage } from './site-fixture.ts';

const { CI } = process.env;

beforeEach(() => delete process.env['CI']);

afterEach(() => {
  cleanUp();
  if (CI !== undefined) process.env['CI'] = CI;
});

function openSite(expression: string, options: Partial<EmulatorOptions> = {}) {
  const events = `import { fetch as wixFetch, getJSON } from 'wix-fetch';
    export async function handle(event) { return ${expression}; }`;
  return open(makeSite({ 'src/backend/events.js': events }), options);
}

// https://dev.wix.com/docs/velo/apis/wix-fetch/fetch
describe('a handler', () => {
  it.each(['wixFetch', 'fetch'])(
    'answers %s by method and address, with the parameters of the address',
    async (name) => {
      const emulator = openSite(
        `await (async () => { const response = await ${name}('https://api.example.com/users/a%20b/orders/7?full=1', {
          method: 'post', headers: { 'X-Key': 'k' }, body: JSON.stringify({ a: 1 }) });
        return [response.ok, response.status, response.statusText, response.url, response.headers.get('content-type'),
          response.bodyUsed, await response.json(), response.bodyUsed]; })()`,
      );
      emulator.fetch.post('https://api.example.com/users/:user/orders/:order', ({ params, body, headers }) => ({
        status: 201,
        json: { params, body, key: headers['x-key'] },
      }));

      const invocation = await emulator.invokeEvent('handle', {});

      expect(returned(invocation)).toEqual([
        true,
        201,
        'Created',
        'https://api.example.com/users/a%20b/orders/7?full=1',
        'application/json',
        false,
        { params: { user: 'a b', order: '7' }, body: '{"a":1}', key: 'k' },
        true,
      ]);
      expect(emulator.fetch.requests()).toMatchObject([
        {
          method: 'POST',
          url: 'https://api.example.com/users/a%20b/orders/7?full=1',
          body: '{"a":1}',
          answeredBy: 'handler',
        },
      ]);
      expect(invocation.calls).toMatchObject([
        { member: 'fetch', outcome: 'ok', detail: { id: 'https://api.example.com/users/a%20b/orders/7' } },
      ]);
    },
  );

  it.each([
    ['https://api.example.com/a', 'https://api.example.com/a', true],
    ['https://api.example.com/a', 'https://api.example.com/a/', true],
    ['https://api.example.com/a', 'https://api.example.com/ab', false],
    ['https://api.example.com/a', 'https://api.example.com/a?b=1', true],
    ['https://api.example.com/a?b=1', 'https://api.example.com/a?b=2', false],
    ['https://api.example.com/:id', 'https://api.example.com/a/b', false],
    ['https://api.example.com/*', 'https://api.example.com/a/b?c', true],
    ['https://*/a', 'https://other.example.com/a', true],
    [/example\.com\/\d+$/g, 'https://api.example.com/12', true],
  ])('%s answers %s: %s', async (pattern, url, isAnswered) => {
    const emulator = openSite(`(await wixFetch(event.url)).text()`);
    emulator.fetch.on('*', pattern, { text: 'yes' });

    for (const _ of [1, 2]) {
      expect((await emulator.invokeEvent('handle', { url })).result.kind).toBe(isAnswered ? 'returned' : 'threw');
    }
  });

  it('that was added last answers first, and reset removes all', async () => {
    const emulator = openSite(`(await wixFetch('https://a.example.com/')).text()`);
    emulator.fetch.get('https://a.example.com', { text: 'first' });
    emulator.fetch.get('https://a.example.com', { text: 'second' });

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe('second');
    emulator.fetch.reset();
    expect(thrownCode(await emulator.invokeEvent('handle', {}))).toBe('NOT_EMULATED');
  });

  it('"Responses with an HTTP status code in the ranges 2xx, 4xx, and 5xx are considered fulfilled"', async () => {
    const emulator = openSite(`(({ ok, status }) => [ok, status])(await wixFetch('https://a.example.com/'))`);
    emulator.fetch.get('https://a.example.com', { status: 503 });

    expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([false, 503]);
  });

  it('that throws is a failure of the network', async () => {
    const emulator = openSite(`wixFetch('https://a.example.com/')`);
    emulator.fetch.get('https://a.example.com', () => {
      throw new Error('reset by peer');
    });

    expect(thrownMessage(await emulator.invokeEvent('handle', {}))).toContain('reset by peer');
  });

  it('gives getJSON its JSON, as values of the site', async () => {
    const emulator = openSite(`(await getJSON('https://a.example.com/')).list instanceof Array`);
    emulator.fetch.get('https://a.example.com', { json: { list: [] } });

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe(true);
  });

  it('gets what the site sends as a form, and answers with bytes', async () => {
    const emulator = openSite(
      `Array.from(new Uint8Array(await (await fetch('https://a.example.com/', { method: 'POST', body: new URLSearchParams({ a: 'b c' }) })).arrayBuffer()))`,
    );
    emulator.fetch.post('https://a.example.com', ({ body, headers }) => ({
      bytes: Buffer.from(`${headers['content-type'] ?? ''}|${body}`),
    }));

    const bytes = returned(await emulator.invokeEvent('handle', {})) as number[];

    expect(Buffer.from(bytes).toString()).toBe('application/x-www-form-urlencoded;charset=UTF-8|a=b+c');
  });
});

describe('a request that no handler answers', () => {
  it.each(['wixFetch', 'fetch'])('by %s is refused, recorded, and never leaves this computer', async (name) => {
    const emulator = openSite(`${name}('https://a.example.com/')`);

    const invocation = await emulator.invokeEvent('handle', {});

    expect(thrownCode(invocation)).toBe('NOT_EMULATED');
    expect(thrownMessage(invocation)).toContain('no handler answers it');
    expect(emulator.fetch.requests()).toMatchObject([{ url: 'https://a.example.com/', answeredBy: 'nobody' }]);
  });

  it.each(['warn', 'bypass'] as const)("'%s' is no leave in continuous integration", async (onUnhandledFetch) => {
    process.env['CI'] = 'true';
    const emulator = openSite(`wixFetch('http://127.0.0.2:1/')`, { onUnhandledFetch });

    expect(thrownCode(await emulator.invokeEvent('handle', {}))).toBe('NOT_EMULATED');
  });

  it('can be answered, or refused, by a function', async () => {
    const emulator = openSite(`(await wixFetch(event.url)).text()`, {
      onUnhandledFetch: ({ url }) => (url.includes('known') ? { text: 'answered' } : 'error'),
    });

    expect(returned(await emulator.invokeEvent('handle', { url: 'https://known.example.com' }))).toBe('answered');
    expect(thrownCode(await emulator.invokeEvent('handle', { url: 'https://other.example.com' }))).toBe('NOT_EMULATED');
  });

  it("'warn' writes a line and sends it", async () => {
    const emulator = openSite(`wixFetch('http://127.0.0.2:1/')`, { onUnhandledFetch: 'warn' });

    const invocation = await emulator.invokeEvent('handle', {});

    expect(invocation.logs).toMatchObject([
      { level: 'warn', message: expect.stringContaining('sent over the network') },
    ]);
    expect(emulator.fetch.requests()).toMatchObject([{ answeredBy: 'network' }]);
  });

  it('reaches this computer without leave', async () => {
    const server = createServer((request, response) => response.end(`${request.method} here`)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const emulator = openSite(`(await wixFetch(event.url, { method: 'PUT', body: 'a' })).text()`);

    const invocation = await emulator.invokeEvent('handle', { url: `http://127.0.0.1:${port}/` });
    server.close();

    expect(returned(invocation)).toBe('PUT here');
    expect(emulator.fetch.requests()).toMatchObject([{ answeredBy: 'this-computer' }]);
  });
});
