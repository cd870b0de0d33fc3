import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { classifyEvent, withShipments } from '../../src/backend/order-events/timeline/classify-event.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { valueAt, type JsonObject } from '../../tools/workbench/payload/json.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { deliverAll, kindsOf, projectionAfter, type Delivery } from './deliver.ts';

const plan = documentedPayload('wixPricingPlans_onOrderUpdated');
const ticket = documentedPayload('wixEvents_onOrderUpdated');

const active = {
  'entity.status': 'ACTIVE',
  'entity.startDate': '2022-07-01T10:00:00.000Z',
  'entity._updatedDate': '2022-08-01T09:00:00.000Z',
} satisfies PayloadChanges;

/** An event of the documented plan order at a time of the first of August 2022. */
function planEvent(name: string, time: string, changes: PayloadChanges = {}): Delivery {
  const metadata = { 'metadata.id': `${name} at ${time}`, 'metadata.eventTime': `2022-08-01T${time}Z` };
  const event = changed(plan, { ...active, ...metadata, ...changes });
  const handler = `wixPricingPlans_on${name}` as HandlerName;
  const { entity } = event;
  const isUnderEntity = name === 'OrderUpdated' || name === 'OrderCreated';
  const raw = isUnderEntity ? event : { metadata: event['metadata'], data: { order: entity } };
  return { handler, raw };
}

function told(deliveries: readonly Delivery[]): string[][] {
  return deliverAll(deliveries).map(({ changes }) => changes.map(({ kind, evidence }) => `${kind} ${evidence}`));
}

describe('an event whose name says what its order does not show', () => {
  const paused = { 'entity.status': 'PAUSED', 'entity.pausePeriods': [{ pauseDate: '2022-08-01T10:00:00.020Z' }] };

  it('is a pause that still shows the order as active: the pause is told once, with the event', () => {
    const pause = planEvent('OrderPaused', '10:00:00.150');
    const update = planEvent('OrderUpdated', '10:00:00.400', paused);

    expect(told([planEvent('OrderUpdated', '09:00:01'), pause, update])).toEqual([[], ['order-paused reported'], []]);
    expect(told([planEvent('OrderUpdated', '09:00:01'), update, pause])).toEqual([[], ['order-paused compared'], []]);
    expect(told([pause, update])).toEqual([['order-paused reported'], []]);
  });

  it('is a pause, after which a state of the same write that shows no resume is none', () => {
    const events = [planEvent('OrderPaused', '10:00:00.150'), planEvent('OrderUpdated', '10:00:00.200')];

    expect(told([planEvent('OrderUpdated', '09:00:01'), ...events])).toEqual([[], ['order-paused reported'], []]);
  });

  it('is a pause of another day than the one before', () => {
    const nextDay = {
      'entity.status': 'PAUSED',
      'entity._updatedDate': '2022-08-02T10:00:00.000Z',
      'metadata.eventTime': '2022-08-02T10:00:00.150Z',
    };
    const resumed = {
      'entity.pausePeriods': [{ pauseDate: '2022-08-01T10:00:00.020Z', resumeDate: '2022-08-01T11:00:00.000Z' }],
    };
    const events = [
      planEvent('OrderPaused', '10:00:00.150'),
      planEvent('OrderUpdated', '11:00:00.150', resumed),
      planEvent('OrderPaused', '12:00:00', nextDay),
    ];

    expect(told(events)).toEqual([['order-paused reported'], ['order-resumed compared'], ['order-paused reported']]);
  });

  it('is a payment that shows the order as canceled: the payment is told, and no cancellation', () => {
    const over = { 'entity.status': 'CANCELED', 'entity.endDate': '2022-08-01T09:59:59.900Z' };
    const marked = planEvent('OrderMarkedAsPaid', '10:00:00', over);

    expect(told([marked])).toEqual([['order-paid reported']]);
    expect(told([planEvent('OrderUpdated', '09:00:01'), marked])).toEqual([[], ['order-paid reported']]);
  });

  it('is a payment that shows the order as unpaid: the update after it tells nothing', () => {
    const marked = planEvent('OrderMarkedAsPaid', '10:00:00');
    const update = planEvent('OrderUpdated', '10:00:01', { 'entity.lastPaymentStatus': 'PAID' });

    expect(told([planEvent('OrderUpdated', '09:00:01'), marked, update])).toEqual([[], ['order-paid reported'], []]);
  });

  it('is told with its age where its state is older than what is known, and moves nothing back', () => {
    const known = planEvent('OrderUpdated', '10:00:05', {
      'entity.lastPaymentStatus': 'PAID',
      'entity._updatedDate': '2022-08-01T10:00:04.000Z',
    });
    const stopped = planEvent('OrderAutoRenewCanceled', '10:00:06', { '+entity.autoRenewCanceled': true });

    const [, second, third] = deliverAll([known, stopped, { ...known }]);

    expect(second?.changes).toMatchObject([
      { kind: 'auto-renew-canceled', evidence: 'reported', notBefore: '2022-08-01T10:00:06.000Z' },
    ]);
    expect(second?.projection?.timeline).toHaveLength(1);
    expect(third?.verdict).toBe('duplicate');
  });
});

