import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { advance, HOUR_MS, SECOND_MS } from './instants.ts';
import { beginFirstCycle } from './plan-order.ts';
import type { PlanOrder } from './plan-order.ts';
import { isIn, movePayment, openPayments, paymentChange } from './plan-payments.ts';

function touch(order: PlanOrder): void {
  order.updatedMs = order.clock.ms;
}

function start(order: PlanOrder, chance: Chance, notes: Notes): void {
  const waitMs = order.startMs - order.clock.ms;
  if (waitMs > 0) advance(order.clock, waitMs + chance.between(150, 3_200), chance);
  order.status = 'ACTIVE';
  beginFirstCycle(order, notes);
  report(notes, { kind: 'order-started', moment: 'started', facet: 'active', hiddenBy: ['life', 'unknown', 'pause'] });
  notes.moves.add('status');
  if (openPayments(order).includes('PAID') && chance.yes(50)) movePayment(order, 'PAID', notes);
}

function beginCycle(order: PlanOrder, chance: Chance, notes: Notes): void {
  const before = order.cycle;
  if (before === undefined) return;
  const lagMs = chance.between(32, 138) * SECOND_MS;
  advance(order.clock, Math.max(0, before.endedMs - order.clock.ms) + lagMs, chance);
  const index = before.index + 1;
  order.cycle = { index, startedMs: before.endedMs, endedMs: before.endedMs + order.cycleMs };
  order.hasTrial = false;
  order.billing += 1;
  order.paymentsOfBilling.clear();
  const note = order.shown.cycle ? report : imply;
  const hiddenBy = ['active', 'life', 'unknown', 'pause'];
  note(notes, { kind: 'cycle-started', moment: `cycle ${index}`, facet: 'cycle', hiddenBy });
  const to = chance.oneOf(['same', 'same', 'PAID', 'PENDING', 'UNPAID', 'FAILED'] as const);
  const isCharged = !order.isOffline && (to === 'PAID' || (to === 'same' && order.payment === 'PAID'));
  if (order.payment === 'NOT_APPLICABLE') return;
  if (to !== 'same' && !isCharged) movePayment(order, to, notes);
  if (isCharged) {
    const again = order.payment === 'REFUNDED' ? ' after a refund' : '';
    order.payment = 'PAID';
    order.paymentsOfBilling.add('PAID');
    const chargeNote = order.shown.cycle ? report : imply;
    const { kind, moment } = paymentChange(order, 'PAID', 'order-paid');
    chargeNote(notes, { kind, moment: moment + again, facet: 'payment', hiddenBy: ['cycle'] });
  }
}

function nothing(order: PlanOrder, chance: Chance): void {
  if (order.isAnonymized) return;
  if (chance.yes(60)) touch(order);
  if (order.cycle !== undefined && chance.yes(10)) order.cycle.startedMs -= chance.below(HOUR_MS);
}

function place(order: PlanOrder, chance: Chance, notes: Notes): void {
  order.status = 'PENDING';
  touch(order);
  const isPaidToo = openPayments(order).includes('PAID') && order.shown.payment && chance.yes(50);
  if (isPaidToo) movePayment(order, 'PAID', notes);
  const note = isPaidToo ? imply : report;
  note(notes, {
    kind: 'order-placed',
    moment: 'placed',
    facet: 'status',
    hiddenBy: ['life', 'unknown', 'payment'],
  });
}

function begin(order: PlanOrder, chance: Chance, notes: Notes): void {
  start(order, chance, notes);
  touch(order);
}

function pay(order: PlanOrder, chance: Chance, notes: Notes): void {
  const [first, ...others] = openPayments(order);
  if (first !== undefined) movePayment(order, chance.oneOf([first, ...others]), notes);
  touch(order);
}

function renew(order: PlanOrder, chance: Chance, notes: Notes): void {
  beginCycle(order, chance, notes);
  touch(order);
}

/** What happens to a membership by itself: nothing, purchase, start, payments, cycles. */
export const planCourse: readonly [Move<PlanOrder>, ...Move<PlanOrder>[]] = [
  {
    weight: 4,
    parts: [],
    allowed: () => true,
    apply: nothing,
  },
  {
    weight: 5,
    parts: ['status', 'payment'],
    allowed: (order) => isIn(order, 'DRAFT') && order.startMs > order.clock.ms,
    apply: place,
  },
  {
    weight: 6,
    parts: ['status', 'payment', 'start'],
    allowed: (order) => isIn(order, 'DRAFT', 'PENDING'),
    apply: begin,
  },
  {
    weight: 7,
    parts: ['payment'],
    allowed: (order) => openPayments(order).length > 0,
    apply: pay,
  },
  {
    weight: 6,
    parts: ['payment', 'cycle', 'status'],
    allowed: (order) =>
      isIn(order, 'ACTIVE') &&
      order.pricing === 'subscription' &&
      !order.autoRenewCanceled &&
      order.cycle !== undefined &&
      (order.cycleCount === 0 || order.cycle.index < order.cycleCount),
    apply: renew,
  },
];
