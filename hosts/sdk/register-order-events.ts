import { handlerNames, handlers, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { isJsonObject, valueAt } from '../../src/backend/order-events/values/json-object.ts';

/** What `createClient` of `@wix/sdk` gives, as far as it is needed: nothing of the SDK is loaded here. */
export interface WebhookClient {
  readonly webhooks: {
    /** By event type; the lists that the client itself uses. */
    getRegisteredEvents(): Map<string, RegisteredEvent[]>;
  };
}

/** A handler as the client keeps it. */
export interface RegisteredEvent {
  readonly eventDefinition: EventDefinition;
  readonly handler: unknown;
}

interface EventDefinition {
  readonly transformations?: (envelope: unknown) => unknown;
}

/**
 * Handles an order event of an installation; `createOrderEvents(…).handleOrderEvent` takes the first two. What it rejects with
 * rejects `webhooks.process`, so that the endpoint can answer 500 and Wix sends the event again.
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

/** By the `webhooks` of a client, which keeps each handler that is registered, and calls all of them. */
const registrations = new WeakMap<WebhookClient['webhooks'], Registration>();

/**
 * Registers a handler for every order event of the modules that a client was created with, under whatever names they stand
 * there, and returns which. When it is called again for a client, as by code that runs for each request, the new `handle`
 * takes the place of the last one, and nothing is handled twice.
 *
 * Keep the body of the webhook instead where you can: the SDK makes `Date`s of times, which drops digits, so that of two events in
 * one millisecond only their sequence says which was first; and a body that comes as `…AsJson` reaches no handler whole.
 */
export function registerOrderEvents(client: WebhookClient, handle: HandleOrderEvent): readonly HandlerName[] {
  const { webhooks } = client;
  const names = registrations.get(webhooks)?.names ?? subscribeAll(client);
  registrations.set(webhooks, { names, handle });
  return names;
}

type Subscribe = (listener: (event: unknown) => Promise<void>) => unknown;

/** An event is named in its module as on a Velo site, without the product: `wixEcom_onOrderUpdated` is `onOrderUpdated`. */
const methodNames: ReadonlySet<string> = new Set(handlerNames.map((name) => name.slice(name.indexOf('_') + 1)));

function subscribeAll(client: WebhookClient): readonly HandlerName[] {
  const heard = new Set<HandlerName>();
  for (const subscribe of orderEventsIn(client)) subscribeTo(subscribe, client.webhooks, heard);
  return [...heard];
}

/** Modules stand where the client was told to put them. What a property computes is none: reading `auth` changes the client. */
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
 * Only what was registered tells whose event it is: three products have an `onOrderUpdated`. What turns out to be another's event, or
 * one that is heard already, is taken back.
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
 * The SDK transforms an event in place, and once more for each further handler, which loses addresses and images. So ours is
 * the first, and transforms a copy: neither sees what the other does.
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
