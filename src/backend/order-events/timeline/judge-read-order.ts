import type { OrderEvent } from '../handlers/parse-order-event.ts';
import type { Digest } from '../values/detail-digests.ts';
import { msOf } from '../values/instant.ts';
import { classifyEvent } from './classify-event.ts';
import { withoutFuture } from './future-entries.ts';
import type { Projection } from './projection.ts';
import { newerByWriteMs, statesOf } from './states.ts';

/** Result of comparing an order that was read with what is stored. */
export type ReadOrderVerdict =
  /** Nothing is stored of it. */
  | 'unknown'
  /** It shows nothing to store and nothing to report. */
  | 'unmoved'
  /** An event of the last minutes contradicts it, and nothing proves the read order to be newer. */
  | 'overtaken'
  | 'moved';

/**
 * Milliseconds within which the stored state outranks a read: a read may come from a copy that lags behind the events by five minutes,
 * and the clock of the reader may be 24 minutes ahead of that of an earlier one.
 */
const OVERTAKEN_MS = 29 * 60_000;

/** Compares an order that was read with what is stored of it. Pure: the same arguments give the same result. */
export function judgeReadOrder(known: Projection | undefined, event: OrderEvent, digest: Digest): ReadOrderVerdict {
  if (known === undefined) return 'unknown';
  const { changes, projection } = classifyEvent(known, event, digest);
  // An anonymized order says so each time that it is read.
  if (changes.length === 0 && (projection === undefined || event.isAnonymization)) return 'unmoved';
  return !event.isAnonymization && isOvertaken(withoutFuture(known, event), event) ? 'overtaken' : 'moved';
}

function isOvertaken({ timeline }: Projection, { order, at }: OrderEvent): boolean {
  const states = statesOf(timeline);
  const newest = states[states.length - 1];
  if (newest === undefined || msOf(at) - msOf(newest.entry.at) > OVERTAKEN_MS) return false;
  return !(newerByWriteMs(newest.snapshot, order) > 0);
}
