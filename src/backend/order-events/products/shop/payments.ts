import type { ChangeKind, ShownFields } from '../../changes/change.ts';
import { fieldFinding, ONCE, type Finding } from '../../changes/finding.ts';
import { addDecimals, compareDecimals, subtractDecimals, ZERO, type Decimal } from '../../values/decimal.ts';
import { lastNoted, newActivities } from './activities.ts';
import type { Activity } from './order.ts';
import type { ShopSnapshot } from './snapshot.ts';

/** Kind of change on entering each payment status; `undefined` if it is no news. */
export const kindOfPaymentStatus: ReadonlyMap<string, ChangeKind | undefined> = new Map([
  ['NOT_PAID', undefined],
  ['PAID', 'order-paid'],
  ['PARTIALLY_PAID', 'order-partially-paid'],
  ['PENDING', 'order-payment-pending'],
  ['PENDING_MERCHANT', 'order-payment-pending'],
  ['DECLINED', 'order-payment-declined'],
  ['CANCELED', 'order-payment-canceled'],
  ['FULLY_REFUNDED', 'order-refunded'],
  ['PARTIALLY_REFUNDED', 'order-partially-refunded'],
]);

/** Activity that records each kind of payment. */
const activityOfKind: ReadonlyMap<ChangeKind, string> = new Map([
  ['order-paid', 'ORDER_PAID'],
  ['order-partially-paid', 'ORDER_PARTIALLY_PAID'],
  ['order-payment-pending', 'PAYMENT_PENDING'],
  ['order-payment-declined', 'PAYMENT_DECLINED'],
  ['order-payment-canceled', 'PAYMENT_CANCELED'],
  ['order-refunded', 'ORDER_REFUNDED'],
  ['order-partially-refunded', 'ORDER_REFUNDED'],
]);

/** Returns the payments and refunds between two snapshots. */
export function shopPaymentFindings(before: ShopSnapshot, after: ShopSnapshot): Finding[] {
  const [previous, current] = [before.paymentStatus, after.paymentStatus];
  if (previous === undefined || current === undefined) return [];
  if (previous === current && !isFurtherPayment(before, after)) return [];
  return findPaymentTransition(previous, current, after, before);
}

/** Returns a payment transition as a finding, using the state before it if that is known; nothing for a status that is no news. */
export function findPaymentTransition(
  previous: string | null,
  current: string,
  after: ShopSnapshot,
  before?: ShopSnapshot,
): Finding[] {
  const kind = kindOfTransition(previous, current);
  if (kind === undefined || isEdited(kind, previous, before, after)) return [];
  const noted = before === undefined ? [] : newActivities(before, after);
  const at = lastNoted(activityOfKind.get(kind), noted);
  const finding = fieldFinding(kind, 'paymentStatus', previous ?? undefined, current, {
    at,
    ...occurrenceOf(kind, before, after),
  });
  return [{ ...finding, current: { ...finding.current, ...amountsOf(kind, before, after, noted) } }];
}

function kindOfTransition(previous: string | null, current: string): ChangeKind | undefined {
  const isTakenBack = current === 'NOT_PAID' && (previous === 'PAID' || previous === 'PARTIALLY_PAID');
  return isTakenBack ? 'order-payment-reversed' : kindOfPaymentStatus.get(current);
}

const statusesAfterPayment: ReadonlySet<string> = new Set(['PAID', 'PARTIALLY_REFUNDED', 'FULLY_REFUNDED']);

/** `true` if a paid order is now paid in part because it was edited: more is due, and nothing was paid. */
function isEdited(
  kind: ChangeKind,
  previous: string | null,
  before: ShopSnapshot | undefined,
  after: ShopSnapshot,
): boolean {
  if (kind !== 'order-partially-paid' || !statusesAfterPayment.has(previous ?? '')) return false;
  return before === undefined || !isLess(paidUpTo(before), paidUpTo(after));
}

