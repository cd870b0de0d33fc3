import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { deliverAll } from '../timeline/deliver.ts';

const PLANS = 'wixPricingPlans_onOrderUpdated';
const active = { 'entity.status': 'ACTIVE', 'entity.startDate': '2022-01-01T00:00:00.000Z' } satisfies PayloadChanges;

describe('the first event of an order', () => {
  it.each<[string, HandlerName, PayloadChanges]>([
    ['a paid ticket order', 'wixEvents_onOrderUpdated', {}],
    ['a pending plan order', PLANS, {}],
    ['a paid, active plan order', PLANS, { ...active, 'entity.lastPaymentStatus': 'PAID' }],
    ['a plan order whose renewal is canceled', PLANS, { ...active, '+entity.autoRenewCanceled': true }],
    ['an unpaid shop order', 'wixEcom_onOrderUpdated', {}],
    ['a fulfilled shop order', 'wixEcom_onOrderUpdated', { 'entity.fulfillmentStatus': 'FULFILLED' }],
    ['a fully refunded shop order', 'wixEcom_onOrderUpdated', { 'entity.paymentStatus': 'FULLY_REFUNDED' }],
  ])('that shows %s guesses nothing', (_what, handler, changes) => {
    const [first] = deliverAll([{ handler, raw: changed(documentedPayload(handler), changes) }]);

    expect(first).toMatchObject({ verdict: 'first-seen', changes: [], projection: { reportedKeys: [] } });
  });

  it.each<[HandlerName, PayloadChanges, string[]]>([
    ['wixEvents_onOrderUpdated', { status: 'CANCELED' }, ['order-canceled:1']],
    ['wixEcom_onOrderUpdated', { 'entity.status': 'CANCELED' }, ['order-canceled:1']],
    ['wixEcom_onOrderUpdated', { 'entity.status': 'REJECTED' }, ['order-rejected:1']],
    [PLANS, { 'entity.status': 'CANCELED' }, ['order-canceled:1']],
    [PLANS, { 'entity.status': 'ENDED' }, ['order-ended:1']],
    [
      PLANS,
      { 'entity.status': 'CANCELED', '+entity.cancellation': { cause: 'OWNER_ACTION', effectiveAt: 'IMMEDIATELY' } },
      ['order-canceled:1', 'order-ended:1'],
    ],
    ['wixEvents_onOrderUpdated', { status: 'REFUNDED' }, ['status-unknown:status=REFUNDED']],
    [
      'wixEcom_onOrderUpdated',
      { 'entity.status': 'CANCELED', 'entity.fulfillmentStatus': 'IN_TRANSIT' },
      ['order-canceled:1', 'status-unknown:fulfillmentStatus=IN_TRANSIT'],
    ],
    [PLANS, { 'entity.lastPaymentStatus': 'DISPUTED' }, ['status-unknown:lastPaymentStatus=DISPUTED']],
  ])('of %s infers from a final or unknown status: %p', (handler, changes, told) => {
    const [first] = deliverAll([{ handler, raw: changed(documentedPayload(handler), changes) }]);

    expect(first?.changes.map(({ evidence }) => evidence)).toEqual(told.map(() => 'inferred'));
    expect(first).toMatchObject({ verdict: 'first-seen', projection: { reportedKeys: told } });
  });
});
