import type { Classification } from '../../src/backend/order-events/timeline/classify-event.ts';
import { classifyEvent } from '../../src/backend/order-events/timeline/classify-event.ts';
import { parseReadOrder } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { instant } from '../support/typed-texts.ts';
import { deliverAll, projectionAfter, testDigest, type Delivery } from './deliver.ts';

const shopPayload = documentedPayload('wixEcom_onOrderUpdated');
const planPayload = documentedPayload('wixPricingPlans_onOrderUpdated');

function shopAt(eventTime: string, changes: PayloadChanges = {}): Delivery {
  const own = { 'metadata.id': eventTime, 'metadata.eventTime': eventTime, 'entity._updatedDate': eventTime };
  return { handler: 'wixEcom_onOrderUpdated', raw: changed(shopPayload, { ...own, ...changes }) };
}

function planAt(eventTime: string, changes: PayloadChanges = {}): Delivery {
  const own = { 'metadata.id': eventTime, 'metadata.eventTime': eventTime, 'entity._updatedDate': eventTime };
  return { handler: 'wixPricingPlans_onOrderUpdated', raw: changed(planPayload, { ...own, ...changes }) };
}

/** Each change of the last of the deliveries, with the earliest and the latest that it can have happened. */
function agesOf(deliveries: readonly Delivery[]): string[] {
  const [last] = deliverAll(deliveries).slice(-1);
  return last?.changes.map(({ kind, notBefore, occurredAt }) => `${kind} ${String(notBefore)} ${occurredAt}`) ?? [];
}

describe('a change that two states show', () => {
  it('lies between the two', () => {
    const known = shopAt('2023-02-01T10:00:00.000Z');
    const archived = shopAt('2023-03-01T10:00:00.000Z', { 'entity.archived': true });

    expect(agesOf([known, archived])).toEqual(['order-archived 2023-02-01T10:00:00.000Z 2023-03-01T10:00:00.000Z']);
  });

  it('has the instant that the order notes of it', () => {
    const known = shopAt('2023-02-01T10:00:00.000Z');
    const canceled = shopAt('2023-03-01T10:00:00.000Z', {
      'entity.status': 'CANCELED',
      '+entity.activities.1': { type: 'ORDER_CANCELED', _createdDate: '2023-02-20T09:00:00.000Z' },
    });

    expect(agesOf([known, canceled])).toEqual(['order-canceled 2023-02-20T09:00:00.000Z 2023-02-20T09:00:00.000Z']);
  });

  it('is no older than the cycle that it belongs to', () => {
    const cycle = (index: number, startedDate: string): PayloadChanges => ({
      'entity.type': 'ONLINE',
      'entity.status': 'ACTIVE',
      'entity.lastPaymentStatus': 'PAID',
      '+entity.currentCycle': { index, startedDate },
    });
    const known = planAt('2022-08-01T10:00:00.000Z', cycle(1, '2022-08-01T09:00:00.000Z'));
    const renewed = planAt('2022-09-01T09:01:00.000Z', cycle(2, '2022-09-01T09:00:00.000Z'));

    expect(agesOf([known, renewed])).toEqual([
      'order-renewed 2022-09-01T09:00:00.000Z 2022-09-01T09:01:00.000Z',
      'cycle-started 2022-09-01T09:00:00.000Z 2022-09-01T09:00:00.000Z',
    ]);
  });

  it('is dated by its event where the order’s own instant lies ahead', () => {
    const known = planAt('2022-08-01T10:00:00.000Z', { 'entity.status': 'ACTIVE' });
    const canceled = planAt('2022-08-02T10:00:00.000Z', { 'entity.status': 'CANCELED' });

    expect(agesOf([known, canceled])).toEqual(['order-canceled 2022-08-01T10:00:00.000Z 2022-08-02T10:00:00.000Z']);
  });
});

describe('an order that a job read', () => {
  const ticketPayload = documentedPayload('wixEvents_onOrderUpdated');
  const ticketOrder = changed(ticketPayload, { timestamp: undefined });

  function read(product: Product, raw: unknown, at: string, known: Projection | undefined): Classification {
    const parsed = parseReadOrder(product, raw, instant(at));
    if (parsed.kind === 'rejected') throw new Error('Rejected');
    return classifyEvent(known, parsed.event, testDigest);
  }

  it('is a baseline where it has no date of its own, however young it is', () => {
    const young = changed(ticketOrder, { created: '2023-02-01T09:59:00.000Z', 'tickets.0.checkIn': undefined });

    const first = read('wix-events', young, '2023-02-01T10:00:00.000000000Z', undefined);

    expect(first).toMatchObject({ verdict: 'first-seen', changes: [], projection: { reportedKeys: [] } });
  });

  it('is compared with what is known, and the change is as old as that at the earliest', () => {
    const known = projectionAfter([{ handler: 'wixEvents_onOrderUpdated', raw: ticketPayload }]);

    const canceled = changed(ticketOrder, { status: 'CANCELED' });
    const { changes } = read('wix-events', canceled, '2023-02-01T10:00:00.000000000Z', known);

    expect(changes).toMatchObject([
      { kind: 'order-canceled', notBefore: '2020-04-28T12:24:29.768Z', occurredAt: '2023-02-01T10:00:00.000Z' },
    ]);
  });

  it.each([
    ['five minutes after an event', '2020-04-28T12:29:29.768000000Z', 'stale', []],
    ['later', '2020-04-28T12:29:29.769000000Z', 'changed', ['order-payment-pending']],
  ])('undoes nothing that an event said %s, unless it is newer', (_when, at, verdict, kinds) => {
    const known = projectionAfter([{ handler: 'wixEvents_onOrderUpdated', raw: ticketPayload }]);

    const classified = read('wix-events', changed(ticketOrder, { status: 'PENDING' }), at, known);

    expect(classified.verdict).toBe(verdict);
    expect(classified.changes.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('counts at once where its write time is newer than that of the event', () => {
    const known = projectionAfter([shopAt('2023-02-01T10:00:00.000Z')]);
    const { entity } = changed(shopPayload, {
      'entity._updatedDate': '2023-02-01T10:00:30.000Z',
      'entity.archived': true,
    });

    const { changes } = read('wix-ecom', entity, '2023-02-01T10:01:00.000000000Z', known);

    expect(changes).toMatchObject([{ kind: 'order-archived', occurredAt: '2023-02-01T10:00:30.000Z' }]);
  });
});
