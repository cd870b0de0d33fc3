import { fieldFinding, type Finding } from '../../changes/finding.ts';
import { msOf, type Instant } from '../../values/instant.ts';
import {
  canceledFindings,
  cycleStartedFinding,
  endedFinding,
  findUnknownPlanStatuses,
  pausedFinding,
  paymentFinding,
  resumedFinding,
} from './compare.ts';
import type { PlanOrder } from './order.ts';
import type { PlanSnapshot } from './snapshot.ts';
import { FRESH_ORDER_MS } from '../fresh-order.ts';

/**
 * Longest time between an instant of a plan order and the event that it causes. In the documented events it is up to 3.2 s (once 33.6 s,
 * for an end), and up to 138 s if the scheduler starts a cycle.
 */
const FRESH_MS = 60_000;
const FRESH_CYCLE_MS = 300_000;
/** An order of this age that has not started yet can hardly have been paid before its last write. */
const YOUNG_MS = 7 * 24 * 3_600_000;
const FRESH_WRITE_MS = 5_000;

/**
 * Returns what the first event of a plan order shows to have just happened: by an instant of the order that is close to the event's, or
 * by its end.
 */
export function findPlanNewsAtFirstSight(snapshot: PlanSnapshot, order: PlanOrder, happenedAt: Instant): Finding[] {
  const eventMs = msOf(happenedAt);
  return [
    ...statusNews(order, snapshot, eventMs),
    ...paymentNews(order, snapshot, eventMs),
    ...findUnknownPlanStatuses(undefined, snapshot),
  ];
}

function statusNews(order: PlanOrder, snapshot: PlanSnapshot, eventMs: number): Finding[] {
  const { status } = snapshot;
  const isOver = order.endAt !== undefined && Date.parse(order.endAt) <= eventMs;
  if (status === 'CANCELED') return isOver ? canceledFindings(undefined, snapshot) : [];
  if (status === 'ENDED') return isOver ? [endedFinding(undefined, snapshot)] : [];
  const lastPause = order.pauses?.[order.pauses.length - 1];
  if (status === 'PAUSED') return isWithin(FRESH_MS, lastPause?.pausedAt, eventMs) ? [pausedFinding(lastPause)] : [];
  if (status !== 'ACTIVE') return [];
  if (isWithin(FRESH_MS, lastPause?.resumedAt, eventMs)) return [resumedFinding(lastPause)];
  if (isWithin(FRESH_MS, order.startAt, eventMs)) {
    return [startOrPlacement(order, isWithin(FRESH_MS, order.createdAt, eventMs))];
  }
  return isWithin(FRESH_CYCLE_MS, order.cycleStartedAt, eventMs) ? startedCycle(order) : [];
}

/**
 * Returns a payment as news if the order is so young that the payment cannot be old, and shows nothing that comes after a payment; in a
 * later cycle, if that has just begun.
 */
function paymentNews(order: PlanOrder, snapshot: PlanSnapshot, eventMs: number): Finding[] {
  const { createdAt, cycleIndex, updatedAt } = order;
  if (snapshot.paymentStatus !== 'PAID' || isFurther(order, snapshot)) return [];
  const paid = paymentFinding('order-paid', snapshot, undefined);
  if (cycleIndex !== undefined && cycleIndex > 1) {
    const isCharged = snapshot.isOffline !== true && isWithin(FRESH_CYCLE_MS, order.cycleStartedAt, eventMs);
    return isCharged ? [paid] : [];
  }
  if (isWithin(FRESH_ORDER_MS, createdAt, eventMs)) return [{ ...paid, notBefore: createdAt }];
  const isMarked =
    order.isOffline &&
    snapshot.status === 'PENDING' &&
    isWithin(YOUNG_MS, createdAt, eventMs) &&
    isWithin(FRESH_WRITE_MS, updatedAt, eventMs);
  return isMarked ? [{ ...paid, at: updatedAt }] : [];
}

/** `true` if the order shows more than a payment: a trial, in which nothing is paid, or something that comes later. */
function isFurther({ pauses, cycleIndex, autoRenewCanceled }: PlanOrder, snapshot: PlanSnapshot): boolean {
  const { status, cancellationEffectiveAt } = snapshot;
  const isUnderWay = status === 'DRAFT' || status === 'PENDING' || status === 'ACTIVE';
  const isStopped = autoRenewCanceled === true || cancellationEffectiveAt !== undefined;
  return !isUnderWay || cycleIndex === 0 || isStopped || (pauses !== undefined && pauses.length > 0);
}

function isWithin(windowMs: number, instant: string | undefined, eventMs: number): boolean {
  const ageMs = instant === undefined ? -1 : eventMs - Date.parse(instant);
  return ageMs >= 0 && ageMs <= windowMs;
}

function startOrPlacement({ startAt, createdAt }: PlanOrder, isJustCreated: boolean): Finding {
  return isJustCreated
    ? fieldFinding('order-placed', 'status', undefined, 'ACTIVE', { at: createdAt })
    : fieldFinding('order-started', 'status', undefined, 'ACTIVE', { at: startAt });
}

function startedCycle({ cycleIndex, cycleStartedAt }: PlanOrder): Finding[] {
  return cycleIndex === undefined ? [] : [cycleStartedFinding(cycleIndex, cycleStartedAt)];
}
