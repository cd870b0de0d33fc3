import * as fc from 'fast-check';

import type { Change } from '../../src/backend/order-events/changes/change.ts';
import { site } from '../../src/backend/notification-rules.ts';
import { decideNotifications } from '../../src/backend/order-events/rules/decide-notifications.ts';
import type { JsonObject, OrderHistory, Step } from '../histories/history.ts';
import { objectAt, objectsAt, orderOf, textAt } from '../histories/history-shape.ts';
import { historiesPerProduct, historiesSeed, PROPERTY_TIMEOUT_MS } from './check-property.ts';
import { deliver, parseSteps } from './replay.ts';

const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };

/** What a variable of an email may come to, in cents, given its change, the orders that were delivered so far, the last one last, and the email's other variables. */
export type AllowedAmounts = Readonly<Record<string, (told: Told) => readonly number[]>>;

interface Told {
  readonly change: Change;
  readonly orders: readonly JsonObject[];
  readonly variables: Readonly<Record<string, string>>;
}

/** States that the default rules write no amount but what an event prints, and the documented sums of such. */
export function describeAmounts(histories: fc.Arbitrary<OrderHistory>, allowed: AllowedAmounts): void {
  test(
    'is told with amounts that its events print, or that are documented sums of such',
    () => {
      const written = new Set<string>();
      const deliveries = histories.chain(({ steps }) => fc.shuffledSubarray([...steps], { minLength: 1 }));
      const property = fc.property(deliveries, (steps) => {
        for (const told of emailsOf(steps)) {
          for (const [name, amountsOf] of Object.entries(allowed)) {
            const text = told.variables[name];
            if (text === undefined) continue;
            written.add(name);
            const amounts = amountsOf(told);
            if (!amounts.includes(centsIn(text)))
              throw new Error(`${name} is ${text}, not ${amounts.join(' or ')} cents`);
          }
        }
      });
      fc.assert(property, { numRuns: historiesPerProduct, seed: historiesSeed });

      expect([...written].sort()).toEqual(Object.keys(allowed).sort());
    },
    PROPERTY_TIMEOUT_MS,
  );
}

function emailsOf(steps: readonly Step[]): Told[] {
  const events = parseSteps(steps);
  return deliver(events).flatMap(({ changes }, at) => {
    const event = events[at];
    if (event === undefined) throw new Error('Each step is delivered once');
    const orders = steps.slice(0, at + 1).map(orderOf);
    return decideNotifications(event, changes, site.rules, settings).map((draft) => ({ ...draft, orders }));
  });
}

/** `$1,240.50` as 124050; a text without a digit is no amount, and never allowed. */
function centsIn(text: string): number {
  return Math.round(Number.parseFloat(text.replace(/[^\d.]/g, '')) * 100);
}

/** A printed amount in cents; none where it is not printed. */
function printed(parent: JsonObject, key: string): number[] {
  const value = parent[key];
  const amount = typeof value === 'object' && value !== null ? textAt(value as JsonObject, 'amount') : value;
  return amount === undefined || amount === '' ? [] : [Math.round(Number(amount) * 100)];
}

/** What may be written of a shop order: what it prints in the state that is told. */
export const shopAmounts: AllowedAmounts = {
  total: totalsOf,
  paid: (told) => printedIn('balanceSummary', 'paid', told),
  due: (told) => printedIn('balanceSummary', 'balance', told),
  refunded: (told) => inToldState(told).flatMap(refundedUpTo),
  refund: (told) =>
    inToldState(told).flatMap((order) => {
      const sums = [0, ...told.orders.flatMap(refundedUpTo)];
      return refundedUpTo(order).flatMap((now) => sums.map((before) => now - before));
    }),
};

/** The total, which another event may have printed where this one does not: it is known until an event shows another. */
function totalsOf(told: Told): number[] {
  const keys = ['total', 'totalPrice'];
  const own = keys.flatMap((key) => printedIn('priceSummary', key, told));
  return own.length > 0
    ? own
    : told.orders.flatMap((order) => keys.flatMap((key) => printedOf(order, 'priceSummary', key)));
}

function printedIn(summary: string, key: string, told: Told): number[] {
  return inToldState(told).flatMap((order) => printedOf(order, summary, key));
}

function printedOf(order: JsonObject, summary: string, key: string): number[] {
  return order[summary] === undefined ? [] : printed(objectAt(order, summary), key);
}

function inToldState({ change, orders }: Told): JsonObject[] {
  return orders.filter((order) => textAt(order, 'paymentStatus') === change.current['paymentStatus']);
}

/** All refunds of a shop order: the sum that it prints, else that of its activities. Nothing is no refund. */
function refundedUpTo(order: JsonObject): number[] {
  const [sum] = printedOf(order, 'balanceSummary', 'refunded');
  const refunds = objectsAt(order, 'activities').filter((activity) => activity['orderRefunded'] !== undefined);
  const amounts = refunds.flatMap((activity) => printed(objectAt(activity, 'orderRefunded'), 'amount'));
  const cents = sum ?? amounts.reduce((total, amount) => total + amount, 0);
  return cents > 0 ? [cents] : [];
}

/** What may be written of a plan: the price of the cycle that is told. */
export const planAmounts: AllowedAmounts = {
  total: ({ change }) => [/^cycle-1\b/.test(change.occurrence) ? FIRST_CYCLE : LATER_CYCLES],
};

const FIRST_CYCLE = 500;
const LATER_CYCLES = 3_000;

/** The same history at 5 for the first cycle, 30 for each further one, and 17 where older payloads print one price. */
export function withPricePhases(history: OrderHistory): OrderHistory {
  return { ...history, steps: history.steps.map((step) => ({ ...step, event: priced(step.event) })) };
}

function priced(event: JsonObject): JsonObject {
  const entity = objectAt(event, 'entity');
  const phase = (duration: JsonObject, total: string): JsonObject => ({ duration, price: { total, currency: 'EUR' } });
  const prices = [phase({ cycleFrom: 1, numberOfCycles: 1 }, '5'), phase({ cycleFrom: 2 }, '30.00')];
  const pricing = { ...objectAt(entity, 'pricing'), prices };
  return { ...event, entity: { ...entity, pricing, priceDetails: { total: '17', currency: 'EUR' }, planPrice: '17' } };
}

/** What may be written of a ticket: its own price. */
export const ticketAmounts: AllowedAmounts = {
  price: ({ orders, variables }) =>
    orders
      .flatMap((order) => objectsAt(order, 'tickets'))
      .filter((ticket) => textAt(ticket, 'ticketNumber') === variables['ticketNumber'])
      .flatMap((ticket) => ['amount', 'value'].flatMap((key) => printed(objectAt(ticket, 'price'), key))),
};
