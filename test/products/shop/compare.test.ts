import { compareShopOrders } from '../../../src/backend/order-events/products/shop/compare.ts';
import type { ShopSnapshot } from '../../../src/backend/order-events/products/shop/snapshot.ts';
import { dateText, decimal, instant } from '../../support/typed-texts.ts';

const SHOWN_AT = instant('2023-01-16T12:00:00.000000000Z');
const NOTED_AT = dateText('2023-01-16T14:40:02.184Z');
const placed = { type: 'ORDER_PLACED', at: dateText('2023-01-16T13:53:10.776Z') };
const order: ShopSnapshot = { product: 'wix-ecom', status: 'APPROVED', activities: [placed] };

function findings(before: Partial<ShopSnapshot>, after: Partial<ShopSnapshot>) {
  return compareShopOrders({ ...order, ...before }, { ...order, ...after }, SHOWN_AT);
}

describe('the status of a shop order', () => {
  it.each<[string, string, string[]]>([
    ['INITIALIZED', 'APPROVED', ['order-approved']],
    ['PENDING', 'APPROVED', ['order-approved']],
    ['INITIALIZED', 'PENDING', []],
    ['PENDING', 'INITIALIZED', []],
    ['PENDING', 'REJECTED', ['order-rejected']],
    ['APPROVED', 'CANCELED', ['order-canceled']],
    ['CANCELED', 'APPROVED', []],
    ['ON_HOLD', 'APPROVED', []],
    ['APPROVED', 'ON_HOLD', ['status-unknown']],
    ['APPROVED', 'APPROVED', []],
  ])('that goes from %s to %s is %p', (before, after, kinds) => {
    const found = findings({ status: before }, { status: after });

    expect(found.map(({ kind }) => kind)).toStrictEqual(kinds);
  });

  it('that goes further shows both statuses', () => {
    expect(findings({ status: 'PENDING' }, {})).toMatchObject([
      { kind: 'order-approved', occurrence: '1', previous: { status: 'PENDING' }, current: { status: 'APPROVED' } },
    ]);
  });

  it('that nobody knew is no news', () => {
    expect(findings({ status: undefined }, { status: 'CANCELED' })).toStrictEqual([]);
    expect(findings({}, { status: undefined })).toStrictEqual([]);
  });

  it.each([
    ['CANCELED', 'ORDER_CANCELED'],
    ['REJECTED', 'ORDER_REJECTED'],
  ])('%s is as old as the order notes: %s', (status, type) => {
    const found = findings({ status: 'PENDING' }, { status, activities: [placed, { type, at: NOTED_AT }] });

    expect(found).toMatchObject([{ at: '2023-01-16T14:40:02.184Z' }]);
  });

  it('that is approved places the order where it notes that only now', () => {
    const before = { status: 'INITIALIZED', activities: [] };

    expect(findings(before, {})).toMatchObject([
      { kind: 'order-placed', previous: { status: 'INITIALIZED' }, current: { status: 'APPROVED' } },
      { kind: 'order-approved' },
    ]);
    expect(findings({ status: 'INITIALIZED' }, {})).toMatchObject([{ kind: 'order-approved' }]);
    expect(findings(before, { activities: [{ type: 'ORDER_PENDING', at: NOTED_AT }] })).toMatchObject([
      { kind: 'order-approved' },
    ]);
    expect(findings(before, { status: 'CANCELED' })).toMatchObject([{ kind: 'order-canceled' }]);
    expect(findings({ ...before, activities: undefined }, { activities: undefined })).toMatchObject([
      { kind: 'order-approved' },
    ]);
  });

  it.each([
    ['status', 'ON_HOLD'],
    ['paymentStatus', 'CHARGED_BACK'],
    ['fulfillmentStatus', 'IN_TRANSIT'],
  ])('of the kind %s that no document lists is told: %s', (field, value) => {
    const found = findings({ [field]: undefined }, { [field]: value });

    expect(found).toMatchObject([{ kind: 'status-unknown', occurrence: `${field}=${value}` }]);
    expect(findings({ [field]: value }, { [field]: value })).toStrictEqual([]);
  });

  it.each(['NOT_FULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED'])('of the fulfilment %s is known', (status) => {
    expect(findings({}, { fulfillmentStatus: status })).toStrictEqual([]);
  });
});

