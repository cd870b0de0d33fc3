import type { Decimal } from '../../values/decimal.ts';
import { digestDetails, mergeDetails, type DetailDigests, type Digest } from '../../values/detail-digests.ts';
import type { DateText } from '../../values/instant.ts';
import { knownStatus, withKnown } from '../known-fields.ts';
import type { AnySnapshot } from '../product-model.ts';
import type { PausePeriod, PlanOrder, PricedCycles } from './order.ts';

/** Stored state of a plan order. */
export interface PlanSnapshot extends AnySnapshot {
  readonly product: 'wix-pricing-plans';
  readonly paymentStatus?: string | undefined;
  /** `true` if the owner collects the payments, so that no cycle is charged. */
  readonly isOffline?: true | undefined;
  readonly startAt?: DateText | undefined;
  readonly endAt?: DateText | undefined;
  readonly autoRenewCanceled?: boolean | undefined;
  readonly cancellationEffectiveAt?: string | undefined;
  readonly cycleIndex?: number | undefined;
  readonly cycleStartedAt?: DateText | undefined;
  /** Cycle in which the payment status was last shown: an event may show either alone. */
  readonly paymentCycle?: number | undefined;
  /** Price of the priced cycles. */
  readonly total?: Decimal | undefined;
  readonly pricedCycles?: PricedCycles | undefined;
  readonly pauses?: readonly PausePeriod[] | undefined;
  readonly buyer?: DetailDigests | undefined;
}

/** Returns the state that one event shows of a plan order. */
export function projectPlanOrder(order: PlanOrder, digest: Digest, before: PlanSnapshot | undefined): PlanSnapshot {
  const { product, startAt, endAt, autoRenewCanceled, cancellationEffectiveAt, cycleIndex, cycleStartedAt } = order;
  const { pauses, updatedAt } = order;
  return {
    product,
    status: knownStatus(order.status),
    paymentStatus: knownStatus(order.paymentStatus),
    isOffline: order.isOffline ? true : undefined,
    startAt,
    endAt,
    autoRenewCanceled,
    cancellationEffectiveAt,
    cycleIndex,
    cycleStartedAt,
    paymentCycle: order.paymentStatus === undefined ? undefined : cycleIndex,
    total: order.total?.amount,
    pricedCycles: order.pricedCycles,
    pauses,
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    updatedAt,
  };
}

/** Returns the state of a plan order after an event. */
export function carryPlanOrder(before: PlanSnapshot, observed: PlanSnapshot): PlanSnapshot {
  return { ...withKnown(before, observed), buyer: mergeDetails(before.buyer, observed.buyer) };
}

/** `true` if the later snapshot shows a resume that the earlier one lacks: a resume does not change the write time. */
export function showsFurtherResume(known: PlanSnapshot, next: PlanSnapshot): boolean {
  const lastKnown = known.pauses?.[known.pauses.length - 1];
  const last = next.pauses?.[next.pauses.length - 1];
  if (last?.resumedAt === undefined) return false;
  return lastKnown === undefined
    ? known.status === 'PAUSED'
    : last.resumedAt > (lastKnown.resumedAt ?? lastKnown.pausedAt);
}

/** `true` if a snapshot of the same write shows a paused order as active, without a resume. */
export function lacksResume(known: PlanSnapshot, next: PlanSnapshot): boolean {
  return known.status === 'PAUSED' && next.status === 'ACTIVE' && !showsFurtherResume(known, next);
}
