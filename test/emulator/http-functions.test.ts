import { join } from 'node:path';

import { cleanUp, makeSite, open } from './site-fixture.ts';

afterEach(cleanUp);

const SITE = join(__dirname, '../fixtures/velo-site');

function openSite(code: string) {
  return open(
    makeSite({
      'src/backend/http-functions.js': `import { ok, created, badRequest, forbidden, notFound, serverError, response } from 'wix-http-functions';
        ${code}`,
    }),
  );
}

// https://dev.wix.com/docs/velo/velo-only-apis/wix-http-functions/wix-http-function-request/introduction
it('a request is broken into baseUrl, function, path, query, headers "in lowercase", method, ip and body', async () => {
  const emulator = openSite(`export async function post_myFunction(request) {
    const { url, baseUrl, functionName, path, query, headers, method, ip, body } = request;
    return ok({ body: { url, baseUrl, functionName, path, query, key: headers['x-key'], method, ip, text: await body.text(), json: await body.json(),
      isBuffer: Buffer.isBuffer(await body.buffer()) } });
  }`);

  const answer = await emulator.http.post('/_functions/myFunction/sub/two%20words?q=value', {
    headers: { 'X-Key': 'k' },
    body: { a: [1] },
  });

  expect(answer.json()).toEqual({
    url: 'http://localhost/_functions/myFunction/sub/two%20words?q=value',
    baseUrl: 'http://localhost/_functions',
    functionName: 'myFunction',
    path: ['sub', 'two words'],
    query: { q: 'value' },
    key: 'k',
    method: 'POST',
    ip: '127.0.0.1',
    text: '{"a":[1]}',
    json: { a: [1] },
    isBuffer: true,
  });
});

// "All of the above functions except response() always create a response object with a pre-set HTTP status code"
it.each([
  ['ok', 200],
  ['created', 201],
  ['badRequest', 400],
  ['forbidden', 403],
  ['notFound', 404],
  ['serverError', 500],
])('%s() answers %i, "which cannot be overridden"', async (name, status) => {
  const emulator = openSite(
    `export const get_it = () => ${name}({ status: 299, headers: { 'X-A': 'b' }, body: 'text' });`,
  );

  const { headers, ...answer } = await emulator.http.get('_functions/it');

  expect(answer).toMatchObject({ status, text: 'text' });
  expect(headers['x-a']).toBe('b');
});

it.each([
  ['a text', `'text'`, 'text', 'text/plain; charset=utf-8'],
  ['an object', `{ a: 1 }`, '{"a":1}', 'application/json'],
  ['a Buffer', `Buffer.from('bytes')`, 'bytes', 'application/octet-stream'],
  ['nothing', 'undefined', '', undefined],
])('response() with %s as body', async (_what, body, text, type) => {
  const emulator = openSite(`export const get_it = () => response({ status: 207, body: ${body} });`);

  const answer = await emulator.http.get('/_functions/it');

  expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([207, text, type]);
});

it('use_ "responds to requests made with any HTTP method" that has no function of its own', async () => {
  const emulator = openSite(
    `export const use_it = (request) => ok({ body: 'use ' + request.method }); export const get_it = () => ok({ body: 'get' });`,
  );

  expect((await emulator.http.get('/_functions/it')).text).toBe('get');
  expect((await emulator.http.delete('/_functions-dev/it')).text).toBe('use DELETE');
});

it('a request without a function is answered 404, one that throws or returns no response 500', async () => {
  const emulator = openSite(
    `export const get_fails = () => { throw new Error('inside'); }; export const get_wrong = () => ({ status: 200 });`,
  );

  const none = await emulator.http.get('/_functions/other');
  const outside = await emulator.http.get('/elsewhere');
  const fails = await emulator.http.get('/_functions/fails');
  const wrong = await emulator.http.get('/_functions/wrong');

  expect([none.status, outside.status, fails.status, wrong.status]).toEqual([404, 404, 500, 500]);
  expect(fails.text).not.toContain('inside');
  expect(fails.invocation?.result).toMatchObject({ kind: 'threw', error: { message: 'inside' } });
  expect(wrong.invocation?.result).toMatchObject({
    kind: 'threw',
    error: { message: expect.stringContaining('ok()') },
  });
});

it('"The request body can be a maximum of 512kb"', async () => {
  const emulator = openSite(
    `export const post_it = async (request) => ok({ body: String((await request.body.text()).length) });`,
  );

  expect((await emulator.http.post('/_functions/it', { body: 'x'.repeat(512 * 1024) })).text).toBe('524288');
  expect((await emulator.http.post('/_functions/it', { body: 'x'.repeat(512 * 1024 + 1) })).status).toBe(413);
});

it('a site in every form answers on a port of this computer', async () => {
  const emulator = open(SITE);
  const { url, close } = await emulator.http.serve();
  const echo = await fetch(`${url}/_functions/echo?x=1`, { method: 'PUT', body: 'echoed' });
  const refused = await fetch(`${url}/_functions/price`, { method: 'POST', body: '{}' });
  await close();

  expect([echo.status, echo.headers.get('x-method'), await echo.text()]).toEqual([207, 'PUT', 'echoed']);
  expect([refused.status, await refused.text()]).toEqual([403, 'no key']);
});
