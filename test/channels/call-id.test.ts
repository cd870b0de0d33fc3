import { createHash } from 'node:crypto';

import { callIdOf } from '../../src/backend/order-events/values/call-id.ts';

const KEY = 'wix-ecom/order-1/order-paid/1/shop-order-paid';

it('is a name-based UUID of version 8 over the key', () => {
  const hex = createHash('sha256').update(`wix-order-events/${KEY}`).digest('hex');

  const id = callIdOf(KEY);

  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([id.slice(0, 8), id.slice(-12)]).toEqual([hex.slice(0, 8), hex.slice(20, 32)]);
});

it('is the same for the same key, and another for another', () => {
  expect(callIdOf(KEY)).toBe(callIdOf(KEY));
  expect(callIdOf(`${KEY}-2`)).not.toBe(callIdOf(KEY));
});
