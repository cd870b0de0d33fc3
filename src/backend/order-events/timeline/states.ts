import { modelOf, type Snapshot } from '../products/product-models.ts';
import type { Product } from '../products/product.ts';
import { msOf, type Instant } from '../values/instant.ts';
import { isSameJson, ownField } from '../values/same-json.ts';

/** One known event of an order. */
export interface TimelineEntry {
  readonly at: Instant;
  /** Wix's own counter of the order's updates; most events have none. */
  readonly sequence?: string | undefined;
  /** State that this event shows; fields that it does not show are absent. */
  readonly snapshot: Snapshot;
  /** Payment status before the event, if it named it; `null` if it only said that there was another. */
  readonly previousPaymentStatus?: string | null | undefined;
  /** `true` for an order that a job read, which is no event. */
  readonly isRead?: true | undefined;
}

/** The state of an order after an event. */
export interface State {
  readonly entry: TimelineEntry;
  readonly snapshot: Snapshot;
  /** Time at which an event last showed the order's progress. */
  readonly progressAt: Instant;
}

/** Returns the state of the order after each entry: everything shown up to then. */
export function statesOf(timeline: readonly TimelineEntry[]): readonly State[] {
  const states: State[] = [];
  for (const entry of timeline) states.push(stateAfter(states[states.length - 1], entry));
  return states;
}

/** Returns the state of the order after an entry that follows a state. */
export function stateAfter(before: State | undefined, entry: TimelineEntry): State {
  const { at, snapshot } = entry;
  const showsProgress = modelOf(snapshot.product).showsProgress?.(snapshot) === true;
  const progressAt = showsProgress ? at : (before?.progressAt ?? at);
  return { entry, snapshot: withEarlier(before?.snapshot, snapshot), progressAt };
}

/** Returns what an event shows, completed by what was known before it. */
export function withEarlier(before: Snapshot | undefined, observed: Snapshot): Snapshot {
  return before === undefined ? observed : modelOf(observed.product).carryOver(before, observed);
}

/**
 * `true` if the next event must be compared with the later snapshot: that has a field that the earlier one did not, or a field changed,
 * even if that is no news. A payment can be declined, be due again and be declined a second time.
 */
export function isFurther(before: Snapshot, after: Snapshot): boolean {
  const { movesAlong } = modelOf(after.product);
  return Object.keys(after).some((field) => {
    const [earlier, value] = [ownField(before, field), ownField(after, field)];
    if (value === undefined) return false;
    return earlier === undefined || (!movesAlong.includes(field) && !isSameJson(earlier, value));
  });
}

/** Milliseconds by which two prints of one write by Wix may differ. */
const SAME_WRITE_MS = 1;

/**
 * `true` if a later event carries the state from before an earlier one. Wix sends such events: one documented update carries the order as
 * it was two days before. An older write is stale unless it shows the way back itself: a resume does not change the write time.
 */
export function isStaleSnapshot(known: Snapshot, next: Snapshot): boolean {
  const { provesReturn, isBehind } = modelOf(next.product);
  const newerByMs = newerByWriteMs(known, next);
  if (newerByMs < -SAME_WRITE_MS) return provesReturn?.(known, next) !== true;
  return newerByMs <= SAME_WRITE_MS && isBehind?.(known, next) === true;
}

/** Milliseconds after an event for which a read of the order may still show the state before it. */
const READ_LAG_MS = 5 * 60_000;

/** `true` if an order that a job read may be older than an event of the last minutes, and does not show that it is newer. */
export function isReadTooSoon(known: State, read: State): boolean {
  if (read.entry.isRead !== true || known.entry.isRead === true) return false;
  const isNewer = newerByWriteMs(known.snapshot, read.entry.snapshot) > SAME_WRITE_MS;
  return !isNewer && msOf(read.entry.at) - msOf(known.entry.at) <= READ_LAG_MS;
}

/** Fields that may say when Wix last wrote an order. */
interface Written {
  readonly product: Product;
  readonly updatedAt?: string | undefined;
}

/** Returns by how many milliseconds the second was written later; `NaN`, which is neither more nor less than 0, if either does not say. */
export function newerByWriteMs({ updatedAt: known = '' }: Written, { updatedAt: next = '' }: Written): number {
  return Date.parse(next) - Date.parse(known);
}
