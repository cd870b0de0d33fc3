import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';
import type { Scenario, ScenarioEvent } from '../scenario.ts';
import { occurrenceRule } from './occurrence-rule.ts';
import { orderOf, paid, paymentUpdate, placedOrder, shopUpdate } from './shop-events.ts';

/** Scenarios in which the daily clean-up runs at any moment. */
export function cleanUpScenarios(payloadOf: PayloadOf): Scenario[] {
  return [...forgottenOrders(payloadOf), cleanedKey(payloadOf)];
}

const cleanUp = { name: 'clean-up', cleansAheadDays: 0 } as const;

/** Finished orders whose history was removed, as if the site had been installed afterwards, although it has been listening all the time. */
function forgottenOrders(payloadOf: PayloadOf): Scenario[] {
  const event = (name: string, timestamp: string, changes: PayloadChanges = {}): ScenarioEvent => {
    const handler = 'wixEvents_onOrderUpdated';
    return { name, handler, raw: changed(payloadOf(handler), { timestamp, ...changes }) };
  };
  const canceled = { status: 'CANCELED', '+tickets.0.canceled': true, '+tickets.1.canceled': true } as const;
  const paidThen = event('paid', '2020-04-28T12:24:29.768Z');
  const canceledThen = event('canceled', '2020-04-28T13:00:00.000Z', canceled);
  const archived = event('archived', '2023-05-02T09:00:00.000Z', { ...canceled, archived: true });
  const unarchived = event('unarchived', '2023-05-02T09:10:00.000Z', canceled);
  const common = {
    product: 'wix-events',
    known: [paidThen, canceledThen],
    knownAt: '2020-04-28T13:05:00.000Z',
    now: '2023-05-02T09:15:00.000Z',
    rules: [
      occurrenceRule('wix-events', 'order-paid'),
      occurrenceRule('wix-events', 'order-canceled'),
      occurrenceRule('wix-events', 'ticket-canceled'),
      occurrenceRule('wix-events', 'order-unarchived'),
    ],
    past: ['order-paid', 'order-canceled', 'ticket-canceled'],
  } as const;
  return [
    {
      ...common,
      name: 'ticket order canceled years ago, cleaned up, archived and unarchived',
      events: [cleanUp, archived, unarchived],
      finalOrder: listed(unarchived),
      expected: [{ rule: 'order-unarchived', occurrence: '1', needs: ['archived'] }],
    },
    {
      ...common,
      name: 'ticket order canceled years ago, cleaned up, whose payment is delivered again',
      events: [cleanUp, paidThen, archived],
      finalOrder: listed(archived),
      expected: [],
    },
  ];
}

function listed({ raw }: ScenarioEvent): JsonObject {
  return changed(raw, { timestamp: undefined, email: undefined });
}

/**
 * A key is removed while its events still arrive: changes in the stored state are not sent again, and a key that alone prevents a
 * repetition stays.
 */
function cleanedKey(payloadOf: PayloadOf): Scenario {
  const update = shopUpdate(payloadOf, paid);
  return {
    name: 'shop order paid, cleaned up after the retention while its events still come',
    product: 'wix-ecom',
    known: [placedOrder(payloadOf)],
    events: [update, paymentUpdate(payloadOf, paid, 'NOT_PAID'), { name: 'clean-up', cleansAheadDays: 100 }],
    finalOrder: orderOf(update),
    now: '2023-01-16T14:41:00.000Z',
    rules: [occurrenceRule('wix-ecom', 'order-paid')],
    expected: [{ rule: 'order-paid', occurrence: 'paid-40', needs: [update.name, `${paid.name} (payment status)`] }],
  };
}
