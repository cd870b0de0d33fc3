import { findAtFirstSight } from '../../src/backend/order-events/products/first-sight.ts';
import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { deliverAll } from '../timeline/deliver.ts';

const plans = 'wixPricingPlans_onOrderUpdated';
const pauseDate = '2022-08-01T10:00:00.000Z';
const active = { 'entity.status': 'ACTIVE', 'entity.startDate': '2022-01-01T00:00:00.000Z' } satisfies PayloadChanges;

describe('the first event of an order', () => {
  it.each<[string, HandlerName, PayloadChanges]>([
    ['a paid ticket order', 'wixEvents_onOrderUpdated', {}],
    ['a pending plan order', plans, {}],
    ['a paid, active plan order', plans, { ...active, 'entity.lastPaymentStatus': 'PAID' }],
    ['a plan order whose renewal is canceled', plans, { ...active, '+entity.autoRenewCanceled': true }],
    ['an unpaid shop order', 'wixEcom_onOrderUpdated', {}],
    ['a fulfilled shop order', 'wixEcom_onOrderUpdated', { 'entity.fulfillmentStatus': 'FULFILLED' }],
    ['a fully refunded shop order', 'wixEcom_onOrderUpdated', { 'entity.paymentStatus': 'FULLY_REFUNDED' }],
  ])('that shows %s guesses nothing', (_what, handler, changes) => {
    const [first] = deliverAll([{ handler, raw: changed(documentedPayload(handler), changes) }]);

    expect(first).toMatchObject({ verdict: 'first-seen', changes: [], projection: { told: [] } });
  });

  it.each<[HandlerName, PayloadChanges, string[]]>([
    ['wixEvents_onOrderUpdated', { status: 'CANCELED' }, ['order-canceled:1']],
    ['wixEcom_onOrderUpdated', { 'entity.status': 'CANCELED' }, ['order-canceled:1']],
    ['wixEcom_onOrderUpdated', { 'entity.status': 'REJECTED' }, ['order-rejected:1']],
    [plans, { 'entity.status': 'CANCELED' }, ['order-canceled:1']],
    [plans, { 'entity.status': 'ENDED' }, ['order-ended:1']],
    [
      plans,
      { 'entity.status': 'CANCELED', '+entity.cancellation': { cause: 'OWNER_ACTION', effectiveAt: 'IMMEDIATELY' } },
      ['order-canceled:1', 'order-ended:1'],
    ],
    ['wixEvents_onOrderUpdated', { status: 'REFUNDED' }, ['status-unknown:status=REFUNDED']],
    [
      'wixEcom_onOrderUpdated',
      { 'entity.status': 'CANCELED', 'entity.fulfillmentStatus': 'IN_TRANSIT' },
      ['order-canceled:1', 'status-unknown:fulfillmentStatus=IN_TRANSIT'],
    ],
    [plans, { 'entity.lastPaymentStatus': 'DISPUTED' }, ['status-unknown:lastPaymentStatus=DISPUTED']],
  ])('of %s infers from a final or unknown status: %p', (handler, changes, told) => {
    const [first] = deliverAll([{ handler, raw: changed(documentedPayload(handler), changes) }]);

    expect(first?.changes.map(({ evidence }) => evidence)).toEqual(told.map(() => 'inferred'));
    expect(first).toMatchObject({ verdict: 'first-seen', projection: { told } });
  });
});

describe('the first event of a plan order', () => {
  const startedAt = { ...active, 'entity.startDate': '2022-08-01T10:00:00.000Z' };
  const createdNow = { 'entity._createdDate': '2022-08-01T10:00:00.000Z' };
  const paused = { ...active, 'entity.status': 'PAUSED', 'entity.pausePeriods': [{ status: 'ACTIVE', pauseDate }] };
  const resumeDate = '2022-08-01T11:00:00.000Z';
  const resumed = { ...active, 'entity.pausePeriods': [{ status: 'ENDED', pauseDate, resumeDate }] };
  const cycle = { ...active, '+entity.currentCycle': { index: 3, startedDate: '2022-08-01T10:00:00.000Z' } };

  it.each<[string, PayloadChanges, string, string[]]>([
    ['at the pause', paused, '2022-08-01T10:00:00.000000Z', [`order-paused:${pauseDate}`]],
    ['a minute after the pause', paused, '2022-08-01T10:01:00.000000Z', [`order-paused:${pauseDate}`]],
    ['later than that', paused, '2022-08-01T10:01:00.001000Z', []],
    ['before the pause', paused, '2022-08-01T09:59:59.999000Z', []],
    ['a minute after the resume', resumed, '2022-08-01T11:01:00.000000Z', [`order-resumed:${pauseDate}`]],
    ['later than that', resumed, '2022-08-01T11:01:00.001000Z', []],
    ['a minute after the start', startedAt, '2022-08-01T10:01:00.000000Z', ['order-started:1']],
    ['later than that', startedAt, '2022-08-01T10:01:00.001000Z', []],
    ['at the purchase', { ...startedAt, ...createdNow }, '2022-08-01T10:00:01.000000Z', ['order-placed:1']],
    ['five minutes after a cycle', cycle, '2022-08-01T10:05:00.000000Z', ['cycle-started:cycle-3']],
    ['later than that', cycle, '2022-08-01T10:05:00.001000Z', []],
    [
      'at a cycle without a number',
      { ...active, '+entity.currentCycle': { startedDate: '2022-08-01T10:00:00.000Z' } },
      '2022-08-01T10:00:00.000000Z',
      [],
    ],
    [
      'in a pause without an instant',
      { ...active, 'entity.status': 'PAUSED', 'entity.pausePeriods': undefined },
      '2022-08-01T10:00:00.000000Z',
      [],
    ],
  ])('%s says so, or nothing: %p at %s', (_when, changes, eventTime, told) => {
    const raw = changed(documentedPayload(plans), { ...changes, 'metadata.eventTime': eventTime });

    const [first] = deliverAll([{ handler: plans, raw }]);

    expect(first?.projection?.told).toEqual(told);
  });

  it.each<[string, PayloadChanges, string, string, object]>([
    ['order-paused', paused, '2022-08-01T10:00:01.000000Z', pauseDate, { status: 'PAUSED' }],
    ['order-resumed', resumed, '2022-08-01T11:00:01.000000Z', resumeDate, { status: 'ACTIVE' }],
    ['order-started', startedAt, '2022-08-01T10:00:01.000000Z', '2022-08-01T10:00:00.000Z', { status: 'ACTIVE' }],
    [
      'order-placed',
      { ...startedAt, ...createdNow },
      '2022-08-01T10:00:01.000000Z',
      '2022-08-01T10:00:00.000Z',
      { status: 'ACTIVE' },
    ],
    ['cycle-started', cycle, '2022-08-01T10:02:18.000000Z', '2022-08-01T10:00:00.000Z', { cycleIndex: 3 }],
  ])(
    'dates %s by the order’s own instant and shows what is so now',
    (kind, changes, eventTime, occurredAt, current) => {
      const raw = changed(documentedPayload(plans), { ...changes, 'metadata.eventTime': eventTime });

      const [first] = deliverAll([{ handler: plans, raw }]);

      expect(first?.changes).toMatchObject([{ kind, evidence: 'inferred', occurredAt, current }]);
    },
  );
});

it('infers nothing from a snapshot of another product', () => {
  const event = parsedEvent('wixEcom_onOrderUpdated', documentedPayload('wixEcom_onOrderUpdated'));

  expect(findAtFirstSight(event, { product: 'wix-pricing-plans', status: 'ENDED' })).toEqual([]);
});
