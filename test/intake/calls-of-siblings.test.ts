import { site } from '../../src/backend/notification-rules.ts';
import { createOrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { handlers, updateHandlerOf, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { DocumentedPayload } from '../../tools/workbench/payload/documented-payloads.ts';
import { isJsonObject, type JsonObject } from '../../tools/workbench/payload/json.ts';
import { MINUTE } from '../ports/sample-rows.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { siteWith } from '../support/shop-site.ts';

interface Delivery {
  readonly handler: HandlerName;
  readonly event: JsonObject;
}

interface Life {
  readonly dialect: 'example' | 'example.v2';
  /** The events of one order, in order of time. */
  readonly handlers: readonly HandlerName[];
  /** The emails of the whole life, in order. */
  readonly emails: readonly string[];
  /** The events that bring no news when each is followed by an update with the same order. */
  readonly quiet: readonly string[];
}

/** The examples are the life of one order each; the events of another order among them are left out. */
const lives: Readonly<Record<string, Life>> = {
  'a ticket order': {
    dialect: 'example',
    handlers: ['wixEvents_onOrderInitiated', 'wixEvents_onOrderConfirmed', 'wixEvents_onOrderUpdated'],
    emails: ['TicketOrderPaid'],
    quiet: ['update after wixEvents_onOrderInitiated', 'update after wixEvents_onOrderConfirmed'],
  },
  'a plan order in the first dialect': {
    dialect: 'example',
    handlers: [
      'wixPricingPlans_onOrderCreated',
      'wixPricingPlans_onOrderPurchased',
      'wixPricingPlans_onOrderStarted',
      'wixPricingPlans_onOrderMarkedAsPaid',
      'wixPricingPlans_onOrderUpdated',
      'wixPricingPlans_onOrderCycleStarted',
      'wixPricingPlans_onOrderPaused',
      'wixPricingPlans_onOrderResumed',
      'wixPricingPlans_onOrderEndDatePostponed',
      'wixPricingPlans_onOrderAutoRenewCanceled',
      'wixPricingPlans_onOrderCanceled',
      'wixPricingPlans_onOrderEnded',
    ],
    emails: ['PlanPaid', 'PlanPaused', 'PlanResumed', 'PlanRenewalStopped', 'PlanCanceled'],
    quiet: [
      'update after wixPricingPlans_onOrderCreated',
      'wixPricingPlans_onOrderPurchased',
      'update after wixPricingPlans_onOrderPurchased',
      'update after wixPricingPlans_onOrderStarted',
      'update after wixPricingPlans_onOrderMarkedAsPaid',
      'wixPricingPlans_onOrderUpdated',
      'update after wixPricingPlans_onOrderCycleStarted',
      'update after wixPricingPlans_onOrderPaused',
      'update after wixPricingPlans_onOrderResumed',
      'update after wixPricingPlans_onOrderEndDatePostponed',
      'update after wixPricingPlans_onOrderAutoRenewCanceled',
      'update after wixPricingPlans_onOrderCanceled',
      'wixPricingPlans_onOrderEnded',
      'update after wixPricingPlans_onOrderEnded',
    ],
  },
  'a plan order in the second dialect': {
    dialect: 'example.v2',
    handlers: [
      'wixPricingPlans_onOrderCreated',
      'wixPricingPlans_onOrderStartDateChanged',
      'wixPricingPlans_onOrderPurchased',
      'wixPricingPlans_onOrderStarted',
      'wixPricingPlans_onOrderCycleStarted',
      'wixPricingPlans_onOrderUpdated',
      'wixPricingPlans_onOrderPaused',
      'wixPricingPlans_onOrderResumed',
      'wixPricingPlans_onOrderEndDatePostponed',
      'wixPricingPlans_onOrderAutoRenewCanceled',
      'wixPricingPlans_onOrderCanceled',
      'wixPricingPlans_onOrderEnded',
    ],
    emails: ['PlanPaid', 'PlanPaused', 'PlanResumed', 'PlanRenewalStopped', 'PlanCanceled'],
    quiet: [
      'update after wixPricingPlans_onOrderCreated',
      'update after wixPricingPlans_onOrderStartDateChanged',
      'update after wixPricingPlans_onOrderPurchased',
      'update after wixPricingPlans_onOrderStarted',
      'update after wixPricingPlans_onOrderCycleStarted',
      'wixPricingPlans_onOrderUpdated',
      'update after wixPricingPlans_onOrderPaused',
      'update after wixPricingPlans_onOrderResumed',
      'update after wixPricingPlans_onOrderEndDatePostponed',
      'update after wixPricingPlans_onOrderAutoRenewCanceled',
      'update after wixPricingPlans_onOrderCanceled',
      'wixPricingPlans_onOrderEnded',
      'update after wixPricingPlans_onOrderEnded',
    ],
  },
  'a shop order': {
    dialect: 'example',
    handlers: [
      'wixEcom_onOrderCreated',
      'wixEcom_onOrderApproved',
      'wixEcom_onOrderPaymentStatusUpdated',
      'wixEcom_onOrderTransactionsUpdated',
      'wixEcom_onFulfillmentsUpdated',
      'wixEcom_onOrderUpdated',
      'wixEcom_onOrderCanceled',
    ],
    emails: ['ShopOrderPaid', 'ShopOrderFulfilled', 'ShopOrderCanceled', 'ShopOrderRefunded'],
    quiet: [
      'update after wixEcom_onOrderCreated',
      'update after wixEcom_onOrderApproved',
      'wixEcom_onOrderPaymentStatusUpdated',
      'update after wixEcom_onOrderPaymentStatusUpdated',
      'wixEcom_onOrderTransactionsUpdated',
      'update after wixEcom_onOrderCanceled',
    ],
  },
};

describe.each(Object.entries(lives))('%s', (_name, life) => {
  it('is told the same by all its events as by onOrderUpdated alone', async () => {
    const updates = life.handlers.flatMap((handler) => updateOf(siblingOf(handler, life)) ?? []);

    const { emails: alone } = await deliver(updates.map((delivery) => ({ label: '', delivery })));
    const { emails: together } = await deliver(siblingsWithUpdates(life));

    expect(alone).toEqual(life.emails);
    expect(together).toEqual(life.emails);
  });

  it('costs one read for each event that brings no news', async () => {
    const { calls } = await deliver(siblingsWithUpdates(life));

    const read = calls.filter(({ names }) => names.length === 1);
    expect(read.map(({ label }) => label)).toEqual(life.quiet);
    expect(new Set(read.flatMap(({ names }) => names))).toEqual(new Set(['projections.read']));
  });
});

interface Labelled {
  readonly label: string;
  readonly delivery: Delivery;
}

/** Every event of a life, each followed by the update that shows the same order. */
function siblingsWithUpdates(life: Life): Labelled[] {
  return life.handlers.flatMap((handler) => {
    const delivery = siblingOf(handler, life);
    const update = handlers[handler].isUpdateHandler ? undefined : updateOf(delivery);
    const again = update === undefined ? [] : [{ label: `update after ${handler}`, delivery: update }];
    return [{ label: handler, delivery }, ...again];
  });
}

function siblingOf(handler: HandlerName, { dialect }: Life): Delivery {
  const example: DocumentedPayload = `${handler}.${dialect}`;
  return { handler, event: documentedPayload(example) };
}

/** The order of an event as onOrderUpdated prints it; nothing for an event that carries none. */
function updateOf({ handler, event }: Delivery): Delivery | undefined {
  const { product, carries } = handlers[handler];
  if (carries !== 'order') return undefined;
  const { metadata, data, entity } = event;
  const update = updateHandlerOf[product];
  if (!isJsonObject(metadata)) return { handler: update, event };
  const order = isJsonObject(data) ? data['order'] : entity;
  if (!isJsonObject(order)) throw new Error('A plan or shop event has its order');
  return { handler: update, event: { metadata: { ...metadata, id: `update-after-${handler}` }, entity: order } };
}

/** Delivers the events, each a second after its time, to a site whose hourly job has run since long before. */
async function deliver(deliveries: readonly Labelled[]) {
  const world = emptyWorld(0);
  const names: string[] = [];
  const ports = createInMemoryPorts(world, (call, effect) => {
    names.push(call.name);
    return Promise.resolve(effect());
  });
  const { handleOrderEvent } = createOrderEvents(ports);
  const calls: { readonly label: string; readonly names: readonly string[] }[] = [];
  for (const { label, delivery } of deliveries) {
    world.now = timeOf(delivery.event) + 1_000;
    const startedAt = world.now - 30 * MINUTE;
    const hourly = { startedAt, finishedAt: startedAt, report: {}, progress: { listeningSince: 0 } };
    world.jobStates.set('deliverDueNotifications', hourly);
    await handleOrderEvent(delivery.handler, delivery.event, siteWith(site.rules));
    calls.push({ label, names: names.splice(0) });
  }
  return { calls, emails: world.emails.map(({ emailId }) => emailId) };
}

function timeOf({ metadata, timestamp }: JsonObject): number {
  const time = isJsonObject(metadata) ? metadata['eventTime'] : timestamp;
  if (typeof time !== 'string') throw new Error('An event says when it happened');
  return Date.parse(time);
}
