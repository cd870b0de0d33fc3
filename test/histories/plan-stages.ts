import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Notes } from './growing.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './instants.ts';
import { beginFirstCycle, plainPlan } from './plan-order.ts';
import { paymentChange } from './plan-payments.ts';
import type { PlanOrder } from './plan-order.ts';

/** Makes an order in the middle of any stage of its life, and notes what its first event tells. */
export function beginPlan(chance: Chance, notes: Notes): PlanOrder {
  const stage = chance.oneOf(stages);
  const order = plainPlan(chance);
  stage(order, chance, notes);
  imply(notes, { kind: 'order-placed', moment: 'placed', facet: 'status' });
  if (order.payment === 'PAID') {
    const note = isPaymentFresh(order) ? report : imply;
    note(notes, { ...paymentChange(order, 'PAID', 'order-paid'), facet: 'payment' });
  }
  return order;
}

/** The payment is told by the first event where the order, or its cycle, is young and shows nothing later. */
function isPaymentFresh(order: PlanOrder): boolean {
  const { clock, createdMs, cycle, isOffline } = order;
  const isUnderWay = ['DRAFT', 'PENDING', 'ACTIVE'].includes(order.status);
  if (!isUnderWay || cycle?.index === 0 || order.pauses.length > 0 || order.autoRenewCanceled) return false;
  if (cycle !== undefined && cycle.index > 1) return !isOffline && clock.ms - cycle.startedMs < 4 * MINUTE_MS;
  const ageMs = clock.ms - createdMs;
  const isMarked = isOffline && order.status === 'PENDING' && ageMs < 7 * DAY_MS - SECOND_MS;
  return ageMs < 9 * MINUTE_MS || (isMarked && clock.ms - order.updatedMs < 4 * SECOND_MS);
}

type Stage = (order: PlanOrder, chance: Chance, notes: Notes) => void;

const stages: readonly [Stage, ...Stage[]] = [
  running,
  draft,
  draft,
  waiting,
  waiting,
  justBought,
  justStarted,
  cycleJustStarted,
  pausedLongAgo,
  justPaused,
  justResumed,
  alreadyOver,
];

function running(order: PlanOrder, chance: Chance, notes: Notes): void {
  beginFirstCycle(order, notes);
  if (order.cycle !== undefined && order.pricing === 'subscription' && chance.yes(40)) order.cycle.index += 1;
}

function restart(order: PlanOrder, startMs: number): void {
  const lengthMs = order.endMs === undefined ? undefined : order.endMs - order.startMs;
  order.startMs = startMs;
  order.endMs = lengthMs === undefined ? undefined : startMs + lengthMs;
  order.earliestEndMs = order.endMs;
}

function draft(order: PlanOrder, chance: Chance): void {
  order.status = 'DRAFT';
  order.payment = order.payment === 'NOT_APPLICABLE' ? 'NOT_APPLICABLE' : 'UNPAID';
  restart(order, order.createdMs + (chance.yes(50) ? 0 : chance.between(8, 30) * DAY_MS));
}

function waiting(order: PlanOrder, chance: Chance): void {
  order.status = 'PENDING';
  restart(order, order.clock.ms + chance.between(3, 30) * DAY_MS);
}

function justBought(order: PlanOrder, chance: Chance, notes: Notes): void {
  restart(order, order.createdMs);
  order.clock.ms = order.createdMs + chance.between(200, 1_800);
  order.updatedMs = order.createdMs;
  beginFirstCycle(order, notes);
  report(notes, { kind: 'order-placed', moment: 'placed', facet: 'status' });
  imply(notes, { kind: 'order-started', moment: 'started', facet: 'active' });
}

function justStarted(order: PlanOrder, chance: Chance, notes: Notes): void {
  restart(order, order.createdMs + 2 * DAY_MS);
  order.clock.ms = order.startMs + chance.between(200, 3_200);
  order.updatedMs = order.createdMs;
  beginFirstCycle(order, notes);
  report(notes, { kind: 'order-started', moment: 'started', facet: 'active' });
}

function cycleJustStarted(order: PlanOrder, chance: Chance, notes: Notes): void {
  if (order.pricing !== 'subscription') return running(order, chance, notes);
  const index = order.hasTrial ? 1 : 2;
  const startedMs = order.startMs + order.cycleMs;
  order.cycle = { index, startedMs, endedMs: startedMs + order.cycleMs };
  order.clock.ms = startedMs + chance.between(32, 138) * SECOND_MS;
  order.updatedMs = startedMs;
  report(notes, { kind: 'cycle-started', moment: `cycle ${index}`, facet: 'cycle' });
}

function pausedLongAgo(order: PlanOrder, chance: Chance, notes: Notes): void {
  running(order, chance, notes);
  order.status = 'PAUSED';
  order.pauses = [{ pauseMs: order.clock.ms - chance.between(10, 600) * MINUTE_MS, resumeMs: undefined }];
}

function justPaused(order: PlanOrder, chance: Chance, notes: Notes): void {
  running(order, chance, notes);
  const pauseMs = order.clock.ms - chance.between(100, 150);
  order.status = 'PAUSED';
  order.pauses = [{ pauseMs, resumeMs: undefined }];
  report(notes, { kind: 'order-paused', moment: `pause ${pauseMs}`, facet: 'pause' });
}

function justResumed(order: PlanOrder, chance: Chance, notes: Notes): void {
  running(order, chance, notes);
  const pauseMs = order.clock.ms - chance.between(10, 600) * MINUTE_MS;
  order.pauses = [{ pauseMs, resumeMs: order.clock.ms - chance.between(100, 160) }];
  report(notes, { kind: 'order-resumed', moment: `pause ${pauseMs}`, facet: 'pause' });
}

function alreadyOver(order: PlanOrder, chance: Chance, notes: Notes): void {
  const isCanceled = order.endMs === undefined || chance.yes(60);
  order.endMs = order.clock.ms - chance.below(1_000);
  order.status = isCanceled ? 'CANCELED' : 'ENDED';
  const effectiveAt = chance.oneOf(['IMMEDIATELY', 'NEXT_PAYMENT_DATE'] as const);
  if (isCanceled) {
    order.cancellation = { cause: 'OWNER_ACTION', effectiveAt };
    order.autoRenewCanceled = order.pricing === 'subscription';
    report(notes, { kind: 'order-canceled', moment: 'canceled', facet: 'life', inAnyOrder: true });
  }
  const isEndTold = !isCanceled || effectiveAt === 'IMMEDIATELY';
  if (isEndTold) report(notes, { kind: 'order-ended', moment: 'ended', facet: 'life', inAnyOrder: true });
}
