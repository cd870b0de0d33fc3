import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import { isJsonObject, type JsonObject } from '../../workbench/payload/json.ts';
import type { Scenario, ScenarioEvent } from '../scenario.ts';
import { occurrenceRule } from './occurrence-rule.ts';

/** Scenarios of a site that detects old orders late: through an event about one, or through the reconcile job. */
export function oldOrderScenarios(payloadOf: PayloadOf): Scenario[] {
  return [
    ...oldTicketOrders(payloadOf),
    ...readTicketOrders(payloadOf),
    oldPlanOrder(payloadOf, 'ENDED'),
    oldPlanOrder(payloadOf, 'CANCELED'),
    oldShopOrder(payloadOf),
  ];
}

const ticketRules = [
  occurrenceRule('wix-events', 'order-paid'),
  occurrenceRule('wix-events', 'order-canceled'),
  occurrenceRule('wix-events', 'ticket-canceled'),
  occurrenceRule('wix-events', 'order-unarchived'),
] as const;

/** Returns a ticket order in the form of the documented methods: without the date of its last update, and without the address. */
function listedTicketOrder({ raw }: ScenarioEvent): JsonObject {
  return changed(raw, { timestamp: undefined, email: undefined });
}

function ticketEvents(payloadOf: PayloadOf) {
  return (name: string, timestamp: string, changes: PayloadChanges = {}): ScenarioEvent => {
    const handler = 'wixEvents_onOrderUpdated';
    return { name, handler, raw: changed(payloadOf(handler), { timestamp, ...changes }) };
  };
}

const canceledTickets = {
  status: 'CANCELED',
  '+tickets.0.canceled': true,
  '+tickets.1.canceled': true,
} satisfies PayloadChanges;

function oldTicketOrders(payloadOf: PayloadOf): Scenario[] {
  const event = ticketEvents(payloadOf);
  const archived = event('archived', '2023-05-02T09:00:00.000Z', { ...canceledTickets, archived: true });
  const unarchived = event('unarchived', '2023-05-02T09:10:00.000Z', canceledTickets);
  const common = { product: 'wix-events', rules: ticketRules, now: '2023-05-02T09:15:00.000Z' } as const;
  const past = ['order-paid', 'order-canceled', 'ticket-canceled'];
  return [
    {
      ...common,
      name: 'ticket order canceled years ago, archived and unarchived',
      known: [],
      events: [archived, unarchived],
      finalOrder: listedTicketOrder(unarchived),
      expected: [{ rule: 'order-unarchived', occurrence: '1', needs: ['archived'] }],
      past,
    },
    {
      ...common,
      name: 'ticket order canceled while the site was off for years',
      known: [event('paid', '2020-04-28T12:24:29.768Z')],
      events: [archived, { name: 'read', listed: listedTicketOrder(archived) }],
      finalOrder: listedTicketOrder(archived),
      expected: [],
      past,
    },
  ];
}

function readTicketOrders(payloadOf: PayloadOf): Scenario[] {
  const event = ticketEvents(payloadOf);
  const paid = event('paid', '2023-05-02T08:00:00.000Z');
  const canceled = event('canceled', '2023-05-02T09:00:00.000Z', canceledTickets);
  const readPaid = { name: 'read, paid', listed: listedTicketOrder(paid), until: '2023-05-02T09:05:00.000Z' };
  const readCanceled = { name: 'read, canceled', listed: listedTicketOrder(canceled) };
  const common = {
    product: 'wix-events',
    rules: ticketRules,
    now: '2023-05-02T09:02:00.000Z',
    finalOrder: listedTicketOrder(canceled),
  } as const;
  return [
    {
      ...common,
      name: 'ticket order canceled today, read before and after its event',
      known: [paid],
      events: [readPaid, canceled, readCanceled],
      expected: [{ rule: 'order-canceled', occurrence: '1', needs: [] }],
      past: ['order-paid'],
    },
    {
      ...common,
      name: 'ticket order canceled years ago, read by the first run of the job',
      known: [],
      events: [readCanceled],
      expected: [],
      past: ['order-paid', 'order-canceled', 'ticket-canceled'],
    },
  ];
}

