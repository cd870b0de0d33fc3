import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { recordActivity } from './ecom-order.ts';
import type { EcomOrder } from './ecom-order.ts';

const UNKNOWN_STATUS = 'ON_HOLD';

/** Whether the order is in a status and was not erased. */
export function isStatus(order: EcomOrder, ...statuses: string[]): boolean {
  return !order.isAnonymized && statuses.includes(order.status);
}

/** Whether the order may still be worked on. */
export function isOpen(order: EcomOrder): boolean {
  return isStatus(order, 'APPROVED');
}

function touch(order: EcomOrder): void {
  order.updatedMs = order.clock.ms;
}

function nothing(order: EcomOrder, chance: Chance): void {
  if (chance.yes(70)) touch(order);
  if (chance.yes(40)) order.tags += 1;
}

function approve(order: EcomOrder, chance: Chance, notes: Notes): void {
  order.status = 'APPROVED';
  touch(order);
  report(notes, { kind: 'order-approved', moment: 'approved', facet: 'status', hiddenBy: ['life', 'unknown'] });
  if (order.activities.some((activity) => activity.type === 'ORDER_PLACED')) return;
  const isLate = chance.yes(30);
  recordActivity(order, 'ORDER_PLACED', chance, isLate);
  const note = isLate ? imply : report;
  note(notes, { kind: 'order-placed', moment: 'placed', facet: 'placed', hiddenBy: ['life', 'unknown'] });
}

function reject(order: EcomOrder, chance: Chance, notes: Notes): void {
  order.status = 'REJECTED';
  touch(order);
  recordActivity(order, 'ORDER_REJECTED', chance, chance.yes(30));
  report(notes, { kind: 'order-rejected', moment: 'REJECTED', facet: 'life' });
}

function cancel(order: EcomOrder, chance: Chance, notes: Notes): void {
  order.status = 'CANCELED';
  touch(order);
  recordActivity(order, 'ORDER_CANCELED', chance, chance.yes(30));
  if (chance.yes(50)) for (const line of order.lines) line.restocked = line.quantity;
  report(notes, { kind: 'order-canceled', moment: 'CANCELED', facet: 'life' });
}

function becomeUnknown(order: EcomOrder, _chance: Chance, notes: Notes): void {
  order.unknownsLeft.delete('status');
  order.status = UNKNOWN_STATUS;
  report(notes, { kind: 'status-unknown', moment: UNKNOWN_STATUS, facet: 'unknown', hiddenBy: ['life', 'status'] });
}

function becomeKnown(order: EcomOrder, _chance: Chance, notes: Notes): void {
  order.status = 'APPROVED';
  notes.moves.add('unknown');
}

function erase(order: EcomOrder, _chance: Chance, notes: Notes): void {
  order.isAnonymized = true;
  report(notes, { kind: 'order-anonymized', moment: 'anonymized', facet: 'anonymized', inAnyOrder: true });
}

/** Nothing, approval, rejection, cancellation, a status that nobody knows, and erasure. */
export const ecomStatus: readonly [Move<EcomOrder>, ...Move<EcomOrder>[]] = [
  {
    weight: 4,
    parts: [],
    allowed: () => true,
    apply: nothing,
  },
  {
    weight: 8,
    parts: ['status'],
    allowed: (order) => isStatus(order, 'INITIALIZED', 'PENDING'),
    apply: approve,
  },
  {
    weight: 3,
    parts: ['status'],
    allowed: (order) => isStatus(order, 'PENDING'),
    apply: reject,
  },
  {
    weight: 2,
    parts: ['status'],
    allowed: (order) => isStatus(order, 'APPROVED', 'INITIALIZED', 'PENDING', UNKNOWN_STATUS),
    apply: cancel,
  },
  {
    weight: 1,
    parts: [],
    allowed: (order) => isOpen(order) && order.unknownsLeft.has('status'),
    apply: becomeUnknown,
  },
  {
    weight: 15,
    parts: [],
    allowed: (order) => isStatus(order, UNKNOWN_STATUS),
    apply: becomeKnown,
  },
  {
    weight: 1,
    parts: [],
    allowed: (order) => !order.isAnonymized,
    apply: erase,
  },
];
