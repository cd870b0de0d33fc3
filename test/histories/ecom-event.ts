import { guid } from './chance.ts';
import type { Chance } from './chance.ts';
import { ecomEntity } from './ecom-entity.ts';
import type { EcomOrder } from './ecom-order.ts';
import { paymentNews } from './ecom-payments.ts';
import { report } from './growing.ts';
import type { Notes } from './growing.ts';
import type { JsonObject, ReportedChange, Step } from './history.ts';
import { advance, printEventTime } from './instants.ts';

const paymentBefore: Record<string, string | undefined> = {
  PAID: 'NOT_PAID',
  FULLY_REFUNDED: 'PAID',
};

/** The payment status that the last event of an order showed. */
const shownPayments = new WeakMap<EcomOrder, string>();

/** Tells what was noted: in one event, or a payment in two, by both handlers. */
export function tellEcom(order: EcomOrder, notes: Notes, noise: Chance, stepsSoFar: number): Step[] {
  const isFirst = stepsSoFar === 0;
  const before = isFirst ? paymentBefore[order.payment] : shownPayments.get(order);
  shownPayments.set(order, order.payment);
  const news = paymentNews(order);
  const isPaymentTold =
    news !== undefined && before !== undefined && before !== order.payment && notes.moves.has('payment');
  if (isFirst && news !== undefined && before !== undefined && noise.yes(40)) {
    report(notes, { ...news, facet: 'payment' });
    return [byPaymentHandler(order, asNoted(notes), before, noise, stepsSoFar)];
  }
  const isReturn = notes.implied.some((change) => change.facet === 'payment');
  if (!isPaymentTold || isReturn) return [byOrderHandler(order, asNoted(notes), noise, stepsSoFar)];
  const way = noise.oneOf(['order', 'payment', 'payment order', 'order payment', 'payment order'] as const);
  if (way === 'order' || (way !== 'payment' && stepsSoFar > 6))
    return [byOrderHandler(order, asNoted(notes), noise, stepsSoFar)];
  const told = asNoted(notes);
  const first = way.startsWith('payment')
    ? byPaymentHandler(order, told, before, noise, stepsSoFar)
    : byOrderHandler(order, withPaymentCertain(told), noise, stepsSoFar);
  if (way === 'payment') return [first];
  const again = { reported: first.reported.filter((change) => change.facet === 'payment'), implied: [], moves: [] };
  const second = way.startsWith('payment')
    ? byOrderHandler(order, again, noise, stepsSoFar + 1)
    : byPaymentHandler(order, again, before, noise, stepsSoFar + 1);
  return [first, second];
}

type Told = Pick<Step, 'reported' | 'implied' | 'moves'>;

function asNoted(notes: Notes): Told {
  return { reported: notes.reported, implied: notes.implied, moves: [...notes.moves] };
}

function withPaymentCertain(told: Told): Told {
  const certain = (change: ReportedChange): ReportedChange =>
    change.facet === 'payment' ? { ...change, inAnyOrder: true } : change;
  return { ...told, reported: told.reported.map(certain) };
}

function byOrderHandler(order: EcomOrder, told: Told, noise: Chance, at: number): Step {
  const metadata = envelope(order, told, noise, at);
  const hides = hiddenParts(order, told, noise, at);
  const event = { metadata, entity: ecomEntity(order, noise, hides) };
  bookLateActivities(order);
  return { handler: 'wixEcom_onOrderUpdated', event, ...told, hides };
}

function byPaymentHandler(order: EcomOrder, told: Told, before: string, noise: Chance, at: number): Step {
  const metadata = envelope(order, told, noise, at);
  const hides = hiddenParts(order, told, noise, at);
  const event = { metadata, data: { order: ecomEntity(order, noise, hides), previousPaymentStatus: before } };
  bookLateActivities(order);
  return { handler: 'wixEcom_onOrderPaymentStatusUpdated', event, ...withPaymentCertain(told), hides };
}

function envelope(order: EcomOrder, told: Told, noise: Chance, at: number): JsonObject {
  advance(order.clock, noise.yes(8) ? 0 : noise.between(5, 150), noise);
  return {
    id: guid(noise, at),
    entityId: order.ids.order,
    eventTime: printEventTime(order.clock, noise),
    triggeredByAnonymizeRequest: told.moves.includes('anonymized'),
  };
}

function bookLateActivities(order: EcomOrder): void {
  if (order.lateActivities.length === 0) return;
  order.activities.push(...order.lateActivities);
  order.clock.ms = Math.max(order.clock.ms, ...order.lateActivities.map((activity) => activity.atMs)) + 1;
  order.lateActivities = [];
}

function hiddenParts(order: EcomOrder, told: Told, noise: Chance, at: number): string[] {
  if (at === 0) return [];
  const moved = new Set(
    [...told.moves, ...told.reported.map((change) => change.facet)].map((facet) => facet.split(':')[0]),
  );
  const hides: string[] = [];
  for (const part of ['archived', 'seen', 'billing', 'shipping', 'totals'] as const) {
    if (!moved.has(part) && noise.yes(4)) hides.push(part);
  }
  const areActivitiesNews = moved.has('activity') || moved.has('fulfillment') || moved.has('placed');
  const isStatePlain = order.fulfillment === 'FULFILLED' || order.fulfillment === 'NOT_FULFILLED';
  if (!areActivitiesNews && isStatePlain && noise.yes(4)) hides.push('activity', 'fulfillment', 'placed');
  if (!moved.has('payment') && noise.yes(3)) hides.push('payment');
  return hides;
}
