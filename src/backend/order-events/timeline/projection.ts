import { ONCE } from '../changes/finding.ts';
import type { Product } from '../products/product.ts';
import type { Shipment } from '../products/shop/shipments.ts';
import type { LifeOfOrder } from '../products/product-model.ts';
import { modelOf, type Snapshot } from '../products/product-models.ts';
import { boundReportedKeys, countForgotten, reportedKey } from './occurrences.ts';
import { statesOf, withEarlier, type TimelineEntry } from './states.ts';

/** Stored state of an order: enough to notice the next change, and no personal data. */
export interface Projection {
  readonly product: Product;
  readonly orderId: string;
  /** Last known states, oldest first, so that a late event finds its neighbors. */
  readonly timeline: readonly TimelineEntry[];
  /** `kind:occurrence` of the changes reported so far, oldest first. */
  readonly reportedKeys: readonly string[];
  /** Highest count of a change whose keys were forgotten; absent while every key is known. */
  readonly forgottenCount?: number | undefined;
  /** Ids of the events so far with a mark of their content, oldest first; ticket events, which have no id, by their time. */
  readonly eventIds: readonly string[];
  /** Shipments of a shop order, which no order event has; absent until an event of shipments arrives. */
  readonly shipments?: readonly Shipment[] | undefined;
}

/** Returns the projection of an order of which nothing is known. */
export function emptyProjection({ product, id }: { readonly product: Product; readonly id: string }): Projection {
  return { product, orderId: id, timeline: [], reportedKeys: [], eventIds: [] };
}

/** Key by which a projection remembers that its order's personal data was erased. */
export const ANONYMIZED = reportedKey({ kind: 'order-anonymized', occurrence: ONCE });

/** `true` if an order's personal data was erased: no notifications about it are sent any more. */
export function isAnonymized(known: Projection | undefined): boolean {
  return known?.reportedKeys.includes(ANONYMIZED) === true;
}

/**
 * `true` if the projection keeps the report of a change: an order with very many changes forgets the oldest keys. An anonymized order
 * reports no changes at all.
 */
export function holdsReported(projection: Projection, change: Parameters<typeof reportedKey>[0]): boolean {
  if (isAnonymized(projection)) return true;
  const { reportedKeys, forgottenCount } = projection;
  if (forgottenCount !== undefined || reportedKeys.length > MAX_REPORTED_KEYS / 2) return false;
  return reportedKeys.includes(reportedKey(change));
}

/** Returns the last known state of an order: everything shown up to then. */
export function lastStateOf({ timeline }: Projection): Snapshot | undefined {
  const states = statesOf(timeline);
  return states[states.length - 1]?.snapshot;
}

/** Returns the outlook of an order, by its last known state. */
export function lifeOf(projection: Projection): LifeOfOrder {
  const last = lastStateOf(projection);
  return last === undefined ? 'idle' : modelOf(projection.product).lifeOf(last);
}

/** Returns the projection with its last state only, and without digests of personal details; reported changes and events stay known. */
export function withoutHistory(projection: Projection): Projection {
  const { forgetDetails } = modelOf(projection.product);
  const timeline = foldOldest(projection.timeline, 1).map((entry) => {
    return { ...entry, snapshot: forgetDetails(entry.snapshot) };
  });
  return { ...projection, timeline };
}

const MAX_TIMELINE = 8;
const MAX_REPORTED_KEYS = 1000;
const MAX_EVENT_IDS = 40;

/** Returns the projection with its lists cut to size; the newest items stay. */
export function boundProjection(projection: Projection): Projection {
  const { timeline, reportedKeys, eventIds, forgottenCount = 0 } = projection;
  const kept = boundReportedKeys(reportedKeys, MAX_REPORTED_KEYS);
  const forgotten = Math.max(forgottenCount, countForgotten(reportedKeys, kept));
  return {
    ...projection,
    timeline: withoutRepeats(foldOldest(timeline, maxTimeline(projection))),
    reportedKeys: kept,
    ...(forgotten === 0 ? {} : { forgottenCount: forgotten }),
    eventIds: eventIds.slice(-MAX_EVENT_IDS),
  };
}

/** Returns the newest entries; the oldest of them takes over what those before it showed. */
function foldOldest(timeline: readonly TimelineEntry[], size: number): readonly TimelineEntry[] {
  const dropped = timeline
    .slice(0, -size)
    .reduce<Snapshot | undefined>((state, { snapshot }) => withEarlier(state, snapshot), undefined);
  return timeline
    .slice(-size)
    .map((entry, index) => (index === 0 ? { ...entry, snapshot: withEarlier(dropped, entry.snapshot) } : entry));
}

function withoutRepeats(timeline: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const [oldest] = timeline;
  const model = oldest && modelOf(oldest.snapshot.product);
  if (model?.withoutRepeats === undefined) return timeline;
  return model.withoutRepeats(timeline);
}

/** `true` if states before the oldest one of the timeline may have been dropped. */
export function isTimelineFull(projection: Projection): boolean {
  return projection.timeline.length >= maxTimeline(projection);
}

/**
 * Returns the number of states to keep: fewer for larger orders, so that the stored item stays below 200 KB; Wix refuses items over 500
 * KB.
 */
function maxTimeline({ product, timeline }: Projection): number {
  const { sizeLimit } = modelOf(product);
  const newest = timeline[timeline.length - 1];
  if (sizeLimit === undefined || newest === undefined) return MAX_TIMELINE;
  const parts = sizeLimit.countParts(newest.snapshot);
  return parts > sizeLimit.oneStateAbove ? 1 : parts > sizeLimit.twoStatesAbove ? 2 : MAX_TIMELINE;
}
