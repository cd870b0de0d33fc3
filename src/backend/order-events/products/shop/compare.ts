import type { ChangeKind } from '../../changes/change.ts';
import { hashContent } from '../../values/content-hash.ts';
import { ownValue } from '../../values/own-value.ts';
import type { Instant } from '../../values/instant.ts';
import { activityFindings, lastNoted, newActivities } from './activities.ts';
import { detailFindings } from '../../changes/detail-findings.ts';
import { fulfillmentFindings } from './fulfillment.ts';
import { fieldFinding, toggleFindings, findUnknownStatus, type Finding } from '../../changes/finding.ts';
import { kindOfPaymentStatus, shopPaymentFindings } from './payments.ts';
import type { ShopSnapshot } from './snapshot.ts';

const kindOfStatus: ReadonlyMap<string, ChangeKind | undefined> = new Map([
  ['INITIALIZED', undefined],
  ['PENDING', undefined],
  ['APPROVED', 'order-approved'],
  ['REJECTED', 'order-rejected'],
  ['CANCELED', 'order-canceled'],
]);

/**
 * Returns the changes of a shop order between two snapshots; `progressAt` is when fulfillment and activities were last shown up to the
 * first.
 */
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

/** Reports status values that no document lists; `before` is `undefined` at first sight. */
export function findUnknownShopStatuses(before: ShopSnapshot | undefined, after: ShopSnapshot): Finding[] {
  return [
    ...findUnknownStatus('status', kindOfStatus, before?.status, after.status),
    ...findUnknownStatus('paymentStatus', kindOfPaymentStatus, before?.paymentStatus, after.paymentStatus),
    ...findUnknownStatus('fulfillmentStatus', fulfillmentStatuses, before?.fulfillmentStatus, after.fulfillmentStatus),
  ];
}

const fulfillmentStatuses = new Set(['NOT_FULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED']);

/** Statuses before an approval. An order that returns from any other status, known or not, was approved before. */
const statusesBeforeApproval = new Set(['INITIALIZED', 'PENDING']);

function shopStatusFindings(before: ShopSnapshot, after: ShopSnapshot): Finding[] {
  const unknown = findUnknownShopStatuses(before, after);
  if (before.status === undefined || after.status === undefined || before.status === after.status) return unknown;
  const kind = kindOfStatus.get(after.status);
  if (kind === 'order-approved' && !statusesBeforeApproval.has(before.status)) return unknown;
  const at =
    kind === undefined ? undefined : lastNoted(activityOfStatus.get(after.status), newActivities(before, after));
  const findings = kind === undefined ? [] : [fieldFinding(kind, 'status', before.status, after.status, { at })];
  const isPlaced =
    kind === 'order-approved' && !hasActivity(before, 'ORDER_PLACED') && hasActivity(after, 'ORDER_PLACED');
  const placed = isPlaced ? [fieldFinding('order-placed', 'status', before.status, after.status)] : [];
  return [...placed, ...findings, ...unknown];
}

/** Activities that record when an order reached a final status. */
export const activityOfStatus: ReadonlyMap<string, string> = new Map([
  ['CANCELED', 'ORDER_CANCELED'],
  ['REJECTED', 'ORDER_REJECTED'],
]);

function hasActivity({ activities }: ShopSnapshot, type: string): boolean {
  return activities?.some((activity) => activity.type === type) ?? false;
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

/** Most items that a change lists: enough to see what changed. */
const MAX_SHOWN_ITEMS = 20;

function pick(items: Readonly<Record<string, string>>, ids: readonly string[]): Finding['previous'] {
  return { lineItems: ids.slice(0, MAX_SHOWN_ITEMS).map((id) => `${id}: ${ownValue(items, id) ?? 'none'}`) };
}

/** `true` if quantity or price changed; each counts only if both sides have it. */
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
