import type { OrderEvent } from '../handlers/parse-order-event.ts';
import type { AnySnapshot } from '../products/product-model.ts';
import { instantOfNow, msOf, type DateText, type Instant } from '../values/instant.ts';
import type { Projection } from './projection.ts';
import type { TimelineEntry } from './states.ts';

/** More than the clocks of two containers differ by, one of which may be fast and one slow. */
const MAX_AHEAD_MS = 30 * 60_000;
/** So far back that the state does not count as one of the last minutes. */
const DATED_BACK_MS = 3_600_000;
/** Wix resends for two days; the arrival of later events, such as a replay of old ones, says nothing about their time. */
const MAX_LATE_MS = 3 * 86_400_000;

/**
 * Returns the projection for comparison with an event. A state whose time or update date is still in the future when the event arrives
 * would make this event stale, and all others until then, so it is dated back to an hour before the event. For an event that is itself
 * from the future, or arrives days late, the projection stays as it is.
 */
export function withoutFuture<Known extends Projection | undefined>(known: Known, event: OrderEvent): Known {
  const until = msOf(event.receivedAt) + MAX_AHEAD_MS;
  const isTimely = msOf(event.at) <= until && msOf(event.receivedAt) - msOf(event.at) <= MAX_LATE_MS;
  if (known === undefined || !isTimely || !known.timeline.some((entry) => isAhead(entry, until))) return known;
  const before = instantOfNow(msOf(event.at) - DATED_BACK_MS);
  return { ...known, timeline: known.timeline.map((entry) => datedBack(entry, until, before)) };
}

function isAhead({ at, snapshot }: TimelineEntry, until: number): boolean {
  return msOf(at) > until || isUpdateAhead(snapshot, until);
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
