import { imply, report } from './growing.ts';
import type { Notes } from './growing.ts';
import type { PlanOrder } from './plan-order.ts';

const paymentKinds: Record<string, string | undefined> = {
  PAID: 'order-paid',
  PENDING: 'order-payment-pending',
  FAILED: 'order-payment-failed',
  REFUNDED: 'order-refunded',
};

const nextPayments: Record<string, readonly string[] | undefined> = {
  UNPAID: ['PAID', 'PENDING', 'FAILED'],
  PENDING: ['PAID', 'FAILED'],
  FAILED: ['PAID', 'PENDING'],
  PAID: ['REFUNDED'],
};

/** Whether nothing but repetitions can follow. */
export function isOver(order: PlanOrder): boolean {
  return order.isAnonymized || order.status === 'CANCELED' || order.status === 'ENDED';
}

/** Whether the order is in a status and nothing prevents changes. */
export function isIn(order: PlanOrder, ...statuses: string[]): boolean {
  return !order.isAnonymized && statuses.includes(order.status);
}

/** The payments that may come next and were not seen in this billing cycle. */
export function openPayments(order: PlanOrder): readonly string[] {
  if (order.isAnonymized) return [];
  const next = nextPayments[order.payment] ?? [];
  return next.filter((to) => !order.paymentsOfBilling.has(to) && (!isOver(order) || to === 'REFUNDED'));
}

/** Moves the payment and notes what that tells. */
export function movePayment(order: PlanOrder, to: string, notes: Notes): void {
  if (order.payment === to) return;
  order.payment = to;
  order.paymentsOfBilling.add(to);
  notes.moves.add('payment');
  const kind = paymentKinds[to];
  if (kind === undefined) return;
  const note = order.shown.payment ? report : imply;
  note(notes, { ...paymentChange(order, to, kind), facet: 'payment' });
}

/** A payment in a later cycle of an online order is a renewal; what moves a draft on is the purchase. */
export function paymentChange(
  order: PlanOrder,
  to: string,
  kind: string,
): { readonly kind: string; readonly moment: string } {
  const cycle = Math.max(1, order.cycle?.index ?? 1);
  const isRenewal = to === 'PAID' && cycle > 1 && !order.isOffline;
  return {
    kind: isRenewal ? 'order-renewed' : kind,
    moment: to === 'PAID' ? `PAID in cycle ${cycle}` : `${to} in billing ${order.billing}`,
  };
}
