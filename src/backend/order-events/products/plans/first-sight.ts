import { fieldFinding, type Finding } from '../../changes/finding.ts';
import { msOf, type Instant } from '../../values/instant.ts';
import { canceledFindings, findUnknownPlanStatuses, pausedFinding, resumedFinding } from './compare.ts';
import type { PlanOrder } from './order.ts';
import type { PlanSnapshot } from './snapshot.ts';

/**
 * How long before its event an instant of a plan order may lie to be the event's reason. In the documented events it
 * lies up to 3.2 s before (once 33.6 s, for an end), and up to 138 s where the scheduler starts a cycle.
 */
const FRESH_MS = 60_000;
const FRESH_CYCLE_MS = 300_000;

/** What the first event of a plan order says has just happened: by a final status, or by an instant close to its own. */
export function findPlanNewsAtFirstSight(snapshot: PlanSnapshot, order: PlanOrder, happenedAt: Instant): Finding[] {
  return [...statusNews(order, snapshot, msOf(happenedAt)), ...findUnknownPlanStatuses(undefined, snapshot)];
}

function statusNews(order: PlanOrder, snapshot: PlanSnapshot, eventMs: number): Finding[] {
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
  return isWithin(FRESH_CYCLE_MS, order.cycleStartedAt, eventMs) ? startedCycle(order) : [];
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
  if (cycleIndex === undefined) return [];
  const occurrence = `cycle-${String(cycleIndex)}`;
  return [fieldFinding('cycle-started', 'cycleIndex', undefined, cycleIndex, { occurrence, at: cycleStartedAt })];
}
