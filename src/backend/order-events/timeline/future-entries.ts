import type { OrderEvent } from '../handlers/parse-order-event.ts';
import type { AnySnapshot } from '../products/product-model.ts';
import { instantOfNow, msOf, type DateText, type Instant } from '../values/instant.ts';
import type { Projection } from './projection.ts';
import type { TimelineEntry } from './states.ts';

/** Further than the clocks of two containers are apart, one of which may be ahead and one behind. */
const MAX_AHEAD_MS = 30 * 60_000;
/** So far back that no event counts as one of the last minutes. */
const DATED_BACK_MS = 3_600_000;
/** Wix resends for two days; what comes later than that, such as a replay of old events, has no arrival to go by. */
const MAX_LATE_MS = 3 * 86_400_000;

/**
 * The projection as an event finds it. A state whose time, or whose date of update, is still to come when the event arrives would
 * make that one stale, and all others until then: it is dated back to an hour before the event. An event that is itself from
 * the future, or arrives days late, is compared with it as ever.
 */
export function withoutFuture<Known extends Projection | undefined>(known: Known, event: OrderEvent): Known {
  const until = msOf(event.receivedAt) + MAX_AHEAD_MS;
  const isTimely = msOf(event.at) <= until && msOf(event.receivedAt) - msOf(event.at) <= MAX_LATE_MS;
  if (known === undefined || !isTimely) return known;
  const before = instantOfNow(msOf(event.at) - DATED_BACK_MS);
  return { ...known, timeline: known.timeline.map((entry) => datedBack(entry, until, before)) };
}

function isUpdateAhead({ updatedAt }: AnySnapshot, until: number): boolean {
  return Date.parse(updatedAt ?? '') > until;
}

function datedBack(entry: TimelineEntry, until: number, before: Instant): TimelineEntry {
  const { at, snapshot } = entry;
  return {
    ...entry,
    at: msOf(at) > until ? before : at,
    snapshot: isUpdateAhead(snapshot, until) ? withoutUpdate(snapshot) : snapshot,
  };
}

function withoutUpdate<Snapshot extends { readonly updatedAt?: DateText | undefined }>(snapshot: Snapshot): Snapshot {
  return { ...snapshot, updatedAt: undefined };
}
