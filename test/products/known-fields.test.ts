import { knownStatus, withKnown } from '../../src/backend/order-events/products/known-fields.ts';
import type { ShopSnapshot } from '../../src/backend/order-events/products/shop/snapshot.ts';

const before: ShopSnapshot = { product: 'wix-ecom', status: 'APPROVED', paymentStatus: 'NOT_PAID' };

it('completes what an event shows by what was known, and takes nothing away', () => {
  const observed: ShopSnapshot = { product: 'wix-ecom', status: undefined, paymentStatus: 'PAID', archived: false };

  expect(withKnown(before, observed)).toStrictEqual({
    product: 'wix-ecom',
    status: 'APPROVED',
    paymentStatus: 'PAID',
    archived: false,
  });
  expect(before.paymentStatus).toBe('NOT_PAID');
});

it.each([
  ['APPROVED', 'APPROVED'],
  ['NA_ORDER_STATUS', undefined],
  ['UNDEFINED', undefined],
  ['UNSPECIFIED', undefined],
  [undefined, undefined],
])('takes a status of %p for %p', (status, known) => {
  expect(knownStatus(status)).toBe(known);
});
