import type { Snapshot } from '../../src/backend/order-events/products/product-models.ts';
import { emptyProjection, lifeOf, withoutHistory } from '../../src/backend/order-events/timeline/projection.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { instant } from '../support/typed-texts.ts';

const FIRST = instant('2024-03-01T11:58:00.000000000Z');
const SECOND = instant('2024-03-01T11:59:00.000000000Z');
const digests = { all: 'key/digest', fields: { email: 'digest' } };

/** An order in this state, and in a second one where an event came after it. */
function orderWith(first: Snapshot, second?: Snapshot): Projection {
  const timeline = [
    { at: FIRST, snapshot: first },
    second === undefined ? [] : { at: SECOND, snapshot: second },
  ].flat();
  return { product: first.product, orderId: 'order-1', timeline, reportedKeys: ['a:1'], eventIds: ['event-1'] };
}

describe('how far an order has come', () => {
  it.each<[status: string | undefined, life: string]>([
    ['PAID', 'over'],
    ['FREE', 'over'],
    ['CANCELED', 'over'],
    ['DECLINED', 'over'],
    ['VOIDED', 'over'],
    ['INITIATED', 'idle'],
    ['PENDING', 'idle'],
    ['OFFLINE_PENDING', 'idle'],
    [undefined, 'idle'],
  ])('is, of a ticket order in the status %s: %s', (status, life) => {
    expect(lifeOf(orderWith({ product: 'wix-events', status }))).toBe(life);
  });

  it.each<[status: string | undefined, life: string]>([
    ['ENDED', 'over'],
    ['CANCELED', 'over'],
    ['DRAFT', 'running'],
    ['PENDING', 'running'],
    ['ACTIVE', 'running'],
    ['PAUSED', 'running'],
    [undefined, 'running'],
  ])('is, of a plan order in the status %s: %s', (status, life) => {
    expect(lifeOf(orderWith({ product: 'wix-pricing-plans', status }))).toBe(life);
  });

  it.each<[status: string | undefined, payment: string | undefined, fulfillment: string | undefined, life: string]>([
    ['CANCELED', 'NOT_PAID', 'NOT_FULFILLED', 'over'],
    ['REJECTED', 'NOT_PAID', 'NOT_FULFILLED', 'over'],
    ['APPROVED', 'FULLY_REFUNDED', 'NOT_FULFILLED', 'over'],
    ['APPROVED', 'PAID', 'FULFILLED', 'over'],
    ['APPROVED', 'PARTIALLY_REFUNDED', 'FULFILLED', 'over'],
    ['APPROVED', 'NOT_PAID', 'FULFILLED', 'idle'],
    ['APPROVED', 'PARTIALLY_PAID', 'FULFILLED', 'idle'],
    ['APPROVED', undefined, 'FULFILLED', 'idle'],
    ['APPROVED', 'PAID', 'NOT_FULFILLED', 'idle'],
    ['APPROVED', 'PAID', 'PARTIALLY_FULFILLED', 'idle'],
    ['APPROVED', 'PAID', undefined, 'idle'],
    [undefined, undefined, undefined, 'idle'],
  ])('is, of a shop order that is %s, %s and %s: %s', (status, paymentStatus, fulfillmentStatus, life) => {
    expect(lifeOf(orderWith({ product: 'wix-ecom', status, paymentStatus, fulfillmentStatus }))).toBe(life);
  });

  it('is told by all that was shown of it, one after the other', () => {
    const paid = { product: 'wix-ecom', paymentStatus: 'PAID' } as const;

    expect(lifeOf(orderWith(paid, { product: 'wix-ecom', fulfillmentStatus: 'FULFILLED' }))).toBe('over');
  });

  it('may be anywhere while nothing is known of it', () => {
    expect(lifeOf(emptyProjection({ product: 'wix-pricing-plans', id: 'order-1' }))).toBe('idle');
  });
});

describe('an order without its history', () => {
  it('is, of tickets, the last state, without who the buyer and the guests are', () => {
    const first: Snapshot = {
      product: 'wix-events',
      status: 'PAID',
      confirmed: true,
      buyer: digests,
      tickets: { 'A-1': { archived: false, guest: digests }, 'A-2': { checkedInAt: undefined, guest: digests } },
    };

    expect(withoutHistory(orderWith(first, { product: 'wix-events', archived: true }))).toEqual({
      product: 'wix-events',
      orderId: 'order-1',
      timeline: [
        {
          at: '2024-03-01T11:59:00.000000000Z',
          snapshot: {
            product: 'wix-events',
            status: 'PAID',
            confirmed: true,
            archived: true,
            tickets: { 'A-1': { archived: false }, 'A-2': {} },
          },
        },
      ],
      reportedKeys: ['a:1'],
      eventIds: ['event-1'],
    });
  });

  it('is, of tickets that no event showed, what was shown', () => {
    const { timeline } = withoutHistory(orderWith({ product: 'wix-events', status: 'FREE', buyer: digests }));

    expect(timeline).toEqual([
      { at: '2024-03-01T11:58:00.000000000Z', snapshot: { product: 'wix-events', status: 'FREE' } },
    ]);
  });

  it('is, of a plan, the last state, without who the buyer is', () => {
    const first: Snapshot = { product: 'wix-pricing-plans', status: 'ACTIVE', cycleIndex: 2, buyer: digests };
    const { timeline } = withoutHistory(orderWith(first, { product: 'wix-pricing-plans', status: 'ENDED' }));

    expect(timeline).toEqual([
      {
        at: '2024-03-01T11:59:00.000000000Z',
        snapshot: { product: 'wix-pricing-plans', status: 'ENDED', cycleIndex: 2 },
      },
    ]);
  });
});
