import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { DocumentedPayload, PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import { isJsonObject, type JsonObject } from '../../workbench/payload/json.ts';
import type { Scenario, ScenarioEvent } from '../scenario.ts';
import { occurrenceRule } from './occurrence-rule.ts';

/** Scenarios in which Wix reports one change in several events of different names. */
export function siblingScenarios(payloadOf: PayloadOf): Scenario[] {
  return [ticketsBought(payloadOf), ...plansBought(payloadOf), ...plansPaused(payloadOf), shopOrderPaid(payloadOf)];
}

function exampleEvents(payloadOf: PayloadOf, dialect: 'example' | 'example.v2') {
  return (name: string, handler: HandlerName, changes: PayloadChanges = {}): ScenarioEvent => {
    const example: DocumentedPayload = `${handler}.${dialect}`;
    return { name, handler, raw: changed(payloadOf(example), changes) };
  };
}

function ticketsBought(payloadOf: PayloadOf): Scenario {
  const event = exampleEvents(payloadOf, 'example');
  const updated = event('updated', 'wixEvents_onOrderUpdated', {
    timestamp: '2021-06-11T17:45:10.162Z',
    'tickets.0.checkIn': undefined,
  });
  return {
    name: 'ticket order bought, reported by sibling events',
    product: 'wix-events',
    known: [],
    events: [
      event('initiated', 'wixEvents_onOrderInitiated'),
      event('confirmed', 'wixEvents_onOrderConfirmed'),
      updated,
    ],
    // An order returned by a method has neither an event time nor the address.
    finalOrder: changed(updated.raw, { timestamp: undefined, email: undefined }),
    now: '2021-06-11T17:50:00.000Z',
    rules: [occurrenceRule('wix-events', 'order-paid'), occurrenceRule('wix-events', 'order-confirmed')],
    expected: [{ rule: 'order-paid', occurrence: '1', needs: [] }],
  };
}

const firstCycle = { index: 1, startedDate: '2024-04-02T14:20:31.508Z', endedDate: '2024-05-02T14:20:31.508Z' };
/** A plan that starts immediately. */
const startsAtOnce = {
  cycles: [firstCycle],
  startDate: '2024-04-02T14:20:31.508Z',
  endDate: '2024-10-02T14:20:31.508Z',
  earliestEndDate: '2024-10-02T14:20:31.508Z',
} satisfies PayloadChanges;

function plansBought(payloadOf: PayloadOf): Scenario[] {
  const event = exampleEvents(payloadOf, 'example.v2');
  const boughtAt = (time: string, more: PayloadChanges = { currentCycle: firstCycle }) => ({
    ...startsAtOnce,
    'metadata.eventTime': `2024-04-02T${time}Z`,
    _updatedDate: '2024-04-02T14:20:58.930Z',
    ...more,
  });
  const created = event('created', 'wixPricingPlans_onOrderCreated', startsAtOnce);
  const purchased = event(
    'purchased',
    'wixPricingPlans_onOrderPurchased',
    boughtAt('14:20:59.301486520', { '+currentCycle': firstCycle, status: 'ACTIVE', statusNew: 'ACTIVE' }),
  );
  const started = event('started', 'wixPricingPlans_onOrderStarted', boughtAt('14:20:59.405177394'));
  const cycleStarted = event('cycle started', 'wixPricingPlans_onOrderCycleStarted', boughtAt('14:20:59.498806152'));
  const updated = event('updated', 'wixPricingPlans_onOrderUpdated', boughtAt('14:21:00.229351847'));
  const common = {
    product: 'wix-pricing-plans',
    finalOrder: orderIn(updated),
    now: '2024-04-02T14:25:00.000Z',
    rules: [
      occurrenceRule('wix-pricing-plans', 'order-paid'),
      occurrenceRule('wix-pricing-plans', 'order-started'),
      occurrenceRule('wix-pricing-plans', 'order-renewed'),
    ],
  } as const;
  const paid = { rule: 'order-paid', occurrence: 'cycle-1', needs: [] };
  const begun = { rule: 'order-started', occurrence: '1' };
  return [
    {
      ...common,
      name: 'plan bought, reported by four sibling events of a draft',
      known: [created],
      events: [purchased, started, cycleStarted, updated],
      expected: [paid, { ...begun, needs: [] }],
    },
    {
      ...common,
      name: 'plan bought, of which nothing was known',
      known: [],
      events: [purchased, started, updated],
      // All three show the order as active; only the name proves that it was not active before.
      expected: [paid, { ...begun, needs: ['started'] }],
    },
  ];
}

const PAUSE_DATE = '2024-04-20T11:02:37.094Z';

function plansPaused(payloadOf: PayloadOf): Scenario[] {
  const event = exampleEvents(payloadOf, 'example.v2');
  const paused = event('paused', 'wixPricingPlans_onOrderPaused');
  const pausedUpdate = event('paused (updated)', 'wixPricingPlans_onOrderUpdated', {
    'metadata.id': 'paused-updated',
    'metadata.eventTime': '2024-04-20T11:02:37.604158204Z',
    entity: orderIn(paused),
  });
  const resumed = event('resumed', 'wixPricingPlans_onOrderResumed');
  const common = {
    product: 'wix-pricing-plans',
    now: '2024-04-24T08:50:00.000Z',
    rules: [
      occurrenceRule('wix-pricing-plans', 'order-paused', 24 * 7),
      occurrenceRule('wix-pricing-plans', 'order-resumed', 24 * 7),
    ],
  } as const;
  const pause = { occurrence: PAUSE_DATE, needs: [] };
  return [
    {
      ...common,
      name: 'plan paused, reported by two sibling events, and resumed',
      known: [event('active', 'wixPricingPlans_onOrderUpdated')],
      events: [paused, pausedUpdate, resumed],
      finalOrder: orderIn(resumed),
      expected: [
        { rule: 'order-paused', ...pause },
        { rule: 'order-resumed', ...pause },
      ],
    },
    {
      ...common,
      name: 'plan paused, of which nothing was known',
      known: [],
      events: [paused, pausedUpdate],
      finalOrder: orderIn(paused),
      expected: [{ rule: 'order-paused', ...pause }],
    },
  ];
}

function shopOrderPaid(payloadOf: PayloadOf): Scenario {
  const event = exampleEvents(payloadOf, 'example');
  const updated = event('updated', 'wixEcom_onOrderUpdated', {
    'metadata.eventTime': '2023-05-09T09:12:39.231906Z',
    _updatedDate: '2023-05-09T09:12:39.118Z',
    fulfillmentStatus: 'NOT_FULFILLED',
    activities: [
      { _createdDate: '2023-05-09T09:12:31.204Z', type: 'ORDER_PLACED' },
      { _createdDate: '2023-05-09T09:12:39.105Z', type: 'ORDER_PAID' },
    ],
    seenByAHuman: false,
  });
  return {
    name: 'shop order bought, reported by sibling events',
    product: 'wix-ecom',
    known: [],
    events: [
      event('created', 'wixEcom_onOrderCreated'),
      event('approved', 'wixEcom_onOrderApproved'),
      event('payment status', 'wixEcom_onOrderPaymentStatusUpdated'),
      updated,
    ],
    finalOrder: orderIn(updated),
    now: '2023-05-09T09:15:00.000Z',
    rules: [occurrenceRule('wix-ecom', 'order-paid'), occurrenceRule('wix-ecom', 'order-approved')],
    expected: [
      { rule: 'order-paid', occurrence: 'paid-83.6', needs: [] },
      { rule: 'order-approved', occurrence: '1', needs: [] },
    ],
  };
}

/** Returns the order of an event, wherever the event contains it. */
function orderIn({ raw }: ScenarioEvent): JsonObject {
  const { entity, data } = raw;
  const order = isJsonObject(data) ? data['order'] : entity;
  if (!isJsonObject(order)) throw new Error('A sibling event of a plan or shop order must contain its order');
  return order;
}
