import { digestDetails, mergeDetails, type DetailDigests, type Digest } from '../../values/detail-digests.ts';
import type { DateText } from '../../values/instant.ts';
import { knownStatus, withKnown } from '../known-fields.ts';
import type { AnySnapshot } from '../product-model.ts';
import type { PausePeriod, PlanOrder } from './order.ts';

/** What is kept of a plan order. */
export interface PlanSnapshot extends AnySnapshot {
  readonly product: 'wix-pricing-plans';
  readonly paymentStatus?: string | undefined;
  readonly startAt?: DateText | undefined;
  readonly endAt?: DateText | undefined;
  readonly autoRenewCanceled?: boolean | undefined;
  readonly cancellationEffectiveAt?: string | undefined;
  readonly cycleIndex?: number | undefined;
  readonly pauses?: readonly PausePeriod[] | undefined;
  readonly buyer?: DetailDigests | undefined;
}

/** What one event shows of a plan order. */
export function projectPlanOrder(order: PlanOrder, digest: Digest, before: PlanSnapshot | undefined): PlanSnapshot {
  const { product, startAt, endAt, autoRenewCanceled, cancellationEffectiveAt, cycleIndex, pauses, updatedAt } = order;
  return {
    product,
    status: knownStatus(order.status),
    paymentStatus: knownStatus(order.paymentStatus),
    startAt,
    endAt,
    autoRenewCanceled,
    cancellationEffectiveAt,
    cycleIndex,
    pauses,
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    updatedAt,
  };
}

/** The state of a plan order after an event. */
export function carryPlanOrder(before: PlanSnapshot, observed: PlanSnapshot): PlanSnapshot {
  return { ...withKnown(before, observed), buyer: mergeDetails(before.buyer, observed.buyer) };
}