describe('the end date by the event that it was moved', () => {
  it('is told once, in the direction that the states show', () => {
    const moved = { 'entity.endDate': '2023-01-01T16:23:00.000Z', 'entity._updatedDate': '2022-08-01T09:59:59.000Z' };
    const update = planEvent('OrderUpdated', '10:00:01', moved);
    const named = planEvent('OrderEndDatePostponed', '10:00:02', { ...moved, 'entity.earliestEndDate': undefined });

    expect(told([planEvent('OrderUpdated', '09:00:01'), update, named])).toEqual([
      [],
      ['end-date-brought-forward compared'],
      [],
    ]);
    expect(told([planEvent('OrderUpdated', '09:00:01'), named, update])).toEqual([
      [],
      ['end-date-brought-forward reported'],
      [],
    ]);
  });
});

describe('an event that carries no order', () => {
  it('tells nothing of shipments where the product has none', () => {
    const event = { ...parsedEvent('wixEvents_onOrderUpdated', ticket), carries: 'fulfillments' } as const;

    expect(classifyEvent(undefined, event, undefined)).toMatchObject({ verdict: 'no-change', changes: [] });
  });

  const orderId = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
  const shop: Delivery = { handler: 'wixEcom_onOrderUpdated', raw: documentedPayload('wixEcom_onOrderUpdated') };

  function shipments(id: string, ...numbers: (string | undefined)[]): Delivery {
    return {
      handler: 'wixEcom_onFulfillmentsUpdated',
      raw: {
        metadata: { id, eventTime: '2023-01-17T10:00:00.000000Z' },
        entity: {
          orderId,
          fulfillments: numbers.map((trackingNumber, index) => ({
            _id: `fulfillment ${String(index)}`,
            _createdDate: '2023-01-17T09:59:59.000Z',
            trackingInfo: { trackingNumber, trackingLink: 'https://example.com/parcels' },
          })),
        },
      },
    };
  }

  it('is no first sight of its order, and nothing to compare with', () => {
    const [shipped, seen] = deliverAll([shipments('a', 'EX1'), shop]);

    expect(shipped).toMatchObject({ verdict: 'no-change', changes: [], projection: { timeline: [] } });
    expect(seen?.verdict).toBe('first-seen');
    expect(seen?.projection?.shipments).toMatchObject([{ number: 'EX1' }]);
  });

  it('tells each tracking number of a known order once, and again when it changes', () => {
    const events = [
      shop,
      shipments('a', 'EX1'),
      shipments('a', 'EX1'),
      shipments('b', 'EX1', 'EX2'),
      shipments('c', 'EX3', 'EX2'),
    ];

    expect(deliverAll(events).map(({ changes }) => changes.map(({ current }) => current['trackingNumber']))).toEqual([
      [],
      ['EX1'],
      [],
      ['EX2'],
      ['EX3'],
    ]);
  });

  it('gives the shipments to the order of every later event', () => {
    const known = projectionAfter([shipments('a', 'EX1')]);

    expect(withShipments(parsedEvent(shop.handler, shop.raw).order, known)).toMatchObject({
      tracking: [{ number: 'EX1', link: 'https://example.com/parcels' }],
    });
    expect(withShipments(parsedEvent('wixEvents_onOrderUpdated', ticket).order, known)).not.toHaveProperty('tracking');
  });

  it('is understood where it is of transactions, and tells nothing', () => {
    const raw = {
      metadata: { id: 'transactions', eventTime: '2023-01-17T10:00:00.000000Z' },
      data: { orderTransactions: { orderId, payments: [], refunds: [] }, paymentIds: ['a'], refundIds: [] },
    };
    const event = parsedEvent('wixEcom_onOrderTransactionsUpdated', raw);

    expect(event).toMatchObject({ carries: 'transactions', order: { id: orderId }, warnings: [] });
    expect(deliverAll([{ handler: 'wixEcom_onOrderTransactionsUpdated', raw }, shop])).toMatchObject([
      { verdict: 'no-change', changes: [], projection: undefined },
      { verdict: 'first-seen' },
    ]);
  });

  it('is an erasure where a ticket order is deleted at somebody’s request, and else nothing', () => {
    const { timestamp, eventId, orderNumber } = ticket;
    const deleted = (anonymized: boolean): Delivery => ({
      handler: 'wixEvents_onOrderDeleted',
      raw: { timestamp, eventId, orderNumber, anonymized, orderType: 'ASSIGNED_TICKETS' },
    });

    expect(deliverAll([deleted(true)]).map(kindsOf)).toEqual([['order-anonymized']]);
    expect(deliverAll([deleted(false)])).toMatchObject([{ verdict: 'no-change', projection: undefined }]);
    expect(valueAt(deleted(true).raw, 'orderNumber')).toBe('FMXC-BZG3-OT');
  });
});