/**
 * Returns the occurrence of a payment. What was paid and refunded so far distinguishes payments, and after a payment was reversed,
 * counting starts again. The sum refunded before distinguishes partial refunds: a refund may be recorded after the event that reports it,
 * so its own sum says nothing. Everything else can occur again with nothing in the order to distinguish the occurrences.
 */
function occurrenceOf(
  kind: ChangeKind,
  before: ShopSnapshot | undefined,
  after: ShopSnapshot,
): Pick<Finding, 'occurrence' | 'canRepeat' | 'restartedBy'> {
  if (kind === 'order-paid' || kind === 'order-partially-paid') {
    const paid = paidUpTo(after);
    const refunds = isLess(ZERO, after.refunded) ? `-after-refunds-of-${String(after.refunded)}` : '';
    const occurrence = `paid-${paid ?? 'unknown'}${refunds}`;
    return { occurrence, canRepeat: paid === undefined, restartedBy: 'order-payment-reversed' };
  }
  if (kind === 'order-partially-refunded') {
    return { occurrence: `after-refunds-of-${before?.refunded ?? '0'}`, canRepeat: true };
  }
  return { occurrence: ONCE, canRepeat: true };
}

/** Returns all payments up to a state: the figure that the order prints, else the total less the balance. */
function paidUpTo({ paid, total, balance }: ShopSnapshot): Decimal | undefined {
  const sum = paid ?? (total === undefined || balance === undefined ? undefined : subtractDecimals(total, balance));
  return isLess(ZERO, sum) ? sum : undefined;
}

/** `true` if a further payment or partial refund changed the sums and left the status as it was. */
function isFurtherPayment(before: ShopSnapshot, after: ShopSnapshot): boolean {
  const { paymentStatus } = after;
  if (paymentStatus === 'PAID') return isLess(before.paid, after.paid) && isLess(ZERO, before.paid);
  if (paymentStatus === 'PARTIALLY_REFUNDED') return isLess(before.refunded, after.refunded);
  if (paymentStatus !== 'PARTIALLY_PAID') return false;
  return isPaidKnown(before, after) ? isLess(paidUpTo(before), paidUpTo(after)) : isLess(after.balance, before.balance);
}

function isPaidKnown(before: ShopSnapshot, after: ShopSnapshot): boolean {
  return paidUpTo(before) !== undefined && paidUpTo(after) !== undefined;
}

function isRefund(kind: ChangeKind): boolean {
  return kind === 'order-refunded' || kind === 'order-partially-refunded';
}

/** Returns the amount of a payment or refund, and the sum so far; unknown amounts are left out. */
function amountsOf(
  kind: ChangeKind,
  before: ShopSnapshot | undefined,
  { total, paid, balance, refunded }: ShopSnapshot,
  noted: readonly Activity[],
): ShownFields {
  const refund = refundBetween(before?.refunded, refunded) ?? sumOf(noted);
  const amounts = Object.entries(isRefund(kind) ? { refund, refunded } : { total, paid, balance });
  return Object.fromEntries(amounts.flatMap(([name, amount]) => (amount === undefined ? [] : [[name, amount]])));
}

function refundBetween(before: Decimal | undefined, after: Decimal | undefined): Decimal | undefined {
  if (before === undefined || after === undefined || !isLess(before, after)) return undefined;
  return subtractDecimals(after, before);
}

function sumOf(noted: readonly Activity[]): Decimal | undefined {
  const refunds = noted.filter(({ type }) => type === 'ORDER_REFUNDED');
  const amounts = refunds.flatMap(({ amount }) => amount ?? []);
  return amounts.length === 0 || amounts.length < refunds.length ? undefined : amounts.reduce(addDecimals);
}

function isLess(left: Decimal | undefined, right: Decimal | undefined): boolean {
  return left !== undefined && right !== undefined && compareDecimals(left, right) < 0;
}
