import { orders as shopOrders } from '@wix/ecom';
import { orders as ticketOrders } from '@wix/events';
import { orders as planOrders } from '@wix/pricing-plans';
import { AppStrategy, createClient } from '@wix/sdk';

import { createWebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { handlers, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import type { JsonObject } from './json.ts';
import { APP_ID, INSTANCE_ID } from './webhook-event.ts';

/** SDK module with the order events of each product; an event's name there is the second half of its Velo name. */
const moduleOf: Readonly<Record<Product, Record<string, unknown>>> = {
  'wix-events': { ...ticketOrders },
  'wix-pricing-plans': { ...planOrders },
  'wix-ecom': { ...shopOrders },
};

const signer = createWebhookSigner();

/** Identity that every event made here names as its cause. */
export const identity = { identityType: 'WIX_USER', wixUserId: '9d1f7c0e-6a0b-4f2e-8f0d-5a8c1d2e3f40' };

/**
 * Returns what a handler of the real JavaScript SDK receives for a REST webhook body: the body is signed as Wix signs webhooks, and passes
 * through the SDK's own verification and transformation, offline.
 */
export async function sdkEvent(handler: HandlerName, restBody: JsonObject): Promise<unknown> {
  const received: unknown[] = [];
  const webhooks = subscribe(handler, (event: unknown) => {
    received.push(event);
  });
  await webhooks.process(signedWebhook(handler, restBody));
  if (received.length !== 1) throw new Error(`The SDK called the handler ${received.length} times`);
  return received[0];
}

/** Signs the webhook of an event with this body as Wix would sign it now. */
export function signedWebhook(handler: HandlerName, body: JsonObject): string {
  const { eventType } = handlers[handler].sdk;
  return signer.sign({ eventType, instanceId: INSTANCE_ID, body: JSON.stringify(body), identity }, Date.now());
}

interface Webhooks {
  readonly process: (jwt: string) => Promise<unknown>;
}

/** Returns the SDK authentication of the app that the webhooks are signed for. */
export function appAuth(): ReturnType<typeof AppStrategy> {
  return AppStrategy({ appId: APP_ID, publicKey: signer.publicKey });
}

/** Creates the SDK's own webhook client with one handler; throws if the SDK has no such event. */
export function subscribe(handler: HandlerName, onEvent: (event: unknown) => void): Webhooks {
  const client = createClient({ auth: appAuth(), modules: { orders: moduleOf[handlers[handler].product] } });
  const method: unknown = Reflect.get(Object(Reflect.get(client, 'orders')), handler.replace(/^\w+_/, ''));
  if (typeof method !== 'function') throw new Error(`The SDK has no event for ${handler}`);
  Reflect.apply(method, undefined, [onEvent]);
  return client.webhooks;
}
