import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { advance } from './instants.ts';
import type { PlanOrder } from './plan-order.ts';
import { isIn, isOver, movePayment, openPayments } from './plan-payments.ts';

const UNKNOWN_STATUS = 'AWAITING_APPROVAL';

function waitForEnd(order: PlanOrder, chance: Chance): void {
  const leftMs = Math.max(0, (order.endMs ?? 0) - order.clock.ms);
  advance(order.clock, leftMs + chance.between(10, 3_000), chance);
}

function closeBooks(order: PlanOrder): void {
  order.endMs = order.clock.ms;
  order.updatedMs = order.clock.ms;
  order.cycle = undefined;
}

function cancelNow(order: PlanOrder, chance: Chance, notes: Notes): void {
  const isForMoney = openPayments(order).includes('FAILED') && chance.yes(30);
  const byPerson = chance.oneOf(['OWNER_ACTION', 'MEMBER_ACTION'] as const);
  order.status = 'CANCELED';
  order.cancellation = { cause: isForMoney ? 'PAYMENT_FAILURE' : byPerson, effectiveAt: 'IMMEDIATELY' };
  order.autoRenewCanceled = order.pricing === 'subscription';
  if (isForMoney) movePayment(order, 'FAILED', notes);
  closeBooks(order);
  report(notes, { kind: 'order-canceled', moment: 'canceled', facet: 'life', inAnyOrder: true });
  report(notes, { kind: 'order-ended', moment: 'ended', facet: 'life', inAnyOrder: true });
}

function cancelAtPeriodEnd(order: PlanOrder, chance: Chance, notes: Notes): void {
  waitForEnd(order, chance);
  order.status = 'CANCELED';
  order.cancellation = { cause: order.cancellation?.cause ?? 'MEMBER_ACTION', effectiveAt: 'NEXT_PAYMENT_DATE' };
  closeBooks(order);
  report(notes, { kind: 'order-canceled', moment: 'canceled', facet: 'life', inAnyOrder: true });
  report(notes, { kind: 'order-ended', moment: 'ended', facet: 'life', hiddenBy: ['renew'] });
}

function cancelUnannounced(order: PlanOrder, _chance: Chance, notes: Notes): void {
  order.status = 'CANCELED';
  order.cancellation = { cause: 'OWNER_ACTION', effectiveAt: 'NEXT_PAYMENT_DATE' };
  order.autoRenewCanceled = order.pricing === 'subscription';
  closeBooks(order);
  report(notes, { kind: 'order-canceled', moment: 'canceled', facet: 'life', inAnyOrder: true });
  imply(notes, { kind: 'order-ended', moment: 'ended', facet: 'life' });
}

function runOut(order: PlanOrder, chance: Chance, notes: Notes): void {
  waitForEnd(order, chance);
  order.status = 'ENDED';
  closeBooks(order);
  report(notes, { kind: 'order-ended', moment: 'ended', facet: 'life', inAnyOrder: true });
}

function becomeUnknown(order: PlanOrder, _chance: Chance, notes: Notes): void {
  order.knownStatus = order.status;
  order.status = UNKNOWN_STATUS;
  report(notes, { kind: 'status-unknown', moment: UNKNOWN_STATUS, facet: 'unknown', hiddenBy: ['life', 'status'] });
}

function becomeKnown(order: PlanOrder, _chance: Chance, notes: Notes): void {
  order.status = order.knownStatus;
  order.knownStatus = UNKNOWN_STATUS;
  notes.moves.add('unknown');
}

function erase(order: PlanOrder, _chance: Chance, notes: Notes): void {
  order.isAnonymized = true;
  report(notes, { kind: 'order-anonymized', moment: 'anonymized', facet: 'anonymized', inAnyOrder: true });
}

/** How memberships end, and what may happen at any time: a status that nobody knows, and erasure. */
export const planEnding: readonly Move<PlanOrder>[] = [
  {
    weight: 3,
    parts: ['status', 'end', 'start', 'cycle', 'payment'],
    allowed: (order) => !isOver(order),
    apply: cancelNow,
  },
  {
    weight: 8,
    parts: ['status', 'end', 'cycle'],
    allowed: (order) => isIn(order, 'ACTIVE') && order.autoRenewCanceled,
    apply: (order, chance, notes) =>
      chance.yes(75) ? cancelAtPeriodEnd(order, chance, notes) : runOut(order, chance, notes),
  },
  {
    weight: 1,
    parts: ['status', 'end', 'cycle'],
    allowed: (order) => isIn(order, 'ACTIVE') && !order.autoRenewCanceled,
    apply: cancelUnannounced,
  },
  {
    weight: 2,
    parts: ['status', 'end', 'cycle'],
    allowed: (order) => isIn(order, 'ACTIVE') && order.endMs !== undefined,
    apply: runOut,
  },
  {
    weight: 1,
    parts: [],
    allowed: (order) => isIn(order, 'ACTIVE', 'DRAFT', 'PENDING') && order.knownStatus !== UNKNOWN_STATUS,
    apply: becomeUnknown,
  },
  {
    weight: 20,
    parts: [],
    allowed: (order) => isIn(order, UNKNOWN_STATUS),
    apply: becomeKnown,
  },
  {
    weight: 1,
    parts: [],
    allowed: (order) => !order.isAnonymized,
    apply: erase,
  },
];
