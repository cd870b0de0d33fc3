import {
  activityFindings,
  lastNoted,
  mergeActivities,
  newActivities,
} from '../../../src/backend/order-events/products/shop/activities.ts';
import type { ShopSnapshot } from '../../../src/backend/order-events/products/shop/snapshot.ts';
import { dateText } from '../../support/typed-texts.ts';

const placed = { type: 'ORDER_PLACED', at: dateText('2023-01-16T13:53:10.776Z') };
const before: ShopSnapshot = { product: 'wix-ecom', activities: [placed] };

describe('a new activity', () => {
  it('is told with its type, its own moment and its own time', () => {
    const comment = { type: 'MERCHANT_COMMENT', at: dateText('2023-01-16T14:00:00.000Z') };

    expect(activityFindings(before, { ...before, activities: [placed, comment] })).toEqual([
      {
        kind: 'activity-recorded',
        occurrence: 'MERCHANT_COMMENT@2023-01-16T14:00:00.000Z',
        canRepeat: false,
        previous: {},
        current: { activity: 'MERCHANT_COMMENT' },
        at: '2023-01-16T14:00:00.000Z',
      },
    ]);
  });

  it('without a time is as old as its event', () => {
    const findings = activityFindings(before, { ...before, activities: [placed, { type: 'INVOICE_SENT', at: '' }] });

    expect(findings).toMatchObject([{ occurrence: 'INVOICE_SENT@', at: undefined }]);
  });

  it('is told again at another time, and not at the same', () => {
    const sent = { type: 'INVOICE_SENT', at: dateText('2023-01-16T14:00:00.000Z') };
    const again = { type: 'INVOICE_SENT', at: dateText('2023-01-16T15:00:00.000Z') };

    const findings = activityFindings(
      { ...before, activities: [placed, sent] },
      { ...before, activities: [placed, sent, again] },
    );

    expect(findings.map(({ occurrence }) => occurrence)).toEqual(['INVOICE_SENT@2023-01-16T15:00:00.000Z']);
  });

  it('is not told where either list is unknown', () => {
    const comment = { type: 'MERCHANT_COMMENT', at: '' } as const;

    expect(activityFindings({}, { ...before, activities: [comment] })).toStrictEqual([]);
    expect(activityFindings(before, {})).toStrictEqual([]);
  });

  it.each([
    '',
    'ORDER_PLACED',
    'ORDER_PAID',
    'ORDER_PARTIALLY_PAID',
    'ORDER_PENDING',
    'ORDER_REJECTED',
    'ORDER_CANCELED',
    'ORDER_REFUNDED',
    'REFUND_INITIATED',
    'PAYMENT_REFUNDED',
    'REFUNDED_AS_STORE_CREDIT',
    'PAYMENT_PENDING',
    'PAYMENT_CANCELED',
    'PAYMENT_DECLINED',
    'ORDER_FULFILLED',
    'ORDER_NOT_FULFILLED',
    'EMAIL_EDITED',
    'SHIPPING_ADDRESS_EDITED',
    'DRAFT_ORDER_CHANGES_APPLIED',
  ])('%p belongs to a change of another kind', (type) => {
    const activities = [placed, { type, at: dateText('2023-01-16T14:00:00.000Z') }];

    expect(activityFindings(before, { ...before, activities })).toStrictEqual([]);
  });

  it.each([
    'TRACKING_NUMBER_ADDED',
    'TRACKING_NUMBER_EDITED',
    'TRACKING_LINK_ADDED',
    'SHIPPING_CONFIRMATION_EMAIL_SENT',
    'DOWNLOAD_LINK_SENT',
    'INVOICE_ADDED',
    'INVOICE_REMOVED',
    'RECEIPT_CREATED',
    'RECEIPT_SENT',
    'FULFILLER_EMAIL_SENT',
    'PICKUP_READY_EMAIL_SENT',
    'CUSTOM_ACTIVITY',
    'SAVED_PAYMENT_METHOD',
    'AUTHORIZED_PAYMENT_CREATED',
    'AUTHORIZED_PAYMENT_CAPTURED',
    'AUTHORIZED_PAYMENT_VOIDED',
    'PAYMENT_REFUND_FAILED',
    'CHARGEBACK_CREATED',
    'CHARGEBACK_REVERSED',
    'ORDER_CREATED_FROM_EXCHANGE',
    'NEW_EXCHANGE_ORDER_CREATED',
    'AN_ACTIVITY_OF_TOMORROW',
  ])('%p is told, because no other kind tells it', (type) => {
    const activities = [placed, { type, at: dateText('2023-01-16T14:00:00.000Z') }];

    expect(activityFindings(before, { ...before, activities })).toHaveLength(1);
  });
});

describe('the activities of two states', () => {
  const paid = { type: 'ORDER_PAID', at: dateText('2023-01-16T14:00:00.000Z') };

  it('are, together, those of both, each once and oldest first', () => {
    expect(mergeActivities([paid], [placed, paid])).toStrictEqual([placed, paid]);
    expect(mergeActivities([paid], [placed])).toStrictEqual([placed, paid]);
  });

  it('are those of one where the other does not show them', () => {
    expect(mergeActivities(undefined, [paid])).toStrictEqual([paid]);
    expect(mergeActivities([paid], undefined)).toStrictEqual([paid]);
    expect(mergeActivities(undefined, undefined)).toBeUndefined();
  });

  it('stay the list that they are where nothing is new', () => {
    const known = [paid, placed];

    expect(mergeActivities(known, [placed])).toBe(known);
  });

  it('are new by their type and their time', () => {
    const noted = [placed, { type: 'ORDER_PAID', at: placed.at }, paid];

    expect(newActivities({ activities: [paid] }, { activities: noted })).toStrictEqual(noted.slice(0, 2));
    expect(newActivities({}, { activities: noted })).toStrictEqual([]);
    expect(newActivities({ activities: noted }, {})).toStrictEqual([]);
  });
});

describe('the last note of an activity', () => {
  const [first, last] = [dateText('2023-01-16T14:00:00.000Z'), dateText('2023-01-16T15:00:00.000Z')];

  it.each<[string, Parameters<typeof lastNoted>[1], string | undefined]>([
    [
      'is the newest of its type',
      [
        { type: 'ORDER_PAID', at: last },
        { type: 'ORDER_PAID', at: first },
      ],
      last,
    ],
    ['is none of another type', [{ type: 'ORDER_PAID', at: first }, placed], first],
    ['is none without a time', [{ type: 'ORDER_PAID', at: '' }], undefined],
    ['is unknown where none is noted', [placed], undefined],
    ['is unknown where the activities are', undefined, undefined],
  ])('%s', (_what, activities, at) => {
    expect(lastNoted('ORDER_PAID', activities)).toBe(at);
  });
});

it('keeps the newest 300 of an order that collects more', () => {
  const many = Array.from({ length: 302 }, (_none, index) => ({
    type: 'MERCHANT_COMMENT',
    at: dateText(new Date(Date.UTC(2023, 0, 1, 0, index)).toISOString()),
  }));

  const merged = mergeActivities(many.slice(0, 2), many.slice(2).reverse()) ?? [];

  expect(merged).toHaveLength(300);
  expect(merged[0]?.at).toBe('2023-01-01T00:02:00.000Z');
  expect(merged.at(-1)?.at).toBe('2023-01-01T05:01:00.000Z');
});
