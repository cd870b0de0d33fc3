import type { Decimal } from '../values/decimal.ts';
import type { Activity } from './shop/ecom-order.ts';
import type { PausePeriod } from './plans/plan-order.ts';
import type { DetailDigests } from '../values/detail-digests.ts';

/**
 * What is kept of a ticket order to compare it with the next event: no personal data. In every snapshot an absent
 * field is one that no event has told so far.
 */
export interface TicketSnapshot {
  readonly product: 'wix-events';
  readonly status?: string | undefined;
  readonly confirmed?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly buyer?: DetailDigests | undefined;
  /** By ticket number. */
  readonly tickets?: Readonly<Record<string, TicketState>> | undefined;
}

/** What is kept of one ticket. */
export interface TicketState {
  /** Absent when the guest is not checked in. */
  readonly checkedInAt?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly canceled?: boolean | undefined;
  readonly guest?: DetailDigests | undefined;
}

/** What is kept of a plan order. Dates are text at millisecond precision. */
export interface PlanSnapshot {
  readonly product: 'wix-pricing-plans';
  readonly status?: string | undefined;
  readonly paymentStatus?: string | undefined;
  readonly startAt?: string | undefined;
  readonly endAt?: string | undefined;
  readonly autoRenewCanceled?: boolean | undefined;
  readonly cancellationEffectiveAt?: string | undefined;
  readonly cycleIndex?: number | undefined;
  readonly pauses?: readonly PausePeriod[] | undefined;
  readonly buyer?: DetailDigests | undefined;
  /** When Wix last wrote the order: tells a stale snapshot, never the order of events. */
  readonly updatedAt?: string | undefined;
}

/** What is kept of a shop order. */
export interface EcomSnapshot {
  readonly product: 'wix-ecom';
  readonly status?: string | undefined;
  readonly paymentStatus?: string | undefined;
  readonly fulfillmentStatus?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly isSeen?: boolean | undefined;
  readonly total?: Decimal | undefined;
  readonly balance?: Decimal | undefined;
  readonly refunded?: Decimal | undefined;
  /** Quantity and price by line item id, either empty when unknown. */
  readonly lineItems?: Readonly<Record<string, string>> | undefined;
  /** Every activity seen so far, oldest first. */
  readonly activities?: readonly Activity[] | undefined;
  readonly buyer?: DetailDigests | undefined;
  readonly shipping?: DetailDigests | undefined;
  readonly billing?: DetailDigests | undefined;
  readonly updatedAt?: string | undefined;
}

/** What is kept of an order to compare it with the next event. */
export type Snapshot = TicketSnapshot | PlanSnapshot | EcomSnapshot;
