import type { ChangeKind } from '../../changes/change.ts';
import { hashContent } from '../../values/content-hash.ts';
import { compareDecimals, type Decimal } from '../../values/decimal.ts';
import { ownValue } from '../../values/own-value.ts';
import type { Instant } from '../../values/instant.ts';
import { activityFindings } from './activities.ts';
import { detailFindings } from '../../changes/detail-findings.ts';
import { fulfillmentFindings } from './fulfillment.ts';
import { fieldFinding, ONCE, toggleFindings, findUnknownStatus, type Finding } from '../../changes/finding.ts';
import type { ShopSnapshot } from './snapshot.ts';

const kindOfStatus: ReadonlyMap<string, ChangeKind | undefined> = new Map([
  ['INITIALIZED', undefined],
  ['PENDING', undefined],
  ['APPROVED', 'order-approved'],
  ['REJECTED', 'order-rejected'],
  ['CANCELED', 'order-canceled'],
]);

const kindOfPaymentStatus: ReadonlyMap<string, ChangeKind | undefined> = new Map([
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

/** Payments that can come about more than once with nothing in the order to tell the times apart for sure. */
const repeatableKinds: ReadonlySet<ChangeKind> = new Set([
  'order-payment-pending',
  'order-payment-declined',
  'order-payment-canceled',
  'order-refunded',
  'order-partially-paid',
  'order-partially-refunded',
]);

/** What happened to a shop order between two snapshots; `progressAt` is when fulfilment and activities were last shown up to the first. */
export function compareShopOrders(before: ShopSnapshot, after: ShopSnapshot, progressAt: Instant): Finding[] {
  return [
    ...shopStatusFindings(before, after),
    ...shopPaymentFindings(before, after),
    ...fulfillmentFindings(before, after, progressAt),
    ...toggleFindings({ on: 'order-archived', off: 'order-unarchived' }, 'archived', before.archived, after.archived),
    ...detailFindings('buyer-details-changed', before.buyer, after.buyer),
    ...detailFindings('shipping-address-changed', before.shipping, after.shipping),
    ...detailFindings('billing-details-changed', before.billing, after.billing),
    ...lineItemFindings(before, after),
    ...totalFindings(before, after),
    ...seenFindings(before, after),
    ...activityFindings(before, after),
  ];
}

/** Reports status values that no document lists; with no snapshot before, at first sight. */
export function findUnknownShopStatuses(before: ShopSnapshot | undefined, after: ShopSnapshot): Finding[] {
  return [
    ...findUnknownStatus('status', kindOfStatus, before?.status, after.status),
    ...findUnknownStatus('paymentStatus', kindOfPaymentStatus, before?.paymentStatus, after.paymentStatus),
    ...findUnknownStatus('fulfillmentStatus', fulfillmentStatuses, before?.fulfillmentStatus, after.fulfillmentStatus),
  ];
}

const fulfillmentStatuses = new Set(['NOT_FULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED']);

/** An order that returns from another status, or from one that nobody knows, was approved before. */
const statusesBeforeApproval = new Set(['INITIALIZED', 'PENDING']);

function shopStatusFindings(before: ShopSnapshot, after: ShopSnapshot): Finding[] {
  const unknown = findUnknownShopStatuses(before, after);
  if (before.status === undefined || after.status === undefined || before.status === after.status) return unknown;
  const kind = kindOfStatus.get(after.status);
  if (kind === 'order-approved' && !statusesBeforeApproval.has(before.status)) return unknown;
  const findings = kind === undefined ? [] : [fieldFinding(kind, 'status', before.status, after.status)];
  const isPlaced =
    kind === 'order-approved' && !hasActivity(before, 'ORDER_PLACED') && hasActivity(after, 'ORDER_PLACED');
  const placed = isPlaced ? [fieldFinding('order-placed', 'status', before.status, after.status)] : [];
  return [...placed, ...findings, ...unknown];
}

function hasActivity({ activities }: ShopSnapshot, type: string): boolean {
  return activities?.some((activity) => activity.type === type) ?? false;
}

function shopPaymentFindings(before: ShopSnapshot, after: ShopSnapshot): Finding[] {
  const [previous, current] = [before.paymentStatus, after.paymentStatus];
  if (previous === undefined || current === undefined) return [];
  if (previous === current && !isFurtherPayment(before, after)) return [];
  return findPaymentTransition(previous, current, after, before);
}

/** A payment transition as a finding, with the state before it where that is known; nothing for a status that is no news. */
export function findPaymentTransition(
  previous: string,
  current: string,
  after: ShopSnapshot,
  before?: ShopSnapshot,
): Finding[] {
  const kind = kindOfPaymentStatus.get(current);
  if (kind === undefined) return [];
  const occurrence = paymentOccurrence(kind, before, after);
  return [fieldFinding(kind, 'paymentStatus', previous, current, { occurrence, canRepeat: repeatableKinds.has(kind) })];
}

/**
 * The sum refunded before tells one payment, and one part refund, from the next; the balance tells part payments apart.
 * A refund may be recorded after the event that reports it, so its own sum is no sign.
 */
function paymentOccurrence(kind: ChangeKind, before: ShopSnapshot | undefined, after: ShopSnapshot): string {
  if (kind === 'order-partially-paid') return `balance-${after.balance ?? 'unknown'}`;
  if (kind === 'order-paid') return `after-refunds-of-${after.refunded ?? '0'}`;
  return kind === 'order-partially-refunded' ? `after-refunds-of-${before?.refunded ?? '0'}` : ONCE;
}

/** A further part payment or part refund leaves the status as it is and moves the sums. */
function isFurtherPayment(before: ShopSnapshot, after: ShopSnapshot): boolean {
  if (after.paymentStatus === 'PARTIALLY_PAID') return isLess(after.balance, before.balance);
  return (
    after.paymentStatus === 'PARTIALLY_REFUNDED' && before.refunded !== '0' && isLess(before.refunded, after.refunded)
  );
}

function isLess(left: Decimal | undefined, right: Decimal | undefined): boolean {
  return left !== undefined && right !== undefined && compareDecimals(left, right) < 0;
}

function lineItemFindings({ lineItems: before }: ShopSnapshot, { lineItems: after }: ShopSnapshot): Finding[] {
  if (before === undefined || after === undefined) return [];
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const moved = ids.filter((id) => isItemMoved(ownValue(before, id), ownValue(after, id)));
  if (moved.length === 0) return [];
  const occurrence = hashContent(JSON.stringify(Object.entries(after).sort()));
  const shown = { previous: pick(before, moved), current: pick(after, moved) };
  return [{ kind: 'line-items-changed', occurrence, canRepeat: true, ...shown }];
}

/** Enough to see what moved; a change of hundreds of items needs no list of them. */
const MAX_SHOWN_ITEMS = 20;

function pick(items: Readonly<Record<string, string>>, ids: readonly string[]): Finding['previous'] {
  return { lineItems: ids.slice(0, MAX_SHOWN_ITEMS).map((id) => `${id}: ${ownValue(items, id) ?? 'none'}`) };
}

/** Quantity and price count where both sides have them. */
function isItemMoved(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return true;
  if (before === after) return false;
  const [earlier, later] = [before.split('x'), after.split('x')];
  return earlier.some((part, index) => part !== '' && later[index] !== '' && part !== later[index]);
}

function totalFindings({ total: before }: ShopSnapshot, { total: after }: ShopSnapshot): Finding[] {
  if (before === undefined || after === undefined || before === after) return [];
  return [fieldFinding('totals-changed', 'total', before, after, { occurrence: after, canRepeat: true })];
}

function seenFindings(before: ShopSnapshot, after: ShopSnapshot): Finding[] {
  const isNews = before.isSeen === false && after.isSeen === true;
  return isNews ? [fieldFinding('order-seen', 'seenByAHuman', false, true)] : [];
}
