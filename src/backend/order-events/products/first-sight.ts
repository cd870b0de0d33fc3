import { msOf } from '../values/instant.ts';
import type { OrderEvent } from '../handlers/parse-order-event.ts';
import type { PlanOrder } from './plans/plan-order.ts';
import type { EcomSnapshot, PlanSnapshot, Snapshot, TicketSnapshot } from './snapshot.ts';
import { unknownEcomStatuses } from './shop/compare-ecom-orders.ts';
import { canceledFindings, pausedFinding, resumedFinding, unknownPlanStatuses } from './plans/compare-plan-orders.ts';
import { findUnknownTicketStatus } from './tickets/compare-ticket-orders.ts';
import { fieldFinding, type Finding } from '../changes/finding.ts';

/**
 * How long before its event an instant of a plan order may lie to be the event's reason. In the documented events it
 * lies up to 3.2 s before (once 33.6 s, for an end), and up to 138 s where the scheduler starts a cycle.
 */
const FRESH_MS = 60_000;
const FRESH_CYCLE_MS = 300_000;

/**
 * What the first event of an order says has just happened. Without a state to compare with, only a terminal status and
 * the measured instants of plan orders speak; everything else would be a guess.
 */
export function findAtFirstSight(event: OrderEvent, snapshot: Snapshot): Finding[] {
  return firstSightFindings(event, snapshot).map((finding) => ({ ...finding, evidence: 'inferred' }));
}

function firstSightFindings({ order, happenedAt }: OrderEvent, snapshot: Snapshot): Finding[] {
  switch (snapshot.product) {
    case 'wix-events':
      return ticketFindings(snapshot);
    case 'wix-ecom':
      return ecomFindings(snapshot);
    case 'wix-pricing-plans':
      return order.product === 'wix-pricing-plans' ? planFindings(order, snapshot, msOf(happenedAt)) : [];
  }
}

function ticketFindings(snapshot: TicketSnapshot): Finding[] {
  const { status } = snapshot;
  if (status === 'CANCELED') return [fieldFinding('order-canceled', 'status', undefined, status)];
  return findUnknownTicketStatus(snapshot);
}

function ecomFindings(snapshot: EcomSnapshot): Finding[] {
  const { status } = snapshot;
  const unknown = unknownEcomStatuses(undefined, snapshot);
  if (status === 'CANCELED') return [fieldFinding('order-canceled', 'status', undefined, status), ...unknown];
  if (status === 'REJECTED') return [fieldFinding('order-rejected', 'status', undefined, status), ...unknown];
  return unknown;
}

function planFindings(order: PlanOrder, snapshot: PlanSnapshot, eventMs: number): Finding[] {
  return [...planStatusFindings(order, snapshot, eventMs), ...unknownPlanStatuses(undefined, snapshot)];
}

function planStatusFindings(order: PlanOrder, snapshot: PlanSnapshot, eventMs: number): Finding[] {
  const { status } = snapshot;
  if (status === 'CANCELED') return canceledFindings(undefined, snapshot);
  if (status === 'ENDED') return [fieldFinding('order-ended', 'status', undefined, 'ENDED')];
  const lastPause = order.pauses?.[order.pauses.length - 1];
  if (status === 'PAUSED') return isWithin(FRESH_MS, lastPause?.pausedAt, eventMs) ? [pausedFinding(lastPause)] : [];
  if (status !== 'ACTIVE') return [];
  if (isWithin(FRESH_MS, lastPause?.resumedAt, eventMs)) return [resumedFinding(lastPause)];
  if (isWithin(FRESH_MS, order.startAt, eventMs)) {
    return [startOrPlacement(order, isWithin(FRESH_MS, order.createdAt, eventMs))];
  }
  return isWithin(FRESH_CYCLE_MS, order.cycleStartedAt, eventMs) ? cycleFinding(order) : [];
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

function cycleFinding({ cycleIndex, cycleStartedAt }: PlanOrder): Finding[] {
  if (cycleIndex === undefined) return [];
  const moment = `cycle-${String(cycleIndex)}`;
  return [fieldFinding('cycle-started', 'cycleIndex', undefined, cycleIndex, { moment, at: cycleStartedAt })];
}
