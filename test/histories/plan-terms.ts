import type { Chance } from './chance.ts';
import { report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { advance, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './instants.ts';
import type { PlanOrder } from './plan-order.ts';
import { isIn } from './plan-payments.ts';

const endHiddenBy = ['life', 'renew', 'pause', 'start', 'active', 'unknown'];
const pauseHiddenBy = ['life', 'unknown', 'active'];

function pause(order: PlanOrder, notes: Notes): void {
  const pauseMs = order.clock.ms;
  order.status = 'PAUSED';
  order.updatedMs = pauseMs;
  order.pauses.push({ pauseMs, resumeMs: undefined });
  report(notes, {
    kind: 'order-paused',
    moment: `pause ${pauseMs}`,
    facet: `pauses:${pauseMs}`,
    hiddenBy: pauseHiddenBy,
  });
  notes.moves.add('pause');
}

function resume(order: PlanOrder, chance: Chance, notes: Notes): void {
  const open = order.pauses.at(-1);
  if (open === undefined) return;
  advance(order.clock, chance.below(chance.oneOf([11 * SECOND_MS, 3 * HOUR_MS, 9 * DAY_MS] as const)) + 2, chance);
  const shiftMs = order.clock.ms - open.pauseMs;
  open.resumeMs = order.clock.ms;
  order.status = 'ACTIVE';
  order.updatedMs = chance.yes(20) ? open.pauseMs - 1 : open.pauseMs;
  if (order.endMs !== undefined) order.endMs += shiftMs;
  if (order.earliestEndMs !== undefined) order.earliestEndMs += shiftMs;
  if (order.cycle !== undefined) order.cycle.endedMs += shiftMs;
  const facet = `resumes:${open.pauseMs}`;
  report(notes, { kind: 'order-resumed', moment: `pause ${open.pauseMs}`, facet, hiddenBy: pauseHiddenBy });
  notes.moves.add('pause');
  if (chance.yes(12) && isEndClear(order)) moveEnd(order, chance, notes);
}

/** Whether a reader can tell a correction of the end from what the start did to it. */
function isEndClear(order: PlanOrder): boolean {
  return order.isEndTiedToStart || !order.isStartMoved;
}

function moveEnd(order: PlanOrder, chance: Chance, notes: Notes): void {
  if (order.endMs === undefined) return;
  const leftMs = order.endMs - order.clock.ms;
  const isLater = leftMs < 2 * DAY_MS || chance.yes(50);
  const byMs = isLater ? HOUR_MS + chance.below(20 * DAY_MS) : -(MINUTE_MS + chance.below(leftMs - DAY_MS));
  order.endMs += byMs;
  if (order.pricing === 'single' && order.cycle !== undefined) order.cycle.endedMs += byMs;
  const kind = isLater ? 'end-date-postponed' : 'end-date-brought-forward';
  report(notes, { kind, moment: `end ${order.endMs}`, facet: 'end', hiddenBy: endHiddenBy });
}

function moveStart(order: PlanOrder, chance: Chance, notes: Notes): void {
  const leftMs = order.startMs - order.clock.ms;
  const isEarlier = leftMs > 3 * DAY_MS && chance.yes(50);
  const byMs = isEarlier ? -(MINUTE_MS + chance.below(leftMs - 2 * DAY_MS)) : MINUTE_MS + chance.below(9 * DAY_MS);
  order.startMs += byMs;
  order.isStartMoved = true;
  order.updatedMs = order.clock.ms;
  report(notes, { kind: 'start-date-changed', moment: `start ${order.startMs}`, facet: 'start', hiddenBy: ['life'] });
  if (order.endMs === undefined || order.earliestEndMs === undefined || !order.isEndTiedToStart) return;
  order.endMs += byMs;
  order.earliestEndMs += byMs;
}

function cancelRenewal(order: PlanOrder, chance: Chance, notes: Notes): void {
  order.autoRenewCanceled = true;
  order.updatedMs = order.clock.ms;
  if (chance.yes(85)) {
    const cause = chance.oneOf(['OWNER_ACTION', 'MEMBER_ACTION'] as const);
    order.cancellation = { cause, effectiveAt: 'NEXT_PAYMENT_DATE' };
  }
  const periodEndMs = order.cycle?.endedMs;
  if (periodEndMs !== undefined && periodEndMs < (order.endMs ?? Infinity)) order.endMs = periodEndMs;
  report(notes, { kind: 'auto-renew-canceled', moment: 'auto-renew', facet: 'renew', hiddenBy: ['life'] });
}

function pauseAndResume(order: PlanOrder, chance: Chance, notes: Notes): void {
  pause(order, notes);
  resume(order, chance, notes);
}

function correctEnd(order: PlanOrder, chance: Chance, notes: Notes): void {
  moveEnd(order, chance, notes);
  order.updatedMs = order.clock.ms;
}

/** What owner and member may agree on: pauses, dates, no renewal. */
export const planTerms: readonly Move<PlanOrder>[] = [
  {
    weight: 7,
    parts: ['status', 'end', 'cycle'],
    allowed: (order) => isIn(order, 'ACTIVE'),
    apply: (order, _chance, notes) => pause(order, notes),
  },
  { weight: 12, parts: ['status', 'end', 'cycle'], allowed: (order) => isIn(order, 'PAUSED'), apply: resume },
  {
    weight: 1,
    parts: ['status', 'end', 'cycle'],
    allowed: (order) => isIn(order, 'ACTIVE'),
    apply: pauseAndResume,
  },
  {
    weight: 5,
    parts: ['end'],
    allowed: (order) => isIn(order, 'ACTIVE') && order.endMs !== undefined && isEndClear(order),
    apply: correctEnd,
  },
  {
    weight: 4,
    parts: ['start', 'end', 'status'],
    allowed: (order) => isIn(order, 'DRAFT', 'PENDING') && order.startMs > order.clock.ms,
    apply: moveStart,
  },
  {
    weight: 4,
    parts: ['end', 'status', 'cycle'],
    allowed: (order) => isIn(order, 'ACTIVE') && order.pricing === 'subscription' && !order.autoRenewCanceled,
    apply: cancelRenewal,
  },
];
