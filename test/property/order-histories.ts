import type * as fc from 'fast-check';

import { kindsToldInOrder, momentsOfEachKind } from '../histories/history.ts';
import type { OrderHistory } from '../histories/history.ts';
import { certainChanges } from './certain-changes.ts';
import { checkProperty, historiesPerProduct, historiesSeed, PROPERTY_TIMEOUT_MS } from './check-property.ts';
import { completeDeliveries, looseDeliveries } from './deliveries.ts';
import type { Delivery } from './deliveries.ts';
import { deliver, deliveredEvents, parseSteps } from './replay.ts';

/** States what holds for any legal history of a product's orders. Every product has a file of its own: one per core. */
export function describeHistories(product: string, histories: fc.Arbitrary<OrderHistory>): void {
  const startedAtMs = performance.now();

  afterAll(function printCounts() {
    if (historiesPerProduct <= 1_000) return;
    const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1);
    const work = `${String(historiesPerProduct)} histories for each property, ${String(deliveredEvents())} events`;
    process.stdout.write(`${product} orders: ${work}, ${seconds} s, seed ${String(historiesSeed)}\n`);
  });

  test(
    'is told exactly, event by event, when it arrives in order, and not again when it arrives twice',
    () => checkProperty(inOrder(histories), findDifference),
    PROPERTY_TIMEOUT_MS,
  );

  test(
    'never makes up or repeats a change when events are shuffled, repeated or lost',
    () => checkProperty(looseDeliveries(histories), findInvention),
    PROPERTY_TIMEOUT_MS,
  );

  test(
    'loses no change that stays visible, when all events arrive in any order',
    () => checkProperty(completeDeliveries(histories), findLoss),
    PROPERTY_TIMEOUT_MS,
  );
}

function inOrder(histories: fc.Arbitrary<OrderHistory>): fc.Arbitrary<Delivery> {
  return histories.map((history) => ({ history, arrivals: history.steps.map((_step, at) => at) }));
}

function findDifference({ history }: Delivery): string {
  const events = parseSteps(history.steps);
  const expected = kindsToldInOrder(history);
  const outcomes = deliver([...events, ...events]);
  const faults = outcomes.map(function compare({ changes, verdict }, at) {
    const told = changes.map((change) => change.kind).sort();
    const wanted = expected[at] ?? [];
    const verdictWanted = at === 0 ? 'first-seen' : wanted.length > 0 ? 'changed' : undefined;
    if (told.join() !== wanted.join()) return `step ${String(at)} tells [${told.join()}] instead of [${wanted.join()}]`;
    const isVerdictRight = verdictWanted === undefined ? verdict !== 'changed' : verdict === verdictWanted;
    return isVerdictRight ? '' : `step ${String(at)} is ${verdict}`;
  });
  return faults.filter((fault) => fault !== '').join('\n');
}

function findInvention({ history, arrivals }: Delivery): string {
  const limits = momentsOfEachKind(history);
  const seen = new Set<string>();
  for (const { kind, occurrence } of tellAll(history, arrivals)) {
    const key = `${kind}:${occurrence}`;
    if (seen.has(key)) return `${key} is told twice`;
    seen.add(key);
    const left = limits.get(kind) ?? 0;
    if (left === 0) return `${key} is told once more than it happened`;
    limits.set(kind, left - 1);
  }
  return '';
}

function findLoss({ history, arrivals }: Delivery): string {
  const told = tellAll(history, arrivals);
  const left = told.map((change) => change.kind);
  for (const { kind, moment } of certainChanges(history, arrivals[0] ?? 0)) {
    const at = left.indexOf(kind);
    if (at === -1) return `${kind} (${moment}) is not told`;
    left.splice(at, 1);
  }
  return '';
}

function tellAll(
  history: OrderHistory,
  arrivals: readonly number[],
): { readonly kind: string; readonly occurrence: string }[] {
  const events = parseSteps(history.steps);
  const arriving = arrivals.flatMap((at) => events[at] ?? []);
  return deliver(arriving).flatMap(({ changes }) => changes);
}
