import { handlerNames, handlers, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { isJsonObject, valueAt } from '../../src/backend/order-events/values/json-object.ts';

/** The part of the client from `createClient` of `@wix/sdk` that is used here; the SDK itself is not loaded. */
export interface WebhookClient {
  readonly webhooks: {
    /** Handlers by event type: the client's own lists, not copies. */
    getRegisteredEvents(): Map<string, RegisteredEvent[]>;
  };
}

/** A handler as the client stores it. */
export interface RegisteredEvent {
  readonly eventDefinition: EventDefinition;
  readonly handler: unknown;
}

interface EventDefinition {
  readonly transformations?: (envelope: unknown) => unknown;
}

/**
 * Handles an order event of an installation; `createOrderEvents(…).handleOrderEvent` takes the first two arguments. If it rejects,
 * `webhooks.process` rejects with the same error, so that the endpoint can answer 500 and Wix sends the event again.
 */
export type HandleOrderEvent = (
  handler: HandlerName,
  event: unknown,
  /** The app's installation on a site: the tenant. Wix documents no webhook without it. */
  instanceId: string | undefined,
) => Promise<unknown>;

interface Registration {
  readonly names: readonly HandlerName[];
  readonly handle: HandleOrderEvent;
}

/** Registrations by the `webhooks` object of a client, which stores every registered handler and calls all of them. */
const registrations = new WeakMap<WebhookClient['webhooks'], Registration>();

/**
 * Registers a handler for every order event in the modules that a client was created with, under any property names, and returns the
 * handler names. If it is called again for the same client, as by code that runs on each request, the new `handle` replaces the previous
 * one and no event is handled twice.
 *
 * Storing the webhook's body is better if you can: the SDK turns times into `Date`s, which drops digits, so that only the sequence number
 * orders two events of one millisecond; and a body in an `…AsJson` property reaches no handler whole.
 */
export function registerOrderEvents(client: WebhookClient, handle: HandleOrderEvent): readonly HandlerName[] {
  const { webhooks } = client;
  const names = registrations.get(webhooks)?.names ?? subscribeAll(client);
  registrations.set(webhooks, { names, handle });
  return names;
}

type Subscribe = (listener: (event: unknown) => Promise<void>) => unknown;

/** Modules name events as Velo does, without the product: `wixEcom_onOrderUpdated` is `onOrderUpdated`. */
const methodNames: ReadonlySet<string> = new Set(handlerNames.map((name) => name.slice(name.indexOf('_') + 1)));

function subscribeAll(client: WebhookClient): readonly HandlerName[] {
  const heard = new Set<HandlerName>();
  for (const subscribe of orderEventsIn(client)) subscribeTo(subscribe, client.webhooks, heard);
  return [...heard];
}

/**
 * Searches nested objects, because the client keeps modules under names of the caller's choice. Getters are skipped: reading `auth` changes
 * the client.
 */
function orderEventsIn(value: object): Subscribe[] {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(value));
  return properties.flatMap(([name, { value: property }]: [string, PropertyDescriptor]) => {
    if (isSubscribe(property)) return methodNames.has(name) ? [property] : [];
    return isJsonObject(property) ? orderEventsIn(property) : [];
  });
}

function isSubscribe(value: unknown): value is Subscribe {
  return typeof value === 'function';
}

/**
 * Only the registered event type tells which product an event belongs to: three products have an `onOrderUpdated`. A registration for
 * another event, or for one that is already handled, is removed again.
 */
function subscribeTo(subscribe: Subscribe, webhooks: WebhookClient['webhooks'], heard: Set<HandlerName>): void {
  const registered = webhooks.getRegisteredEvents();
  async function listener(event: unknown): Promise<void> {
    if (handler !== undefined) await registrations.get(webhooks)?.handle(handler, event, instanceIdOf(event));
  }
  subscribe(listener);
  const [eventType = '', entries = []] = [...registered].find(([, all]) => all.at(-1)?.handler === listener) ?? [];
  const own = entries.pop();
  const handler = handlerNames.find((name) => handlers[name].sdk.eventType === eventType && !heard.has(name));
  if (handler !== undefined && own !== undefined) {
    heard.add(handler);
    entries.unshift({ ...own, eventDefinition: copying(own.eventDefinition) });
  } else if (entries.length === 0) registered.delete(eventType);
}

/**
 * The SDK transforms an event in place, and again for each further handler, which loses addresses and images. So this handler is put first
 * and transforms a copy: neither it nor the others see the other's changes.
 */
function copying(definition: EventDefinition): EventDefinition {
  const { transformations } = definition;
  return {
    ...definition,
    transformations(envelope) {
      const copy: unknown = structuredClone(envelope);
      return transformations === undefined ? copy : transformations(copy);
    },
  };
}

function instanceIdOf(event: unknown): string | undefined {
  const instanceId = valueAt(valueAt(event, 'metadata'), 'instanceId');
  return typeof instanceId === 'string' ? instanceId : undefined;
}
