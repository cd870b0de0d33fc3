import { guid } from './chance.ts';
import type { Chance } from './chance.ts';
import { imply } from './growing.ts';
import type { Notes } from './growing.ts';
import type { JsonObject } from './history.ts';
import { DAY_MS, HOUR_MS, SECOND_MS, startClock } from './instants.ts';
import type { Clock } from './instants.ts';

/** A state of a plan order as an event printed it. */
export interface PrintedPlan {
  readonly status: string;
  readonly updatedMs: number;
  readonly entity: JsonObject;
}

/** A plan order as it is on Wix's side. */
export interface PlanOrder {
  readonly clock: Clock;
  readonly ids: {
    readonly order: string;
    readonly plan: string;
    readonly subscription: string;
    readonly wixPay: string;
    readonly contact: string;
  };
  readonly pricing: 'subscription' | 'single' | 'unlimited';
  readonly isOffline: boolean;
  readonly cycleMs: number;
  /** 0 means until canceled. */
  readonly cycleCount: number;
  /** Whether the end moves along when the start does; if not, no other correction of the end follows one of the start. */
  readonly isEndTiedToStart: boolean;
  isStartMoved: boolean;
  hasTrial: boolean;
  status: string;
  /** The status to come back to from a value that nobody knows. */
  knownStatus: string;
  payment: string;
  /** Counts what makes a payment of the same kind a new one. */
  billing: number;
  readonly paymentsOfBilling: Set<string>;
  readonly createdMs: number;
  updatedMs: number;
  startMs: number;
  endMs: number | undefined;
  earliestEndMs: number | undefined;
  cycle: { index: number; startedMs: number; endedMs: number } | undefined;
  pauses: { readonly pauseMs: number; resumeMs: number | undefined }[];
  autoRenewCanceled: boolean;
  cancellation: { readonly cause: string; readonly effectiveAt: string } | undefined;
  isAnonymized: boolean;
  /** What the events so far have shown: a change from a value that was never shown cannot be told. */
  readonly shown: { payment: boolean; cycle: boolean };
  /** What was printed with the last news, and before it: Wix may send the latter again. */
  printed: PrintedPlan | undefined;
  outdated: PrintedPlan | undefined;
}

/** Makes an active order that started some days ago; its first cycle is still to be set. */
export function plainPlan(chance: Chance): PlanOrder {
  const clock = startClock(chance);
  const pricing = chance.oneOf(['subscription', 'subscription', 'single', 'unlimited'] as const);
  const cycleMs = chance.oneOf([30, 7, 365] as const) * DAY_MS;
  const cycleCount = pricing === 'subscription' ? chance.oneOf([12, 3, 0] as const) : 1;
  const startMs = clock.ms - chance.between(1, 6) * DAY_MS - chance.below(HOUR_MS);
  const endMs = pricing === 'unlimited' || cycleCount === 0 ? undefined : startMs + cycleMs * cycleCount;
  const isOffline = chance.yes(40);
  return {
    clock,
    ids: {
      order: guid(chance),
      plan: guid(chance),
      subscription: guid(chance),
      wixPay: guid(chance),
      contact: guid(chance),
    },
    pricing,
    isOffline,
    cycleMs,
    cycleCount,
    isEndTiedToStart: chance.yes(70),
    isStartMoved: false,
    hasTrial: pricing === 'subscription' && chance.yes(20),
    status: 'ACTIVE',
    knownStatus: 'ACTIVE',
    payment: chance.oneOf(['PAID', 'PAID', 'UNPAID', 'PENDING', 'NOT_APPLICABLE'] as const),
    billing: 0,
    paymentsOfBilling: new Set(),
    createdMs: chance.yes(20) ? clock.ms - SECOND_MS : startMs - chance.below(HOUR_MS),
    updatedMs: clock.ms - SECOND_MS,
    startMs,
    endMs,
    earliestEndMs: endMs,
    cycle: undefined,
    pauses: [],
    autoRenewCanceled: false,
    cancellation: undefined,
    isAnonymized: false,
    shown: { payment: false, cycle: false },
    printed: undefined,
    outdated: undefined,
  };
}

/** Gives the order the cycle that its start begins: 0 in a free trial, else 1. */
export function beginFirstCycle(order: PlanOrder, notes: Notes): void {
  const index = order.hasTrial ? 0 : 1;
  const endedMs = order.pricing === 'unlimited' ? order.startMs + 3650 * DAY_MS : order.startMs + order.cycleMs;
  order.cycle = { index, startedMs: order.startMs, endedMs };
  imply(notes, { kind: 'cycle-started', moment: `cycle ${index}`, facet: 'cycle' });
}
