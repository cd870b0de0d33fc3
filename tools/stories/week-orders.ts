import { isHandlerName, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { parseJsonObject, type JsonObject } from '../workbench/payload/json.ts';
import { readEventTime } from '../workbench/local-site/event-time.ts';
import { listSequences } from '../workbench/sequences/read-sequences.ts';
import { sequenceEvents } from '../workbench/sequences/sequence-events.ts';

/** Story of a new order that is paid online, for each product: the first step creates it, steps named `pay` follow the payment. */
const onlineStories: Readonly<Record<Product, string>> = {
  'wix-events': 'all-handlers/tickets-online',
  'wix-pricing-plans': 'all-handlers/plans-online-now',
  'wix-ecom': 'all-handlers/shop-online',
};

/**
 * Matches instants as Wix prints them, ids in their usual form, and ticket order numbers, which ticket numbers begin with. The id of a
 * catalog's app is the same in all orders.
 */
const parts =
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z|(?<!"appId":\s*")[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[A-Z]{4}-[A-Z\d]{4}-[A-Z]{2}/g;

/** Times at which an order is created and paid, in milliseconds since 1970. */
export interface OrderTimes {
  readonly madeAt: number;
  readonly paidAt: number;
}

/** Event of a new order, which can be written for any order at any time. */
export interface EventTemplate {
  readonly handler: HandlerName;
  /** Returns the time of the event for an order with these times. */
  happensAt(times: OrderTimes): number;
  write(order: number, times: OrderTimes): JsonObject;
}

/** Events of a new order that is paid online. */
export interface OnlineOrder {
  readonly events: readonly EventTemplate[];
  /** Returns the contact id of an order's buyer. */
  buyerOf(order: number): string;
}

/** Reads the events of a product's new online order. */
export async function readOnlineOrder(root: string, product: Product): Promise<OnlineOrder> {
  const sequence = listSequences(root).find(({ name }) => name === onlineStories[product]);
  if (sequence === undefined) throw new Error(`There is no sequence ${onlineStories[product]}`);
  const steps = sequence.steps.filter(({ name }, index) => index === 0 || name.startsWith('pay'));
  const deliveries = await sequenceEvents({ root, stdin: nothing() }, { ...sequence, steps });
  const [made = 0, paid = 0] = deliveries.map(({ event }) => readEventTime(event));
  // Events in the second half, such as an approval or an activity, belong to the payment.
  const limit = (made + paid) / 2;
  const contact = /"contactId":"([^"]+)"/.exec(deliveries.map(({ json }) => json).join())?.[1];
  if (contact === undefined) throw new Error(`${sequence.name} has no contact`);
  return {
    events: deliveries.map(({ handler, event, json }) => {
      if (!isHandlerName(handler)) throw new Error(`There is no handler ${handler}`);
      const move = (ms: number, { madeAt, paidAt }: OrderTimes): number =>
        ms < limit ? ms - made + madeAt : ms - paid + paidAt;
      return {
        handler,
        happensAt: (times) => move(readEventTime(event) ?? 0, times),
        write: (order, times) =>
          parseJsonObject(json.replace(parts, (text) => rewrite(text, order, (ms) => move(ms, times)))),
      };
    }),
    buyerOf: (order) => otherId(contact, order),
  };
}

function rewrite(text: string, order: number, move: (ms: number) => number): string {
  if (text.includes('T') && text.endsWith('Z')) {
    const finer = /\.\d{3}(\d+)Z$/.exec(text)?.[1] ?? '';
    return `${new Date(move(Date.parse(text))).toISOString().slice(0, -1)}${finer}Z`;
  }
  return text.length === 12 ? otherNumber(text, order) : otherId(text, order);
}

/**
 * Derives an id for an order: ids within one order stay distinct, and so do those of different orders, because the ids of the examples
 * differ in other digits.
 */
function otherId(id: string, order: number): string {
  const end = BigInt(`0x${id.slice(-12)}`) ^ (BigInt(order) << 16n);
  return id.slice(0, -12) + end.toString(16).padStart(12, '0');
}

/** Encodes the order's number as four letters, in the form of the example. */
function otherNumber(text: string, order: number): string {
  const letters = [3, 2, 1, 0].map((place) => String.fromCharCode(65 + (Math.floor(order / 26 ** place) % 26)));
  return letters.join('') + text.slice(4);
}

/** Replaces the standard input, which no step of a sequence reads. */
async function* nothing(): AsyncGenerator<string> {
  yield* [];
}
