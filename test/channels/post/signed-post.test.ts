import { Webhook } from 'standardwebhooks';

import {
  postIdOf,
  readSigningSecret,
  signatureOf,
  signPost,
} from '../../../src/backend/order-events/channels/post/signed-post.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const told = {
  product: 'wix-ecom',
  orderId: 'order-1',
  change: 'order-paid',
  occurrence: '1',
  evidence: 'reported',
  occurredAt: '2024-03-01T11:59:00.000Z',
  rule: 'tell-the-warehouse',
  variables: { number: '10003', name: 'Zoë' },
};

function sign(key: string, now = Date.now()) {
  return signPost(key, told, readSigningSecret(SECRET) ?? new Uint8Array(), now);
}

it('is verified by the library of the specification', () => {
  const { headers, body } = sign('wix-ecom/order-1/order-paid/1/tell-the-warehouse');

  expect(new Webhook(SECRET).verify(body, headers)).toEqual({
    type: 'wix-ecom.order-paid',
    timestamp: '2024-03-01T11:59:00.000Z',
    data: {
      product: 'wix-ecom',
      orderId: 'order-1',
      change: 'order-paid',
      occurrence: '1',
      evidence: 'reported',
      rule: 'tell-the-warehouse',
      variables: { number: '10003', name: 'Zoë' },
    },
  });
});

it.each([
  ['another body', (body: string) => body.replace('10003', '10004'), {}],
  ['another id', (body: string) => body, { 'webhook-id': 'another' }],
  ['another time', (body: string) => body, { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) + 5) }],
])('is refused by that library with %s', (_what, change, headers) => {
  const signed = sign('wix-ecom/order-1/order-paid/1/tell-the-warehouse');

  expect(() => new Webhook(SECRET).verify(change(signed.body), { ...signed.headers, ...headers })).toThrow(
    'No matching signature found',
  );
});

// The values that the specification's libraries are tested with.
it('signs as the specification does', () => {
  const secret = readSigningSecret(SECRET) ?? new Uint8Array();

  expect(signatureOf('msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', '{"test": 2432232314}', secret)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

it('names the time in whole seconds', () => {
  expect(sign('key', 1_614_265_330_900).headers['webhook-timestamp']).toBe('1614265330');
});

it('has the same id whenever it is sent, in a form that fits a header and holds no full stop', () => {
  const key = 'wix-events/2A/ticket-checked-in/2024-03-01T11:59:00.000Z/größe';

  expect(sign(key, 1).headers['webhook-id']).toBe(sign(key, 90_000_000).headers['webhook-id']);
  expect(postIdOf(key)).toBe('wix-events/2A/ticket-checked-in/2024-03-01T11:59:00%2E000Z/gr%C3%B6%C3%9Fe');
  expect(postIdOf('half \uD800 a character')).toBe('half%20%EF%BF%BD%20a%20character');
});

it.each([
  ['with its prefix', SECRET, 24],
  ['without it', SECRET.slice('whsec_'.length), 24],
  ['of 64 bytes', Buffer.alloc(64, 1).toString('base64'), 64],
  ['of 65 bytes', Buffer.alloc(65, 1).toString('base64'), undefined],
  ['of 23 bytes', Buffer.alloc(23, 1).toString('base64'), undefined],
  ['that is no Base64', 'whsec_a secret in words', undefined],
])('a secret %s', (_which, secret, bytes) => {
  expect(readSigningSecret(secret)?.length).toBe(bytes);
});
