import { orderFulfillments, orders as shopOrders, orderTransactions } from '@wix/ecom';
import { orders, tickets } from '@wix/events';
import { orders as planOrders } from '@wix/pricing-plans';
import { AppStrategy, createClient } from '@wix/sdk';

import { createWebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { registerOrderEvents } from '../../../hosts/sdk/register-order-events.ts';
import { createOrderEvents } from '../../../src/backend/order-events/create-order-events.ts';
import { handlerNames, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { createInMemoryPorts } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { afterPayment, paidRule, PAYMENT_KEY, siteWith } from '../../support/shop-site.ts';
import { toWebhookEvent } from '../../../tools/workbench/payload/webhook-event.ts';
import type { DocumentedPayload } from '../../../tools/workbench/payload/documented-payloads.ts';
import type { RestBodyOptions } from '../../../tools/workbench/payload/rest-body.ts';

const signer = createWebhookSigner();
const APP_ID = '5f1b3a52-91f5-4a4e-9a2e-2d1f0c9b8a77';
const INSTANCE = '0fc2d8b5-44b9-4f50-a0a4-3c2d0c1b7a11';
const TICKETS = 'wixEvents_onOrderUpdated';
const PLANS = 'wixPricingPlans_onOrderUpdated';
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

function auth() {
  return AppStrategy({ appId: APP_ID, publicKey: signer.publicKey });
}

/** Creates the webhook of a documented payload, signed as Wix does. */
function webhookOf(handler: HandlerName, options?: RestBodyOptions, payload: DocumentedPayload = handler): string {
  const event = documentedPayload(payload);
  return signer.sign(toWebhookEvent(handler, INSTANCE, { event, json: JSON.stringify(event) }, options), Date.now());
}

interface Heard {
  readonly handler: HandlerName;
  readonly event: unknown;
  readonly instanceId: string | undefined;
}

function listen() {
  const heard: Heard[] = [];
  const handle = (handler: HandlerName, event: unknown, instanceId: string | undefined) => {
    heard.push({ handler, event, instanceId });
    return Promise.resolve();
  };
  return { heard, handle };
}

function openShop() {
  const world = emptyWorld(afterPayment);
  const { handleOrderEvent } = createOrderEvents(createInMemoryPorts(world));
  const outcomes: unknown[] = [];
  const handle = async (handler: HandlerName, event: unknown) => {
    outcomes.push(await handleOrderEvent(handler, event, siteWith([paidRule])));
  };
  return { world, outcomes, handle };
}

describe('the example of the documents, with the order events of this package', () => {
  it('handles the ticket order of a webhook', async () => {
    const { handle, outcomes } = openShop();
    const wixClient = createClient({
      auth: AppStrategy({ appId: APP_ID, publicKey: signer.publicKey }),
      modules: { orders },
    });
    let seen = 0;
    wixClient.orders.onOrderUpdated(() => void (seen += 1));
    registerOrderEvents(wixClient, handle);

    await wixClient.webhooks.process(webhookOf(TICKETS));

    expect(seen).toBe(1);
    expect(outcomes).toMatchObject([
      {
        handler: TICKETS,
        verdict: 'first-seen',
        order: { product: 'wix-events', id: 'FMXC-BZG3-OT' },
        rejection: null,
      },
    ]);
  });

  it('notifies of a payment once, however often it is delivered', async () => {
    const { handle, world, outcomes } = openShop();
    const client = createClient({ auth: auth(), modules: { orders: shopOrders } });
    registerOrderEvents(client, handle);

    await client.webhooks.process(webhookOf(PAYMENT));
    await client.webhooks.process(webhookOf(PAYMENT));

    expect(outcomes).toMatchObject([
      { notifications: [{ key: PAYMENT_KEY, status: 'sent' }] },
      { verdict: 'duplicate' },
    ]);
    expect(world.emails).toHaveLength(1);
  });

  it('handles a plan order', async () => {
    const { handle, outcomes } = openShop();
    const client = createClient({ auth: auth(), modules: { orders: planOrders } });
    registerOrderEvents(client, handle);

    const body = webhookOf(PLANS);
    await client.webhooks.processRequest(new Request('http://localhost/webhooks', { method: 'POST', body }));

    expect(outcomes).toMatchObject([
      {
        verdict: 'first-seen',
        order: { product: 'wix-pricing-plans', id: 'beaf5979-536b-4659-b3fc-78cc08579eab' },
        rejection: null,
      },
    ]);
  });
});

describe('the registered events', () => {
  it('are those of the modules, whatever their names and places', async () => {
    const { heard, handle } = listen();
    const client = createClient({
      auth: auth(),
      modules: {
        tickets: orders,
        plans: planOrders,
        shop: { orders: shopOrders, orderFulfillments, orderTransactions },
      },
    });

    const names = registerOrderEvents(client, handle);
    for (const handler of [TICKETS, PLANS, SHOP] as const) await client.webhooks.process(webhookOf(handler));

    expect([...names].sort()).toEqual([...handlerNames].sort());
    expect(heard.map(({ handler, instanceId }) => [handler, instanceId])).toEqual([
      [TICKETS, INSTANCE],
      [PLANS, INSTANCE],
      [SHOP, INSTANCE],
    ]);
  });

  it.each(handlerNames)('are understood by the core: %s', async (handler) => {
    const { handle, outcomes } = openShop();
    const client = createClient({
      auth: auth(),
      modules: { tickets: orders, plans: planOrders, orders: shopOrders, orderFulfillments, orderTransactions },
    });
    registerOrderEvents(client, handle);

    await client.webhooks.process(webhookOf(handler, undefined, `${handler}.example`));

    expect(outcomes).toMatchObject([{ handler, rejection: null }]);
  });

  it('do not include events of modules that the client lacks', () => {
    const { handle } = listen();

    expect(registerOrderEvents(createClient({ auth: auth(), modules: { orderFulfillments } }), handle)).toEqual([
      'wixEcom_onFulfillmentsUpdated',
    ]);
    expect(registerOrderEvents(createClient({ auth: auth(), modules: { tickets } }), handle)).toEqual([]);
    expect(registerOrderEvents(createClient({ auth: auth() }), handle)).toEqual([]);
  });

  it('are handled once if a module is in two places', async () => {
    const { heard, handle } = listen();
    const client = createClient({ auth: auth(), modules: { orders: shopOrders, again: shopOrders } });

    registerOrderEvents(client, handle);
    await client.webhooks.process(webhookOf(SHOP));

    expect(heard).toHaveLength(1);
  });

  it('are not those of other modules with equal names', () => {
    const { handle } = listen();
    const foreign = shopOrders.onOrderCommitted;
    const client = createClient({ auth: auth(), modules: { others: { onOrderUpdated: foreign } } });

    expect(registerOrderEvents(client, handle)).toEqual([]);
    expect(client.webhooks.getRegisteredEvents()).toEqual(new Map());
  });

  it('are registered once for each client, and handled by the latest function', async () => {
    const [first, last, other] = [listen(), listen(), listen()];
    const client = createClient({ auth: auth(), modules: { orders: shopOrders } });
    const otherClient = createClient({ auth: auth(), modules: { orders: shopOrders } });

    const names = registerOrderEvents(client, first.handle);
    registerOrderEvents(otherClient, other.handle);
    expect(registerOrderEvents(client, last.handle)).toEqual(names);
    await client.webhooks.process(webhookOf(SHOP));

    expect([first.heard, last.heard, other.heard].map(({ length }) => length)).toEqual([0, 1, 0]);
  });
});

describe('an event from the SDK', () => {
  it('is complete for this and another handler, and changes of the other are not visible', async () => {
    const [alone, beside] = [listen(), listen()];
    const client = createClient({ auth: auth(), modules: { orders: shopOrders } });
    registerOrderEvents(client, alone.handle);
    const shared = createClient({ auth: auth(), modules: { orders: shopOrders } });
    const theirs: unknown[] = [];
    shared.orders.onOrderUpdated((event) => {
      theirs.push(structuredClone(event));
      event.entity.number = 'changed';
    });
    registerOrderEvents(shared, beside.handle);

    await client.webhooks.process(webhookOf(SHOP));
    await shared.webhooks.process(webhookOf(SHOP));

    const [{ event } = { event: undefined }] = alone.heard;
    expect(event).toMatchObject({
      entity: { number: '10003', billingInfo: { address: { addressLine1: '525 5th Avenue' } } },
    });
    expect(beside.heard).toEqual(alone.heard);
    expect(theirs).toEqual([event]);
  });

  it('of a second handler of the SDK alone is incomplete', async () => {
    const client = createClient({ auth: auth(), modules: { orders: shopOrders } });
    const lines: unknown[] = [];
    for (const _time of [1, 2]) {
      client.orders.onOrderUpdated(({ entity }) => void lines.push(entity.billingInfo?.address?.addressLine1));
    }

    await client.webhooks.process(webhookOf(SHOP));

    expect(lines).toEqual(['525 5th Avenue', undefined]);
  });

  it('that cannot be handled makes the webhook fail, so that Wix repeats it', async () => {
    const client = createClient({ auth: auth(), modules: { orders: shopOrders } });
    registerOrderEvents(client, () => Promise.reject(new Error('the store is away')));

    await expect(client.webhooks.process(webhookOf(SHOP))).rejects.toThrow('the store is away');
  });

  it('has no order if the body contains JSON text, and is rejected by the core', async () => {
    const { handle, outcomes } = openShop();
    const client = createClient({ auth: auth(), modules: { orders: shopOrders } });
    registerOrderEvents(client, handle);

    await client.webhooks.process(webhookOf(SHOP, { asJson: true }));

    expect(outcomes).toMatchObject([{ verdict: 'rejected', rejection: { path: 'entity' } }]);
  });
});
