import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

import type { Emulator } from '../../../emulator/emulator.ts';
import { closeChannelSites, firePayment, onlyNotification, openChannelSite, runHourlyJob } from '../channel-site.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const servers: Server[] = [];

afterEach(() => {
  closeChannelSites();
  for (const server of servers.splice(0)) server.close();
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver on this computer that answers as it is told, one status after the other, then with 200. */
async function receiver(statuses: number[] = []): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 200, { location: '/elsewhere' }).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/orders`, received };
}

function openSite(url: string): Emulator {
  const emulator = openChannelSite(`{
    id: 'warehouse', product: 'wix-ecom', change: 'order-paid', post: '${url}', withinHours: 2400,
    variables: ({ order }) => ({ number: order.number }),
  }`);
  emulator.putSecret('ORDER_EVENTS_POST_SECRET', SECRET);
  return emulator;
}

it('posts the change, signed, and nothing of the buyer', async () => {
  const { url, received } = await receiver();
  const emulator = openSite(url);

  await firePayment(emulator);

  const [{ headers, body } = { headers: {}, body: '' }] = received;
  const now = jest.spyOn(Date, 'now').mockReturnValue(Number(headers['webhook-timestamp']) * 1000);
  const verified: unknown = new Webhook(SECRET).verify(body, headers as Record<string, string>);
  now.mockRestore();
  expect(verified).toEqual({
    type: 'wix-ecom.order-paid',
    timestamp: '2023-01-16T14:40:02.119Z',
    data: {
      product: 'wix-ecom',
      orderId: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
      change: 'order-paid',
      occurrence: 'paid-40',
      evidence: expect.any(String),
      rule: 'warehouse',
      variables: { number: '10003' },
    },
  });
  expect(headers['webhook-id']).toBe('wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-paid/paid-40/warehouse');
  expect(onlyNotification(emulator).status).toBe('sent');
});

it.each([408, 429, 500, 503])('is sent again under the same id after %i', async (status) => {
  const { url, received } = await receiver([status, status, status]);
  const emulator = openSite(url);

  await firePayment(emulator);
  for (let hour = 0; hour < 4; hour += 1) await runHourlyJob(emulator, 1);

  expect(onlyNotification(emulator)).toMatchObject({ status: 'sent', doubts: 3 });
  expect(received).toHaveLength(4);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

it.each([400, 404, 410])('is refused with %i, and tried again later', async (status) => {
  const { url, received } = await receiver([status]);
  const emulator = openSite(url);

  await firePayment(emulator);

  expect(onlyNotification(emulator)).toMatchObject({ status: 'pending', reason: `http-${String(status)}` });
  expect(onlyNotification(emulator).doubts).toBeUndefined();
  expect(received).toHaveLength(1);
});

it('follows no redirection', async () => {
  const { url, received } = await receiver([302]);
  const emulator = openSite(url);

  await firePayment(emulator);

  expect(onlyNotification(emulator)).toMatchObject({ status: 'pending', reason: 'http-302' });
  expect(received).toHaveLength(1);
});

it('is in doubt when nobody answers', async () => {
  const emulator = openSite('http://127.0.0.1:9/nobody');

  await firePayment(emulator);

  expect(onlyNotification(emulator)).toMatchObject({ status: 'pending', reason: 'no-answer', doubts: 1 });
});

it.each([
  ['no secret', '', 'no-post-secret'],
  ['a secret in words', 'our secret word', 'post-secret-invalid'],
])('is refused with %s', async (_what, secret, reason) => {
  const { url, received } = await receiver();
  const emulator = openSite(url);
  emulator.putSecret('ORDER_EVENTS_POST_SECRET', secret);

  await firePayment(emulator);

  expect(onlyNotification(emulator)).toMatchObject({ status: 'pending', reason });
  expect(received).toEqual([]);
});
