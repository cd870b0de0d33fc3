import { shopModel } from '../../../src/backend/order-events/products/shop/shop-model.ts';
import type { ShopSnapshot } from '../../../src/backend/order-events/products/shop/snapshot.ts';
import { parsedShopOrder } from '../../support/parsed-order.ts';
import { dateText } from '../../support/typed-texts.ts';

const placed = { type: 'ORDER_PLACED', at: dateText('2023-01-16T13:53:10.776Z') };
const shipment = { shippingProvider: 'fedex', trackingNumber: '1' };
const order = parsedShopOrder({ entity: { _id: 'order-1', number: '10003' } });

function snapshot(changes: Partial<ShopSnapshot>): ShopSnapshot {
  return { product: 'wix-ecom', ...changes };
}

it('shows how far the fulfillment is only with both the status and the activities', () => {
  const shown = [
    { fulfillmentStatus: 'FULFILLED', activities: [placed] },
    { fulfillmentStatus: 'FULFILLED' },
    { activities: [placed] },
    {},
  ].map((changes) => shopModel.showsProgress?.(snapshot(changes)));

  expect(shown).toStrictEqual([true, false, false, false]);
});

it('adds the shipments that are known to an order that shows none', () => {
  const known = [shipment] as never;
  const own = [{ ...shipment, trackingNumber: '2' }] as never;

  expect(shopModel.shipments?.addTo(order, known)).toMatchObject({ id: 'order-1', number: '10003', tracking: known });
  expect(shopModel.shipments?.addTo({ ...order, tracking: own }, known).tracking).toBe(own);
});

it('counts the line items, which make an order large', () => {
  expect(shopModel.sizeLimit?.countParts(snapshot({ lineItems: { one: '1x2', two: '2x3' } }))).toBe(2);
  expect(shopModel.sizeLimit?.countParts(snapshot({}))).toBe(0);
});
