import * as fc from 'fast-check';

import type { OrderHistory } from '../histories/history.ts';

/** A history and the step numbers in which its events arrive. */
export interface Delivery {
  readonly history: OrderHistory;
  readonly arrivals: readonly number[];
}

const MOST_STEPS = 8;

/** Some of the events, in any order, some of them more than once. */
export function looseDeliveries(histories: fc.Arbitrary<OrderHistory>): fc.Arbitrary<Delivery> {
  const picks = fc.array(fc.nat({ max: MOST_STEPS - 1 }), { minLength: 1, maxLength: 14 });
  return fc.tuple(histories, picks).map(function pickEvents([history, numbers]) {
    return { history, arrivals: numbers.map((number) => number % history.steps.length) };
  });
}

/** All of the events, in any order, some of them twice. */
export function completeDeliveries(histories: fc.Arbitrary<OrderHistory>): fc.Arbitrary<Delivery> {
  const keys = fc.array(fc.nat({ max: 999 }), { minLength: MOST_STEPS, maxLength: MOST_STEPS });
  const repeats = fc.array(fc.nat({ max: MOST_STEPS - 1 }), { maxLength: 3 });
  return fc.tuple(histories, keys, repeats).map(function orderEvents([history, order, again]) {
    const all = history.steps.map((_step, at) => at);
    const sorted = all.sort((left, right) => (order[left] ?? 0) - (order[right] ?? 0));
    const arrivals = again.reduce(insertRepeat, sorted);
    return { history, arrivals };
  });
}

function insertRepeat(arrivals: readonly number[], number: number): number[] {
  const at = number % arrivals.length;
  return [...arrivals, arrivals[at] ?? 0];
}