describe('the line items of a shop order', () => {
  it.each<[string, Record<string, string>, Record<string, string>, string[], string[]]>([
    ['of another quantity', { a: '1x30', b: '1x5' }, { a: '2x30', b: '1x5' }, ['a: 1x30'], ['a: 2x30']],
    ['of another price', { a: '1x30' }, { a: '1x35' }, ['a: 1x30'], ['a: 1x35']],
    ['that are new', { a: '1x30' }, { a: '1x30', b: '1x5' }, ['b: none'], ['b: 1x5']],
    ['that are gone', { a: '1x30', b: '1x5' }, { a: '1x30' }, ['b: 1x5'], ['b: none']],
    [
      'whose name all objects inherit',
      { a: 'x' },
      { a: 'x', constructor: 'x' },
      ['constructor: none'],
      ['constructor: x'],
    ],
  ])('%s are told', (_what, before, after, previous, current) => {
    expect(findings({ lineItems: before }, { lineItems: after })).toMatchObject([
      {
        kind: 'line-items-changed',
        canRepeat: true,
        previous: { lineItems: previous },
        current: { lineItems: current },
      },
    ]);
  });

  it.each<[string, Record<string, string> | undefined, Record<string, string> | undefined]>([
    ['that stay', { a: '1x30' }, { a: '1x30' }],
    ['of which either event leaves out the quantity', { a: '1x30' }, { a: 'x30' }],
    ['of which either event leaves out the price', { a: '1x' }, { a: '1x30' }],
    ['of which either event leaves out all', { a: 'x' }, { a: '1x30' }],
    ['that were unknown', undefined, { a: '1x30' }],
    ['that are unknown', { a: '1x30' }, undefined],
  ])('%s are no news', (_what, before, after) => {
    expect(findings({ lineItems: before }, { lineItems: after })).toStrictEqual([]);
  });

  it('are told from a later change by what they are then, in whatever order they stand', () => {
    const [one, other, third] = [
      { a: '2x30', b: '1x5' },
      { b: '1x5', a: '2x30' },
      { a: '3x30', b: '1x5' },
    ].map((lineItems) => findings({ lineItems: { a: '1x30', b: '1x5' } }, { lineItems })[0]?.occurrence);

    expect(one).toMatch(/^[\da-f]{16}$/);
    expect(other).toBe(one);
    expect(third).not.toBe(one);
  });
});

describe('the total of a shop order', () => {
  it('that moves is told, and can come about again', () => {
    expect(findings({ total: decimal('40') }, { total: decimal('41.5') })).toMatchObject([
      {
        kind: 'totals-changed',
        occurrence: '41.5',
        canRepeat: true,
        previous: { total: '40' },
        current: { total: '41.5' },
      },
    ]);
  });

  it('that stays, appears or disappears is no news', () => {
    expect(findings({ total: decimal('40') }, { total: decimal('40') })).toStrictEqual([]);
    expect(findings({}, { total: decimal('40') })).toStrictEqual([]);
    expect(findings({ total: decimal('40') }, {})).toStrictEqual([]);
  });
});

describe('a shop order', () => {
  it.each<[boolean | undefined, boolean | undefined, number]>([
    [false, true, 1],
    [true, false, 0],
    [undefined, true, 0],
    [false, undefined, 0],
    [true, true, 0],
  ])('that was seen by somebody, %p and then %p, is told %p times', (before, after, count) => {
    const seen = {
      kind: 'order-seen',
      occurrence: '1',
      canRepeat: false,
      previous: { seenByAHuman: false },
      current: { seenByAHuman: true },
    };

    expect(findings({ isSeen: before }, { isSeen: after })).toMatchObject(Array.from({ length: count }, () => seen));
  });

  it.each([
    ['buyer-details-changed', 'buyer'],
    ['shipping-address-changed', 'shipping'],
    ['billing-details-changed', 'billing'],
  ])('tells %s by the names of the fields', (kind, part) => {
    const digests = (all: string, email: string) => ({ [part]: { all, fields: { email } } });

    expect(findings(digests('a', '1'), digests('b', '2'))).toMatchObject([
      { kind, occurrence: 'b', current: { fields: ['email'] } },
    ]);
  });
});

it('shows which field an archived order moved', () => {
  expect(findings({ archived: false }, { archived: true })).toMatchObject([
    { kind: 'order-archived', previous: { archived: false }, current: { archived: true } },
  ]);
});

it('lists twenty items at most of those that moved', () => {
  const items = (quantity: string) =>
    Object.fromEntries(Array.from({ length: 25 }, (_none, index) => [`item-${String(index)}`, `${quantity}x10`]));

  const [found] = findings({ lineItems: items('1') }, { lineItems: items('2') });

  expect(found?.previous['lineItems']).toHaveLength(20);
  expect(found?.current['lineItems']).toHaveLength(20);
});
