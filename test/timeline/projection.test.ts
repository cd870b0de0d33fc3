import type { Snapshot } from '../../src/backend/order-events/products/product-models.ts';
import {
  ANONYMIZED,
  boundProjection,
  emptyProjection,
  holdsReported,
  lifeOf,
  withoutHistory,
} from '../../src/backend/order-events/timeline/projection.ts';
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

describe('a projection of nine states', () => {
  const shown: { readonly archived?: boolean; readonly isSeen?: boolean }[] = [
    { archived: true },
    {},
    {},
    {},
    { isSeen: true },
    {},
    {},
    {},
    {},
  ];
  const projection: Projection = {
    product: 'wix-ecom',
    orderId: 'order-1',
    timeline: shown.map((fields) => ({ at: FIRST, snapshot: { product: 'wix-ecom', ...fields } })),
    reportedKeys: ['order-archived:1'],
    eventIds: [],
  };

  it('keeps eight, the oldest of which takes over what the one before it showed, and nothing else', () => {
    const { timeline } = boundProjection(projection);

    expect(timeline.map(({ snapshot }) => snapshot)).toEqual([
      { product: 'wix-ecom', archived: true },
      { product: 'wix-ecom' },
      { product: 'wix-ecom' },
      { product: 'wix-ecom', isSeen: true },
      ...Array.from({ length: 4 }, () => ({ product: 'wix-ecom' })),
    ]);
  });

  it('has forgotten no change while every key is kept', () => {
    expect(boundProjection(projection)).not.toHaveProperty('forgottenCount');
  });
});

describe('a projection goes on telling that a change was reported', () => {
  const change = { kind: 'order-paid', occurrence: 'paid-40' } as const;
  const keysOf = (count: number) => [
    'order-paid:paid-40',
    ...Array.from({ length: count - 1 }, (_, i) => `a:${String(i)}`),
  ];

  it.each<[string, Partial<Projection>, boolean]>([
    ['that it was', { reportedKeys: ['order-paid:paid-40'] }, true],
    ['that it was not', { reportedKeys: ['order-paid:paid-50'] }, false],
    ['of an anonymized order, whatever it was', { reportedKeys: [ANONYMIZED] }, true],
    ['up to half of the keys that it can hold', { reportedKeys: keysOf(500) }, true],
    ['no longer above that, for the oldest may go', { reportedKeys: keysOf(501) }, false],
    ['no longer once keys are forgotten', { reportedKeys: ['order-paid:paid-40'], forgottenCount: 1 }, false],
  ])('%s', (_what, known, isHeld) => {
    const projection = { ...emptyProjection({ product: 'wix-ecom', id: 'order-1' }), ...known };

    expect(holdsReported(projection, change)).toBe(isHeld);
  });
});
