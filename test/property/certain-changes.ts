import type { OrderHistory, ReportedChange, Step } from '../histories/history.ts';

/**
 * The changes that must be told when every event of a history is delivered, beginning with step `first`, the rest in
 * any order. A change is certain when
 * - it is told by its own event or by every later state (a payment with its previous status, a final status, erasure); or
 * - its facet moves no second time after the first delivered event, nothing that may hide it happens after that event,
 *   and no event from there on leaves the facet out. Then exactly one step in time order separates the old value from
 *   the new one, whatever arrives when.
 * An erasure may swallow whatever happened before it.
 */
export function certainChanges(history: OrderHistory, first: number): ReportedChange[] {
  const told = new Set<string>();
  const isErased = history.steps.some((step) => step.moves.includes('anonymized'));
  const certain: ReportedChange[] = [];
  history.steps.forEach(function collect(step, at) {
    for (const change of step.reported) {
      const key = `${change.kind} ${change.moment}`;
      if (told.has(key)) continue;
      told.add(key);
      if (isErased && change.kind !== 'order-anonymized') continue;
      if (change.inAnyOrder || (at > first && isVisible(change, history.steps, at, first))) certain.push(change);
    }
  });
  return certain;
}

function isVisible(change: ReportedChange, steps: readonly Step[], at: number, first: number): boolean {
  const [group = change.facet] = change.facet.split(':');
  const disturbing = [change.facet, ...change.hiddenBy];
  return steps.every(function leavesItVisible(step, index) {
    if (index < first) return true;
    if (step.hides.includes(group) || step.hides.includes('everything')) return false;
    return index === first || index === at || !step.moves.some((facet) => disturbing.includes(facet));
  });
}
