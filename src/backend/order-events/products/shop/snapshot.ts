import type { Decimal } from '../../values/decimal.ts';
import { digestDetails, mergeDetails, type DetailDigests, type Digest } from '../../values/detail-digests.ts';
import { knownStatus, withKnown } from '../known-fields.ts';
import type { AnySnapshot } from '../product-model.ts';
import { mergeActivities, sortActivities } from './activities.ts';
import type { Activity, ShopOrder } from './order.ts';

/** Stored state of a shop order. */
export interface ShopSnapshot extends AnySnapshot {
  readonly product: 'wix-ecom';
  readonly paymentStatus?: string | undefined;
  readonly fulfillmentStatus?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly isSeen?: boolean | undefined;
  readonly total?: Decimal | undefined;
  readonly balance?: Decimal | undefined;
  readonly paid?: Decimal | undefined;
  readonly refunded?: Decimal | undefined;
  /** Quantity and price by line item id, either of them empty if unknown. */
  readonly lineItems?: Readonly<Record<string, string>> | undefined;
  /** Every activity seen so far, oldest first. */
  readonly activities?: readonly Activity[] | undefined;
  readonly buyer?: DetailDigests | undefined;
  readonly shipping?: DetailDigests | undefined;
  readonly billing?: DetailDigests | undefined;
}

/** Returns the state that one event shows of a shop order. */
export function projectShopOrder(order: ShopOrder, digest: Digest, before: ShopSnapshot | undefined): ShopSnapshot {
  const { product, archived, isSeen, total, balance, paid, refunded, updatedAt } = order;
  return {
    product,
    status: knownStatus(order.status),
    paymentStatus: knownStatus(order.paymentStatus),
    fulfillmentStatus: knownStatus(order.fulfillmentStatus),
    archived,
    isSeen,
    total,
    balance,
    paid,
    refunded,
    lineItems: projectLineItems(order),
    activities: projectActivities(order),
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    shipping: digestDetails(order.shipping, digest, before?.shipping),
    billing: digestDetails(order.billing, digest, before?.billing),
    updatedAt,
  };
}

function projectLineItems({ lineItems }: ShopOrder): ShopSnapshot['lineItems'] {
  if (lineItems === undefined) return undefined;
  return Object.fromEntries(lineItems.map(({ id, quantity, price }) => [id, `${quantity ?? ''}x${price ?? ''}`]));
}

/** Returns the activities. A placed order has some, so an empty list, as some methods return it, counts as unknown. */
function projectActivities({ activities }: ShopOrder): ShopSnapshot['activities'] {
  return activities === undefined || activities.length === 0 ? undefined : sortActivities(activities);
}

/** Returns the state of a shop order after an event. */
export function carryShopOrder(before: ShopSnapshot, observed: ShopSnapshot): ShopSnapshot {
  const isPaymentMoved = observed.paymentStatus !== undefined && observed.paymentStatus !== before.paymentStatus;
  return {
    ...withKnown(before, observed),
    // A payment changes the sums, even if its event does not say by how much.
    balance: observed.balance ?? (isPaymentMoved ? undefined : before.balance),
    paid: observed.paid ?? (isPaymentMoved ? undefined : before.paid),
    refunded: observed.refunded ?? (isPaymentMoved ? undefined : before.refunded),
    activities: mergeActivities(before.activities, observed.activities),
    buyer: mergeDetails(before.buyer, observed.buyer),
    shipping: mergeDetails(before.shipping, observed.shipping),
    billing: mergeDetails(before.billing, observed.billing),
  };
}
