import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { balanceCents, recordActivity } from './ecom-order.ts';
import type { EcomOrder } from './ecom-order.ts';

const UNKNOWN_PAYMENT = 'CHARGED_BACK';

const nextPayments: Record<string, readonly string[] | undefined> = {
  NOT_PAID: ['PAID', 'PENDING', 'PENDING_MERCHANT', 'PARTIALLY_PAID', 'DECLINED', 'CANCELED'],
  PENDING: ['PAID', 'DECLINED', 'CANCELED', 'PARTIALLY_PAID'],
  PENDING_MERCHANT: ['PAID', 'DECLINED'],
  DECLINED: ['PAID', 'PENDING'],
  CANCELED: ['PAID'],
  PARTIALLY_PAID: ['PAID', 'PARTIALLY_PAID'],
  PAID: ['PARTIALLY_REFUNDED', 'FULLY_REFUNDED'],
  PARTIALLY_REFUNDED: ['FULLY_REFUNDED', 'PARTIALLY_REFUNDED'],
  FULLY_REFUNDED: ['PAID'],
};

/** The kind and the moment that a payment status tells, if any. */
export function paymentNews(order: EcomOrder): { readonly kind: string; readonly moment: string } | undefined {
  switch (order.payment) {
    case 'PAID':
      return { kind: 'order-paid', moment: `paid after refunds of ${order.refundedCents}` };
    case 'PARTIALLY_PAID':
      return { kind: 'order-partially-paid', moment: `left to pay ${balanceCents(order)}` };
    case 'PENDING':
    case 'PENDING_MERCHANT':
      return { kind: 'order-payment-pending', moment: 'pending' };
    case 'DECLINED':
      return { kind: 'order-payment-declined', moment: 'declined' };
    case 'CANCELED':
      return { kind: 'order-payment-canceled', moment: 'payment canceled' };
    case 'FULLY_REFUNDED':
      return { kind: 'order-refunded', moment: `refunded ${order.refundedCents}` };
    case 'PARTIALLY_REFUNDED':
      return { kind: 'order-partially-refunded', moment: `refunded ${order.refundedCents}` };
    default:
      return undefined;
  }
}

function openPayments(order: EcomOrder): string[] {
  if (order.isAnonymized || order.status === 'REJECTED') return [];
  const isCanceled = order.status === 'CANCELED';
  return (nextPayments[order.payment] ?? []).filter(function isLegal(to) {
    if (isCanceled && !to.endsWith('REFUNDED')) return false;
    if (order.paymentsSeen.has(onceOnly(to))) return false;
    if (to === 'PARTIALLY_PAID') return balanceCents(order) > 500;
    if (to === 'PARTIALLY_REFUNDED') return order.paidCents - order.refundedCents > 500 && isRefundShown(order);
    return order.payment !== 'FULLY_REFUNDED' || order.generation === 2024;
  });
}

function isRefundShown(order: EcomOrder): boolean {
  return order.payment !== 'PARTIALLY_REFUNDED' || order.generation === 2024;
}

function onceOnly(payment: string): string {
  if (payment.startsWith('PENDING')) return 'PENDING';
  return payment === 'DECLINED' || payment === 'CANCELED' ? payment : '';
}

function movePayment(order: EcomOrder, to: string, chance: Chance, notes: Notes): void {
  const isLate = chance.yes(50);
  const isRecorded = chance.yes(80);
  order.paymentsSeen.add(onceOnly(to) || to);
  order.payment = to;
  order.updatedMs = order.clock.ms;
  if (to === 'PAID') order.paidCents += balanceCents(order);
  if (to === 'PARTIALLY_PAID') order.paidCents += 100 + chance.below(balanceCents(order) - 300);
  if (to.endsWith('REFUNDED')) refund(order, to, chance, isLate);
  const activity = activityOf[to];
  if (activity !== undefined && isRecorded) recordActivity(order, activity, chance, isLate);
  const news = paymentNews(order);
  if (news !== undefined) report(notes, { ...news, facet: 'payment' });
}

const activityOf: Record<string, string | undefined> = {
  PAID: 'ORDER_PAID',
  PARTIALLY_PAID: 'ORDER_PARTIALLY_PAID',
  PENDING: 'PAYMENT_PENDING',
  DECLINED: 'PAYMENT_DECLINED',
  CANCELED: 'PAYMENT_CANCELED',
};

function refund(order: EcomOrder, to: string, chance: Chance, isLate: boolean): void {
  const leftCents = order.paidCents - order.refundedCents;
  const cents = to === 'FULLY_REFUNDED' ? leftCents : 100 + chance.below(leftCents - 300);
  order.refundedCents += cents;
  const [line] = order.lines;
  if (line !== undefined && chance.yes(50)) line.refunded += 1;
  const amount = { amount: (cents / 100).toFixed(2), formattedAmount: `$${(cents / 100).toFixed(2)}` };
  if (chance.yes(30)) recordActivity(order, 'REFUND_INITIATED', chance);
  const isNewStyle = order.generation === 2024 && chance.yes(40);
  if (isNewStyle) recordActivity(order, 'PAYMENT_REFUNDED', chance, isLate);
  else recordActivity(order, 'ORDER_REFUNDED', chance, isLate, { orderRefunded: { manual: true, amount, reason: '' } });
}

function pay(order: EcomOrder, chance: Chance, notes: Notes): void {
  const [first, ...others] = openPayments(order);
  if (first !== undefined) movePayment(order, chance.oneOf([first, ...others]), chance, notes);
}

function becomeUnknown(order: EcomOrder, _chance: Chance, notes: Notes): void {
  order.unknownsLeft.delete('payment');
  order.payment = UNKNOWN_PAYMENT;
  report(notes, { kind: 'status-unknown', moment: UNKNOWN_PAYMENT, facet: 'payment' });
}

function becomeKnown(order: EcomOrder, _chance: Chance, notes: Notes): void {
  order.payment = 'PAID';
  imply(notes, { kind: 'order-paid', moment: `paid after refunds of ${order.refundedCents}`, facet: 'payment' });
}

/** Payments, part payments, refunds, and a payment status that nobody knows. */
export const ecomPayments: readonly Move<EcomOrder>[] = [
  {
    weight: 14,
    parts: ['payment', 'totals'],
    allowed: (order) => openPayments(order).length > 0,
    apply: pay,
  },
  {
    weight: 1,
    parts: [],
    allowed: (order) =>
      !order.isAnonymized &&
      order.payment === 'PAID' &&
      order.paymentsSeen.has('PAID') &&
      order.unknownsLeft.has('payment'),
    apply: becomeUnknown,
  },
  {
    weight: 15,
    parts: [],
    allowed: (order) => !order.isAnonymized && order.payment === UNKNOWN_PAYMENT,
    apply: becomeKnown,
  },
];