function oldPlanOrder(payloadOf: PayloadOf, status: 'ENDED' | 'CANCELED'): Scenario {
  const handler = 'wixPricingPlans_onOrderUpdated';
  const touched = (name: string, at: string): ScenarioEvent => ({
    name,
    handler,
    raw: changed(payloadOf(handler), {
      'metadata.id': name,
      'metadata.eventTime': `${at}.624503Z`,
      'entity._updatedDate': `${at}.517Z`,
      'entity.status': status,
      'entity.lastPaymentStatus': 'PAID',
      '+entity.cancellation': { cause: 'OWNER_ACTION', effectiveAt: 'IMMEDIATELY' },
      'entity.endDate': '2022-11-01T16:23:02.862Z',
    }),
  });
  const again = touched('touched again', '2025-03-03T10:05:00');
  return {
    name: `plan ${status.toLowerCase()} years ago, touched today`,
    product: 'wix-pricing-plans',
    known: [],
    events: [touched('touched', '2025-03-03T10:00:00'), again],
    finalOrder: entityIn(again),
    now: '2025-03-03T10:10:00.000Z',
    rules: [
      occurrenceRule('wix-pricing-plans', 'order-paid'),
      occurrenceRule('wix-pricing-plans', 'order-canceled'),
      occurrenceRule('wix-pricing-plans', 'order-ended'),
    ],
    expected: [],
    past: ['order-paid', 'order-canceled', 'order-ended'],
  };
}

function oldShopOrder(payloadOf: PayloadOf): Scenario {
  const handler: HandlerName = 'wixEcom_onOrderUpdated';
  const touched = (name: string, at: string, archived: boolean): ScenarioEvent => ({
    name,
    handler,
    raw: changed(payloadOf(handler), {
      'metadata.id': name,
      'metadata.eventTime': `${at}.143235Z`,
      'entity._updatedDate': `${at}.099Z`,
      'entity.status': 'CANCELED',
      'entity.paymentStatus': 'FULLY_REFUNDED',
      'entity.archived': archived,
      '+entity.activities.1': { type: 'ORDER_PAID', _createdDate: '2023-01-16T14:40:02.184Z' },
      '+entity.activities.2': {
        type: 'ORDER_REFUNDED',
        _createdDate: '2023-01-16T14:44:37.421Z',
        orderRefunded: { amount: { amount: '40.00' }, manual: true, reason: '' },
      },
      '+entity.activities.3': { type: 'ORDER_CANCELED', _createdDate: '2023-01-16T14:44:37.554Z' },
    }),
  });
  const unarchived = touched('unarchived', '2025-03-03T10:05:00', false);
  return {
    name: 'shop order canceled years ago, archived and unarchived',
    product: 'wix-ecom',
    known: [],
    events: [touched('archived', '2025-03-03T10:00:00', true), unarchived],
    finalOrder: entityIn(unarchived),
    now: '2025-03-03T10:10:00.000Z',
    rules: [
      occurrenceRule('wix-ecom', 'order-paid'),
      occurrenceRule('wix-ecom', 'order-refunded'),
      occurrenceRule('wix-ecom', 'order-canceled'),
      occurrenceRule('wix-ecom', 'order-unarchived'),
    ],
    expected: [{ rule: 'order-unarchived', occurrence: '1', needs: ['archived'] }],
    past: ['order-paid', 'order-refunded', 'order-canceled'],
  };
}

function entityIn({ raw }: ScenarioEvent): JsonObject {
  const { entity } = raw;
  if (!isJsonObject(entity)) throw new Error('An update event must contain its order under entity');
  return entity;
}
