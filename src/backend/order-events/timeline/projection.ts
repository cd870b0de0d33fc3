import { ONCE } from '../changes/finding.ts';
import type { Product } from '../products/product.ts';
import type { Shipment } from '../products/shop/shipments.ts';
import type { LifeOfOrder } from '../products/product-model.ts';
import { modelOf, type Snapshot } from '../products/product-models.ts';
import { boundReportedKeys, countForgotten, reportedKey } from './occurrences.ts';
import { statesOf, withEarlier, type TimelineEntry } from './states.ts';

/** What is stored of an order: enough to notice the next change, and no personal data. */
export interface Projection {
  readonly product: Product;
  readonly orderId: string;
  /** The last known states, oldest first, so that a late event finds its neighbours. */
  readonly timeline: readonly TimelineEntry[];
  /** `kind:occurrence` of the changes reported so far, oldest first. */
  readonly reportedKeys: readonly string[];
  /** How often a change came about, at most, whose keys were forgotten; absent while every key is known. */
  readonly forgottenCount?: number | undefined;
  /** Ids of the events that led here with a mark of their content, oldest first; ticket events, which have none, by their time. */
  readonly eventIds: readonly string[];
  /** The shipments of a shop order, which no order event has; absent when no event of them came. */
  readonly shipments?: readonly Shipment[] | undefined;
}

/** The projection of an order of which nothing is known. */
export function emptyProjection({ product, id }: { readonly product: Product; readonly id: string }): Projection {
  return { product, orderId: id, timeline: [], reportedKeys: [], eventIds: [] };
}

/** The key by which a projection remembers that its order's personal data was erased. */
export const ANONYMIZED = reportedKey({ kind: 'order-anonymized', occurrence: ONCE });

/** Whether an order's personal data was erased: nothing is told about it any more. */
export function isAnonymized(known: Projection | undefined): boolean {
  return known?.reportedKeys.includes(ANONYMIZED) === true;
}

/**
 * Whether the projection will go on telling that a change was reported: of an order with very many changes the oldest keys are
 * forgotten. An anonymized order tells of no change at all.
 */
export function holdsReported(projection: Projection, change: Parameters<typeof reportedKey>[0]): boolean {
  if (isAnonymized(projection)) return true;
  const { reportedKeys, forgottenCount } = projection;
  if (forgottenCount !== undefined || reportedKeys.length > MAX_REPORTED_KEYS / 2) return false;
  return reportedKeys.includes(reportedKey(change));
}

/** How far an order has come, by the last that is known of it. */
export function lifeOf({ product, timeline }: Projection): LifeOfOrder {
  const states = statesOf(timeline);
  const last = states[states.length - 1];
  return last === undefined ? 'idle' : modelOf(product).lifeOf(last.snapshot);
}

/** The projection with its last state alone, and without digests of personal details; reported changes and events stay known. */
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

/** The projection with its lists cut to size; the newest stay. */
export function boundProjection(projection: Projection): Projection {
  const { timeline, reportedKeys, eventIds, forgottenCount = 0 } = projection;
  const kept = boundReportedKeys(reportedKeys, MAX_REPORTED_KEYS);
  const forgotten = Math.max(forgottenCount, countForgotten(reportedKeys, kept));
  return {
    ...projection,
    timeline: foldOldest(timeline, maxTimeline(projection)),
    reportedKeys: kept,
    ...(forgotten === 0 ? {} : { forgottenCount: forgotten }),
    eventIds: eventIds.slice(-MAX_EVENT_IDS),
  };
}

/** The newest entries; the oldest of them takes over what those before it showed. */
function foldOldest(timeline: readonly TimelineEntry[], size: number): readonly TimelineEntry[] {
  const dropped = timeline
    .slice(0, -size)
    .reduce<Snapshot | undefined>((state, { snapshot }) => withEarlier(state, snapshot), undefined);
  return timeline
    .slice(-size)
    .map((entry, index) => (index === 0 ? { ...entry, snapshot: withEarlier(dropped, entry.snapshot) } : entry));
}

/** Whether older states than the oldest of the timeline may have been dropped. */
export function isTimelineFull(projection: Projection): boolean {
  return projection.timeline.length >= maxTimeline(projection);
}

/** Larger orders keep fewer states, so that the stored item stays below 200 KB; Wix refuses items over 500 KB. */
function maxTimeline({ product, timeline }: Projection): number {
  const { sizeLimit } = modelOf(product);
  const newest = timeline[timeline.length - 1];
  if (sizeLimit === undefined || newest === undefined) return MAX_TIMELINE;
  const parts = sizeLimit.countParts(newest.snapshot);
  return parts > sizeLimit.oneStateAbove ? 1 : parts > sizeLimit.twoStatesAbove ? 2 : MAX_TIMELINE;
}
