import type { Product } from '../products/product.ts';
import { modelOf, type Snapshot } from '../products/product-models.ts';
import { boundReportedKeys } from './occurrences.ts';
import { withEarlier, type TimelineEntry } from './states.ts';

/** What is stored of an order: enough to tell the next change, and no personal data. */
export interface Projection {
  readonly product: Product;
  readonly orderId: string;
  /** The last known states, oldest first, so that a late event finds its neighbours. */
  readonly timeline: readonly TimelineEntry[];
  /** `kind:occurrence` of the changes reported so far, oldest first. */
  readonly reportedKeys: readonly string[];
  /** Ids of the events that led here, oldest first; ticket events, which have none, by their time. */
  readonly eventIds: readonly string[];
}

const MAX_TIMELINE = 8;
const MAX_REPORTED_KEYS = 1000;
const MAX_EVENT_IDS = 40;

/** The projection with its lists cut to size; the newest stay. */
export function boundProjection(projection: Projection): Projection {
  const { timeline, reportedKeys, eventIds } = projection;
  return {
    ...projection,
    timeline: foldOldest(timeline, maxTimeline(timeline)),
    reportedKeys: boundReportedKeys(reportedKeys, MAX_REPORTED_KEYS),
    eventIds: eventIds.slice(-MAX_EVENT_IDS),
  };
}

/** The newest entries; the oldest of them takes over what those before it showed. */
function foldOldest(timeline: readonly TimelineEntry[], size: number): readonly TimelineEntry[] {
  if (timeline.length <= size) return timeline;
  const dropped = timeline
    .slice(0, -size)
    .reduce<Snapshot | undefined>((state, { snapshot }) => withEarlier(state, snapshot), undefined);
  return timeline
    .slice(-size)
    .map((entry, index) => (index === 0 ? { ...entry, snapshot: withEarlier(dropped, entry.snapshot) } : entry));
}

/** Whether older states than the oldest of the timeline may have been dropped. */
export function isTimelineFull({ timeline }: Projection): boolean {
  return timeline.length >= maxTimeline(timeline);
}

/** Larger orders keep fewer states, so that the stored item stays below 200 KB; Wix refuses items over 500 KB. */
function maxTimeline(timeline: readonly TimelineEntry[]): number {
  const newest = timeline[timeline.length - 1]?.snapshot;
  const sizeLimit = newest && modelOf(newest.product).sizeLimit;
  const parts = newest && sizeLimit ? sizeLimit.countParts(newest) : 0;
  return sizeLimit?.statesOfLargeOrders.find(({ moreThan }) => parts > moreThan)?.states ?? MAX_TIMELINE;
}
