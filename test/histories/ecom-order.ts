import { guid } from './chance.ts';
import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Notes } from './growing.ts';
import type { JsonObject } from './history.ts';
import { advance, DAY_MS, MINUTE_MS, SECOND_MS, startClock } from './instants.ts';
import type { Clock } from './instants.ts';

/** One entry of the order's activity list. */
export interface EcomActivity {
  readonly type: string;
  readonly atMs: number;
  readonly id: string | undefined;
  readonly details: JsonObject;
}

/** One line of the order; amounts are in cents. */
export interface EcomLine {
  readonly number: number;
  readonly name: string;
  quantity: number;
  priceCents: number;
  refunded: number;
  restocked: number;
}

/** A shop order as it is on Wix's side. */
export interface EcomOrder {
  readonly clock: Clock;
  readonly ids: {
    readonly order: string;
    readonly visitor: string;
    readonly checkout: string;
    readonly cart: string;
    readonly catalogItem: string;
  };
  readonly number: string;
  /** The year of the price and balance fields that Wix prints for it. */
  readonly generation: 2022 | 2023 | 2024;
  readonly hasActivityIds: boolean;
  readonly createdMs: number;
  updatedMs: number;
  status: string;
  payment: string;
  fulfillment: string;
  isArchived: boolean;
  isSeen: boolean;
  email: string;
  contactId: string;
  street: string;
  recipient: string;
  billingStreet: string;
  readonly lines: EcomLine[];
  feeCents: number;
  paidCents: number;
  refundedCents: number;
  readonly activities: EcomActivity[];
  /** Activities that Wix stamps after the next event went out. */
  lateActivities: EcomActivity[];
  /** The values that nobody knows, each used once. */
  readonly unknownsLeft: Set<string>;
  /** Payment states that an order of these histories enters once only. */
  readonly paymentsSeen: Set<string>;
  tags: number;
  count: number;
  isAnonymized: boolean;
}

/** Makes an order in the middle of any stage of its life, and notes what its first event tells. */
export function beginEcom(chance: Chance, notes: Notes): EcomOrder {
  const order = plainOrder(chance);
  imply(notes, { kind: 'order-placed', moment: 'placed', facet: 'placed' });
  const stage = chance.oneOf(['unpaid', 'paid', 'checkout', 'checkout', 'unpaid', 'paid', 'over'] as const);
  if (stage === 'paid') settle(order);
  if (stage === 'checkout') order.status = chance.oneOf(['INITIALIZED', 'PENDING'] as const);
  const firstActivity = order.status === 'PENDING' ? 'ORDER_PENDING' : 'SAVED_PAYMENT_METHOD';
  recordActivity(order, stage !== 'checkout' || chance.yes(50) ? 'ORDER_PLACED' : firstActivity, chance);
  if (stage === 'paid' && chance.yes(50)) recordActivity(order, 'ORDER_PAID', chance);
  if (stage === 'over') {
    order.status = chance.oneOf(['CANCELED', 'REJECTED'] as const);
    if (order.status === 'CANCELED') settle(order);
    const kind = order.status === 'CANCELED' ? 'order-canceled' : 'order-rejected';
    report(notes, { kind, moment: order.status, facet: 'life', inAnyOrder: true });
    recordActivity(order, `ORDER_${order.status}`, chance);
  }
  advance(order.clock, chance.below(DAY_MS) + 200, chance);
  if (order.payment === 'PAID') notePayment(order, notes);
  return order;
}

/** The payment is told by the first event where the order notes it minutes before. */
function notePayment(order: EcomOrder, notes: Notes): void {
  const noted = order.activities.find((activity) => activity.type === 'ORDER_PAID');
  const isFresh = noted !== undefined && order.clock.ms - noted.atMs < 5 * MINUTE_MS - SECOND_MS;
  const note = isFresh ? report : imply;
  note(notes, { kind: 'order-paid', moment: 'paid after refunds of 0', facet: 'payment' });
}

function plainOrder(chance: Chance): EcomOrder {
  const clock = startClock(chance);
  const line = { number: 1, name: 'Watch', quantity: 1, priceCents: 3_000, refunded: 0, restocked: 0 };
  return {
    clock,
    ids: {
      order: guid(chance),
      visitor: guid(chance),
      checkout: guid(chance),
      cart: guid(chance),
      catalogItem: guid(chance),
    },
    number: String(10_000 + chance.below(900)),
    generation: chance.oneOf([2024, 2023, 2022] as const),
    hasActivityIds: chance.yes(30),
    createdMs: clock.ms,
    updatedMs: clock.ms,
    status: 'APPROVED',
    payment: 'NOT_PAID',
    fulfillment: 'NOT_FULFILLED',
    isArchived: chance.yes(10),
    isSeen: chance.yes(30),
    email: 'janedoe@example.com',
    contactId: guid(chance),
    street: '525 5th Avenue',
    recipient: 'Jane',
    billingStreet: '525 5th Avenue',
    lines: chance.yes(40) ? [line, { ...line, number: 2, name: 'Strap', quantity: 3, priceCents: 1_250 }] : [line],
    feeCents: 1_000,
    paidCents: 0,
    refundedCents: 0,
    activities: [],
    lateActivities: [],
    unknownsLeft: new Set(['status', 'payment', 'fulfillment']),
    paymentsSeen: new Set(),
    tags: 0,
    count: 0,
    isAnonymized: false,
  };
}

function settle(order: EcomOrder): void {
  order.payment = 'PAID';
  order.paidCents = totalCents(order);
}

/** What the order costs in all, in cents. */
export function totalCents(order: EcomOrder): number {
  return order.lines.reduce((sum, line) => sum + line.quantity * line.priceCents, order.feeCents);
}

/** What is left to pay, in cents: it comes back with a refund, as Wix shows it. */
export function balanceCents(order: EcomOrder): number {
  return totalCents(order) - order.paidCents + order.refundedCents;
}

/** Adds an entry to the activity list: at once, or only after the next event. */
export function recordActivity(
  order: EcomOrder,
  type: string,
  chance: Chance,
  isLate = false,
  details: JsonObject = {},
): EcomActivity {
  let atMs = order.clock.ms + (isLate ? 200 + chance.between(64, 74) : 0);
  const others = [...order.activities, ...order.lateActivities];
  while (others.some((other) => other.type === type && Math.abs(other.atMs - atMs) < 2)) atMs += 2;
  const id = order.hasActivityIds && chance.yes(70) ? guid(chance) : undefined;
  const activity = { type, atMs, id, details };
  (isLate ? order.lateActivities : order.activities).push(activity);
  return activity;
}

/** A new moment of something that may happen again. */
export function nextMoment(order: EcomOrder, what: string): string {
  order.count += 1;
  return `${what} ${order.count}`;
}
