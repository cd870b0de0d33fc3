import { site } from '../../src/backend/notification-rules.ts';
import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { createRandom } from '../workbench/sequences/shuffle.ts';
import { openShop } from './open-shop.ts';
import type { OnlineOrder } from './week-orders.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
const OPENED_AT = Date.UTC(2030, 0, 7);
const LEAST_DELAY_MS = 100;
const MOST_DELAY_MS = 30_000;
const DUPLICATES = 0.02;
const SWAPS = 0.02;

/** Settings of a simulated week of new orders of one product. */
export interface WeekSettings {
  readonly product: Product;
  readonly orders: number;
  /** Time from the order to its payment, in milliseconds. */
  readonly paidAfterMs: number;
  /** Handlers of the site; events for other handlers are not delivered. */
  readonly handlers: readonly HandlerName[];
  readonly seed: number;
}

/** Result of a simulated week. */
export interface WeekResult {
  readonly orders: number;
  readonly deliveries: number;
  /** Buyers who were notified of their payment. */
  readonly told: number;
  /** Buyers who were notified of it more than once. */
  readonly toldTwice: number;
  /** Emails that are not about a payment, or that went to people who bought nothing. */
  readonly toldWrongly: number;
  /** Orders whose buyers were not notified: number of orders by the events that arrived, in order of arrival. */
  readonly untold: Readonly<Record<string, number>>;
}

interface Delivery {
  readonly order: number;
  readonly handler: HandlerName;
  readonly event: unknown;
  readonly arrivesAt: number;
}

/** Simulates a week of a site with the shipped rules. The same settings give the same result. */
export async function simulateWeek(online: OnlineOrder, settings: WeekSettings): Promise<WeekResult> {
  const deliveries = dealDeliveries(online, settings);
  const shop = await openShop(OPENED_AT);
  for (const { handler, event, arrivesAt } of deliveries) {
    await shop.passTimeUntil(arrivesAt);
    const { rejection } = await shop.handleOrderEvent(handler, event, site);
    if (rejection !== null) throw new Error(JSON.stringify(rejection));
  }
  await shop.passTimeUntil(shop.world.now + 48 * 3_600_000);
  return judge(online, settings, deliveries, shop.world.emails);
}

/** Creates the deliveries: orders at random times, each event delayed; two in a hundred are duplicated or swapped. */
function dealDeliveries(online: OnlineOrder, settings: WeekSettings): Delivery[] {
  const random = createRandom(settings.seed);
  const delay = (): number => LEAST_DELAY_MS + random() * (MOST_DELAY_MS - LEAST_DELAY_MS);
  const deliveries: Delivery[] = [];
  let madeAt = OPENED_AT;
  for (let order = 1; order <= settings.orders; order += 1) {
    madeAt = Math.round(madeAt - Math.log(1 - random()) * (WEEK_MS / settings.orders));
    const times = { madeAt, paidAt: madeAt + settings.paidAfterMs };
    const own = online.events
      .filter(({ handler }) => settings.handlers.includes(handler))
      .map(({ handler, happensAt, write }): Delivery => {
        const arrivesAt = Math.round(happensAt(times) + delay());
        return { order, handler, event: write(order, times), arrivesAt };
      });
    const swapped = swapSome(own, random);
    const again = swapped
      .filter(() => random() < DUPLICATES)
      .map((delivery) => ({ ...delivery, arrivesAt: Math.round(delivery.arrivesAt + delay()) }));
    deliveries.push(...swapped, ...again);
  }
  return deliveries.sort((left, right) => left.arrivesAt - right.arrivesAt);
}

/** Swaps the arrival times of some neighbors. */
function swapSome(own: readonly Delivery[], random: () => number): Delivery[] {
  const swapped = [...own].sort((left, right) => left.arrivesAt - right.arrivesAt);
  for (let index = 1; index < swapped.length; index += 1) {
    const [left, right] = [swapped[index - 1], swapped[index]];
    if (left === undefined || right === undefined || random() >= SWAPS) continue;
    swapped[index - 1] = { ...right, arrivesAt: left.arrivesAt };
    swapped[index] = { ...left, arrivesAt: right.arrivesAt };
  }
  return swapped;
}

function judge(
  online: OnlineOrder,
  { product, orders }: WeekSettings,
  deliveries: readonly Delivery[],
  emails: readonly { readonly emailId: string }[],
): WeekResult {
  const ofPayment = paymentEmailIds(product);
  const numbers = Array.from({ length: orders }, (_item, index) => index + 1);
  const timesTold = new Map(numbers.map((order) => [online.buyerOf(order), 0]));
  let toldWrongly = 0;
  for (const email of emails) {
    const contact = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(JSON.stringify(email))?.[0] ?? '';
    const before = timesTold.get(contact);
    if (before === undefined || !ofPayment.has(email.emailId)) toldWrongly += 1;
    else timesTold.set(contact, before + 1);
  }
  const isUntold = (order: number): boolean => timesTold.get(online.buyerOf(order)) === 0;
  const untold: Record<string, number> = {};
  for (const order of numbers.filter(isUntold)) {
    const course = deliveries.filter((delivery) => delivery.order === order).map(({ handler }) => handler);
    const name = course.join(', ') || 'no event';
    untold[name] = (untold[name] ?? 0) + 1;
  }
  return {
    orders,
    deliveries: deliveries.length,
    told: numbers.filter((order) => !isUntold(order)).length,
    toldTwice: [...timesTold.values()].filter((times) => times > 1).length,
    toldWrongly,
    untold,
  };
}

/** Returns the ids of the emails by which the shipped rules notify a buyer of a payment. */
function paymentEmailIds(product: Product): ReadonlySet<string> {
  const rules = site.rules.filter((rule) => rule.product === product && rule.change === 'order-paid');
  return new Set(
    rules.flatMap(({ emailId }) => (typeof emailId === 'object' ? Object.values(emailId) : (emailId ?? []))),
  );
}
