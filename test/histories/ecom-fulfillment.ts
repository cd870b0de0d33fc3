import type { Chance } from './chance.ts';
import { report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { nextMoment, recordActivity } from './ecom-order.ts';
import type { EcomOrder } from './ecom-order.ts';
import { isOpen } from './ecom-status.ts';

const UNKNOWN_FULFILLMENT = 'IN_TRANSIT';

const kindOf: Record<string, string> = {
  FULFILLED: 'order-fulfilled',
  PARTIALLY_FULFILLED: 'order-partially-fulfilled',
  NOT_FULFILLED: 'order-unfulfilled',
};

function become(order: EcomOrder, to: string, notes: Notes): void {
  order.fulfillment = to;
  order.updatedMs = order.clock.ms;
  report(notes, {
    kind: kindOf[to] ?? 'status-unknown',
    moment: nextMoment(order, 'fulfillment'),
    facet: 'fulfillment',
  });
}

function record(order: EcomOrder, chance: Chance, isLate: boolean): void {
  if (order.fulfillment === 'PARTIALLY_FULFILLED') return;
  recordActivity(order, order.fulfillment === 'FULFILLED' ? 'ORDER_FULFILLED' : 'ORDER_NOT_FULFILLED', chance, isLate);
}

function fulfill(order: EcomOrder, chance: Chance, notes: Notes): void {
  const states = ['FULFILLED', 'PARTIALLY_FULFILLED', 'NOT_FULFILLED'].filter((state) => state !== order.fulfillment);
  const to = order.fulfillment === UNKNOWN_FULFILLMENT ? 'FULFILLED' : chance.oneOf(['FULFILLED', ...states]);
  if (to === order.fulfillment) return;
  become(order, to, notes);
  const isAutomatic = to === 'FULFILLED' && chance.yes(20);
  if (!isAutomatic) record(order, chance, chance.yes(35));
}

function toggle(order: EcomOrder, chance: Chance, notes: Notes): void {
  const toggles = chance.between(2, 3);
  for (let count = 0; count < toggles; count += 1) {
    become(order, order.fulfillment === 'FULFILLED' ? 'NOT_FULFILLED' : 'FULFILLED', notes);
    order.clock.ms += 20;
    record(order, chance, false);
  }
}

function becomeUnknown(order: EcomOrder, _chance: Chance, notes: Notes): void {
  order.unknownsLeft.delete('fulfillment');
  order.fulfillment = UNKNOWN_FULFILLMENT;
  report(notes, { kind: 'status-unknown', moment: UNKNOWN_FULFILLMENT, facet: 'fulfillment' });
}

/** Fulfillment, with its activity at once, late or never, and several toggles that only the activities show. */
export const ecomFulfillment: readonly Move<EcomOrder>[] = [
  {
    weight: 9,
    parts: ['fulfillment'],
    allowed: isOpen,
    apply: fulfill,
  },
  {
    weight: 3,
    parts: ['fulfillment'],
    allowed: (order) => isOpen(order) && ['FULFILLED', 'NOT_FULFILLED'].includes(order.fulfillment),
    apply: toggle,
  },
  {
    weight: 1,
    parts: [],
    allowed: (order) => isOpen(order) && order.fulfillment === 'NOT_FULFILLED' && order.unknownsLeft.has('fulfillment'),
    apply: becomeUnknown,
  },
];
