import {
  carryShopOrder,
  projectShopOrder,
  type ShopSnapshot,
} from '../../../src/backend/order-events/products/shop/snapshot.ts';
import { changed } from '../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { parsedShopOrder } from '../../support/parsed-order.ts';
import { dateText, decimal } from '../../support/typed-texts.ts';

const PRODUCT = 'wix-ecom';
const shop = documentedPayload('wixEcom_onOrderUpdated');

describe('what is stored of a shop order', () => {
  it('has items without quantity or price, and none where the event has none', () => {
    const bare = snapshotOf({ entity: { _id: '1', lineItems: [{ _id: 'a' }] } });
    const none = snapshotOf({ entity: { _id: '1', activities: [] } });

    expect(bare).toMatchObject({ lineItems: { a: 'x' } });
    expect(Object.values(none).filter((value) => value !== undefined)).toEqual(['wix-ecom', '0']);
  });

  it('has its activities oldest first', () => {
    const activities = ['03', '01', '02', '01'].map((day, index) => ({
      type: `TYPE_${String(index)}`,
      _createdDate: `2023-02-${day}T00:00:00.000Z`,
    }));

    expect(snapshotOf(changed(shop, { 'entity.activities': activities }))).toMatchObject({
      activities: [{ type: 'TYPE_1' }, { type: 'TYPE_3' }, { type: 'TYPE_2' }, { type: 'TYPE_0' }],
    });
  });
});

describe('the state of a shop order after an event', () => {
  it('keeps what the event did not show', () => {
    const before: ShopSnapshot = { product: PRODUCT, status: 'APPROVED', archived: true, total: decimal('40') };

    expect(carryShopOrder(before, { product: PRODUCT, archived: false })).toMatchObject({
      status: 'APPROVED',
      archived: false,
      total: '40',
    });
  });

  it.each(['balance', 'paid', 'refunded'] as const)('does not keep %s over a payment that does not show it', (sum) => {
    const before: ShopSnapshot = { product: PRODUCT, paymentStatus: 'PAID', [sum]: decimal('40') };

    expect(carryShopOrder(before, { product: PRODUCT, paymentStatus: 'PARTIALLY_REFUNDED' })[sum]).toBeUndefined();
    expect(carryShopOrder(before, { product: PRODUCT, paymentStatus: 'PAID' })[sum]).toBe('40');
    expect(carryShopOrder(before, { product: PRODUCT, archived: true })[sum]).toBe('40');
    expect(carryShopOrder(before, { product: PRODUCT, [sum]: decimal('50') })[sum]).toBe('50');
  });

  it('has the activities of both, each once and oldest first', () => {
    const [first, second, third] = [
      { type: 'A', at: dateText('2023-01-01T00:00:00.000Z') },
      { type: 'A', at: dateText('2023-01-02T00:00:00.000Z') },
      { type: 'A', at: dateText('2023-01-03T00:00:00.000Z') },
    ] as const;
    const before: ShopSnapshot = { product: PRODUCT, activities: [first, third] };

    expect(carryShopOrder(before, { product: PRODUCT, activities: [second, third] })).toMatchObject({
      activities: [first, second, third],
    });
    expect(carryShopOrder(before, { product: PRODUCT, activities: [third] })).toMatchObject({
      activities: [first, third],
    });
    expect(carryShopOrder(before, { product: PRODUCT })).toMatchObject({ activities: [first, third] });
    expect(carryShopOrder({ product: PRODUCT }, before)).toMatchObject({ activities: [first, third] });
  });
});

function snapshotOf(raw: unknown): ShopSnapshot {
  return projectShopOrder(parsedShopOrder(raw), undefined, undefined);
}
