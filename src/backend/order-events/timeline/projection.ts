import type { Product } from '../products/product.ts';
import type { Instant } from '../values/instant.ts';
import { carryOver } from '../products/carry-over.ts';
import type { Snapshot } from '../products/snapshot.ts';
import { boundTold } from './occurrences.ts';

/** One known state of an order. */
export interface TimelineEntry {
  readonly at: Instant;
  /** Wix's own count of the order's updates; most events have none. */
  readonly sequence?: string | undefined;
  /** What this event told; what it did not tell is absent. */
  readonly snapshot: Snapshot;
  /** The payment status before the event, where it said so. */
  readonly previousPaymentStatus?: string | undefined;
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
/** Larger orders keep fewer states, so that the stored item stays below 200 KB; Wix refuses items over 500 KB. */
const timelineOfLargeOrders = [
  { moreTicketsThan: 200, moreItemsThan: 1500, states: 1 },
  { moreTicketsThan: 40, moreItemsThan: 40, states: 2 },
] as const;
const MAX_TOLD = 1000;
const MAX_EVENT_IDS = 40;

/** The projection with its lists cut to size; the newest stay. */
export function boundProjection(projection: Projection): Projection {
  const { timeline, told, eventIds } = projection;
  return {
    ...projection,
    timeline: foldOldest(timeline, maxTimeline(timeline)),
    told: boundTold(told, MAX_TOLD),
    eventIds: eventIds.slice(-MAX_EVENT_IDS),
  };
}

/** The newest entries; the oldest of them takes over what those before it told. */
function foldOldest(timeline: readonly TimelineEntry[], size: number): readonly TimelineEntry[] {
  if (timeline.length <= size) return timeline;
  const dropped = timeline
    .slice(0, -size)
    .reduce<Snapshot | undefined>((state, { snapshot }) => carryOver(state, snapshot), undefined);
  return timeline
    .slice(-size)
    .map((entry, index) => (index === 0 ? { ...entry, snapshot: carryOver(dropped, entry.snapshot) } : entry));
}

/** Whether older states than the oldest of the timeline may have been dropped. */
export function isTimelineFull({ timeline }: Projection): boolean {
  return timeline.length >= maxTimeline(timeline);
}

function maxTimeline(timeline: readonly TimelineEntry[]): number {
  const newest = timeline[timeline.length - 1];
  const { tickets, items } = countParts(newest?.snapshot);
  const large = timelineOfLargeOrders.find(
    ({ moreTicketsThan, moreItemsThan }) => tickets > moreTicketsThan || items > moreItemsThan,
  );
  return large?.states ?? MAX_TIMELINE;
}

function countParts(snapshot: Snapshot | undefined): { readonly tickets: number; readonly items: number } {
  const tickets = snapshot?.product === 'wix-events' ? Object.keys(snapshot.tickets ?? {}).length : 0;
  const items = snapshot?.product === 'wix-ecom' ? Object.keys(snapshot.lineItems ?? {}).length : 0;
  return { tickets, items };
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
