import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { postWebhook } from '../../../emulator/webhooks/post-webhook.ts';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/webhooks`;
}

it('posts the token as the body, and returns the answer', async () => {
  const got: unknown[] = [];
  const url = await serve((request, response) => {
    void request.toArray().then((chunks: Uint8Array[]) => {
      const { method, url: path, headers } = request;
      got.push({ method, path, type: headers['content-type'], body: Buffer.concat(chunks).toString() });
      response.writeHead(503).end('not-kept');
    });
  });

  const result = await postWebhook(url, 'a.b.c');

  expect(result).toEqual({ kind: 'answered', status: 503, text: 'not-kept', durationMs: expect.any(Number) });
  expect(got).toEqual([{ method: 'POST', path: '/webhooks', type: 'text/plain', body: 'a.b.c' }]);
});

it('follows no redirection', async () => {
  const url = await serve((_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end());

  expect(await postWebhook(url, 'a.b.c')).toMatchObject({ kind: 'answered', status: 302 });
});

it('cuts a long answer', async () => {
  const url = await serve((_request, response) => void response.end('x'.repeat(1000)));

  expect(await postWebhook(url, 'a.b.c')).toMatchObject({ status: 200, text: 'x'.repeat(200) });
});

it('waits no longer than the time limit', async () => {
  const url = await serve((_request, response) => void response.writeHead(200).write('begun'));

  expect(await postWebhook(url, 'a.b.c', 50)).toEqual({ kind: 'too-late', durationMs: expect.any(Number) });
});

it('reports an unreachable address', async () => {
  const url = await serve((_request, response) => void response.end());
  await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));

  expect(await postWebhook(url, 'a.b.c')).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
});