describe('a plan event that leaves out what it is named for', () => {
  it('is dated by the event where the order starts only later', () => {
    const started = planEvent('OrderStarted', '10:00:00', { 'entity.startDate': '2022-08-02T10:00:00.000Z' });

    expect(deliverAll([started])[0]?.changes).toMatchObject([
      { kind: 'order-started', evidence: 'reported', occurredAt: '2022-08-01T10:00:00.000Z' },
    ]);
  });

  it('is a pause that shows no pause, told by its time', () => {
    const paused = planEvent('OrderPaused', '10:00:00', { 'entity.pausePeriods': undefined });
    const update = planEvent('OrderUpdated', '10:00:01', {
      'entity.status': 'PAUSED',
      'entity.pausePeriods': undefined,
    });
    const before = planEvent('OrderUpdated', '09:00:00', { 'entity.pausePeriods': undefined });
    const about = (time: string): object[] => [
      { kind: 'order-paused', occurrence: `about-2022-08-01T${time}.000Z`, occurredAt: `2022-08-01T${time}.000Z` },
    ];

    expect(deliverAll([paused])[0]?.changes).toMatchObject(about('10:00:00'));
    expect(deliverAll([before, update])[1]?.changes).toMatchObject(about('10:00:01'));
    expect(deliverAll([before, paused, update]).flatMap(({ changes }) => changes)).toMatchObject(about('10:00:00'));
  });

  it('is a start that was moved, nobody knows where to, told by its time', () => {
    const moved = planEvent('OrderStartDateChanged', '10:00:00', { 'entity.startDate': undefined });

    expect(deliverAll([moved])[0]?.changes).toMatchObject([
      { kind: 'start-date-changed', occurrence: 'about-2022-08-01T10:00:00.000Z', current: { startDate: null } },
    ]);
  });

  it('is a cycle of which nobody knows the number, told by its time', () => {
    const started = planEvent('OrderCycleStarted', '10:00:00');

    expect(deliverAll([started])[0]?.changes).toMatchObject([
      { kind: 'cycle-started', occurrence: 'about-2022-08-01T10:00:00.000Z', current: { cycleIndex: null } },
    ]);
  });

  it('is a cycle that the order does not show yet, dated by the event', () => {
    const { raw, handler } = planEvent('OrderCycleStarted', '10:00:00', {
      '+entity.currentCycle': { index: 1, startedDate: '2022-07-01T10:00:00.000Z' },
    });
    const started = { handler, raw: changed(raw as JsonObject, { '+data.cycleNumber': 2 }) };

    expect(deliverAll([started])[0]?.changes).toMatchObject([
      { kind: 'cycle-started', occurrence: 'cycle-2', occurredAt: '2022-08-01T10:00:00.000Z' },
    ]);
  });
});
