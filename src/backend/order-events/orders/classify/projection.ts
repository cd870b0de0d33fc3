import type { Product } from '../handlers.ts';
import type { Instant } from '../instant.ts';
import type { Snapshot } from '../project/snapshot.ts';

/** One known state of an order. */
export interface TimelineEntry {
  readonly at: Instant;
  /** Wix's own count of the order's updates; most events have none. */
  readonly sequence?: string | undefined;
  readonly snapshot: Snapshot;
}

/** What is stored of an order: enough to tell the next change, and no personal data. */
export interface Projection {
  readonly product: Product;
  readonly orderId: string;
  /** The last known states, oldest first, so that a late event finds its neighbours. */
  readonly timeline: readonly TimelineEntry[];
  /** `kind:occurrence` of the changes reported so far, oldest first. */
  readonly told: readonly string[];
  /** Ids of the events that led here, oldest first; ticket events, which have none, by their time. */
  readonly eventIds: readonly string[];
}

const MAX_TIMELINE = 8;
/** Orders of hundreds of tickets or items keep fewer states, so that the stored item stays far below Wix's 500 KB. */
const MAX_TIMELINE_OF_LARGE_ORDER = 2;
const LARGE_ORDER_PARTS = 40;
const MAX_TOLD = 1000;
const MAX_EVENT_IDS = 40;

/** The projection with its lists cut to size; the newest stay. */
export function boundProjection(projection: Projection): Projection {
  const { timeline, told, eventIds } = projection;
  return {
    ...projection,
    timeline: timeline.slice(-maxTimeline(timeline)),
    told: told.slice(-MAX_TOLD),
    eventIds: eventIds.slice(-MAX_EVENT_IDS),
  };
}

/** Whether older states than the oldest of the timeline may have been dropped. */
export function isTimelineFull({ timeline }: Projection): boolean {
  return timeline.length >= maxTimeline(timeline);
}

function maxTimeline(timeline: readonly TimelineEntry[]): number {
  const newest = timeline[timeline.length - 1];
  const isLarge = newest !== undefined && countParts(newest.snapshot) > LARGE_ORDER_PARTS;
  return isLarge ? MAX_TIMELINE_OF_LARGE_ORDER : MAX_TIMELINE;
}

function countParts(snapshot: Snapshot): number {
  switch (snapshot.product) {
    case 'wix-events':
      return Object.keys(snapshot.tickets ?? {}).length;
    case 'wix-ecom':
      return Object.keys(snapshot.lineItems ?? {}).length;
    case 'wix-pricing-plans':
      return 1;
  }
}

/** Negative when the left event is the earlier one: by sequence where both have one, else by time. */
export function compareEventOrder(
  left: { readonly at: Instant; readonly sequence?: string | undefined },
  right: { readonly at: Instant; readonly sequence?: string | undefined },
): number {
  const bySequence = compareSequences(left.sequence, right.sequence);
  if (bySequence !== 0) return bySequence;
  return left.at < right.at ? -1 : Number(left.at > right.at);
}

const wholeNumber = /^\d+$/;

function compareSequences(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined || !wholeNumber.test(left) || !wholeNumber.test(right)) return 0;
  const difference = BigInt(left) - BigInt(right);
  return difference < 0n ? -1 : Number(difference > 0n);
}
