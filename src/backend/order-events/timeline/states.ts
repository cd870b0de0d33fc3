import type { AnySnapshot } from '../products/product-model.ts';
import { modelOf, type Snapshot } from '../products/product-models.ts';
import type { Instant } from '../values/instant.ts';
import { isSameJson, ownField } from '../values/same-json.ts';

/** One known event of an order. */
export interface TimelineEntry {
  readonly at: Instant;
  /** Wix's own count of the order's updates; most events have none. */
  readonly sequence?: string | undefined;
  /** What this event shows; what it does not show is absent. */
  readonly snapshot: Snapshot;
  /** The payment status before the event, where it said so. */
  readonly previousPaymentStatus?: string | undefined;
}

/** The state of an order after an event. */
export interface State {
  readonly entry: TimelineEntry;
  readonly snapshot: Snapshot;
  /** When an event last showed how far the order has got. */
  readonly progressAt: Instant;
}

/** The state of the order after each entry: what was shown up to then. */
export function statesOf(timeline: readonly TimelineEntry[]): readonly State[] {
  const states: State[] = [];
  for (const entry of timeline) states.push(stateAfter(states[states.length - 1], entry));
  return states;
}

/** The state of the order after an entry that follows a state. */
export function stateAfter(before: State | undefined, entry: TimelineEntry): State {
  const { at, snapshot } = entry;
  const showsProgress = modelOf(snapshot.product).showsProgress?.(snapshot) === true;
  const progressAt = showsProgress ? at : (before?.progressAt ?? at);
  return { entry, snapshot: withEarlier(before?.snapshot, snapshot), progressAt };
}

/** What an event shows, and for the rest what was known before it. */
export function withEarlier(before: Snapshot | undefined, observed: Snapshot): Snapshot {
  return before === undefined ? observed : modelOf(observed.product).carryOver(before, observed);
}

/**
 * Whether the next event must be compared with the later snapshot: it knows a field that the earlier one did not, or
 * one moved, even where that is no news. A payment can be declined, be due again and be declined a second time.
 */
export function isFurther(before: Snapshot, after: Snapshot): boolean {
  const { movesAlong } = modelOf(after.product);
  return Object.keys(after).some((field) => {
    const [earlier, value] = [ownField(before, field), ownField(after, field)];
    if (value === undefined || earlier === value) return false;
    return earlier === undefined || (!movesAlong.includes(field) && !isSameJson(earlier, value));
  });
}

/** A Wix update is written once: two prints of one write may differ by a fraction of a millisecond. */
const SAME_WRITE_MS = 1;

/**
 * Whether a later event carries the state from before an earlier one. Wix sends such events: one documented update
 * carries the order as it was two days before. The status is the check, because a resume does not move the write time.
 */
export function isStaleSnapshot(known: AnySnapshot, next: AnySnapshot): boolean {
  if (known.updatedAt === undefined || next.updatedAt === undefined || known.status !== next.status) return false;
  return Date.parse(known.updatedAt) - Date.parse(next.updatedAt) > SAME_WRITE_MS;
}
