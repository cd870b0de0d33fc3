import type { ChangeKind } from '../../../src/backend/order-events/changes/change.ts';
import { proveByShopName } from '../../../src/backend/order-events/products/shop/prove-by-name.ts';
import type { ShopSnapshot } from '../../../src/backend/order-events/products/shop/snapshot.ts';
import { parsedShopOrder } from '../../support/parsed-order.ts';
import { dateText } from '../../support/typed-texts.ts';

const NOTED = dateText('2023-01-16T13:53:10.776Z');
const CREATED = '2023-01-16T13:53:09.000Z';

/** What an event proves by its name, of an order that was made a second before anything was noted. */
function proofOf(proves: readonly ChangeKind[], shown: Partial<ShopSnapshot>) {
  const observed: ShopSnapshot = { product: 'wix-ecom', ...shown };
  const order = parsedShopOrder({ entity: { _id: 'order-1', _createdDate: CREATED } });
  return proveByShopName({ proves, order, observed, known: undefined, at: dateText('2023-01-16T14:00:00.000Z') });
}

it.each<ChangeKind[]>([[], ['order-paid']])('a name that proves nothing of a state leaves it: %p', (...proves) => {
  expect(proofOf(proves, { status: 'APPROVED' })).toEqual({
    findings: [],
    snapshot: { product: 'wix-ecom', status: 'APPROVED' },
  });
});

describe('an order that was placed', () => {
  it.each<[string, Partial<ShopSnapshot>, string]>([
    ['it notes that', { activities: [{ type: 'ORDER_PLACED', at: NOTED }] }, NOTED],
    ['it was made, where it notes other things', { activities: [{ type: 'ORDER_PAID', at: NOTED }] }, CREATED],
    ['it was made, where it notes nothing', {}, CREATED],
  ])('is as old as %s', (_when, shown, at) => {
    expect(proofOf(['order-placed'], { status: 'APPROVED', ...shown })).toMatchObject({
      findings: [{ kind: 'order-placed', previous: { status: null }, current: { status: 'APPROVED' }, at }],
      snapshot: { status: 'APPROVED' },
    });
  });

  it('is none while it waits for its online payment', () => {
    expect(proofOf(['order-placed'], { status: 'INITIALIZED' })).toEqual({
      findings: [],
      snapshot: { product: 'wix-ecom', status: 'INITIALIZED' },
    });
  });
});

it.each([
  [undefined, 'APPROVED'],
  ['INITIALIZED', 'APPROVED'],
  ['PENDING', 'APPROVED'],
  ['REJECTED', 'REJECTED'],
  ['CANCELED', 'CANCELED'],
])('an order that was approved and shows %p is %s', (status, proven) => {
  expect(proofOf(['order-approved'], { status })).toMatchObject({
    findings: [{ kind: 'order-approved', previous: { status: null }, current: { status: 'APPROVED' } }],
    snapshot: { status: proven },
  });
});

it('an order that was canceled is canceled, whatever it shows, as of its note', () => {
  const canceled = { kind: 'order-canceled', previous: { status: null }, current: { status: 'CANCELED' } };

  expect(
    proofOf(['order-canceled'], { status: 'APPROVED', activities: [{ type: 'ORDER_CANCELED', at: NOTED }] }),
  ).toMatchObject({ findings: [{ ...canceled, at: NOTED }], snapshot: { status: 'CANCELED' } });
  expect(proofOf(['order-canceled'], {})).toMatchObject({ findings: [{ ...canceled, at: undefined }] });
});
