import { toMilliseconds, type Instant } from '../values/instant.ts';
import { carryOver } from '../products/carry-over.ts';
import type { Snapshot } from '../products/snapshot.ts';
import { paymentTransition } from '../products/shop/compare-ecom-orders.ts';
import { compareSnapshots, isStaleSnapshot } from '../products/compare-snapshots.ts';
import type { Finding } from '../changes/finding.ts';
import { withoutFindings } from './occurrences.ts';
import { compareEventOrder, type TimelineEntry } from './projection.ts';

/** The place of an event in a timeline, and the states of the order around it. */
export interface Place {
  /** How many entries come before it. */
  readonly position: number;
  /** All states before it, oldest first. */
  readonly earlier: readonly State[];
  readonly before: State | undefined;
  /** The state of the order with this event. */
  readonly here: State;
  readonly after: TimelineEntry | undefined;
}

/** The state of an order at a time. */
export interface State {
  readonly at: Instant;
  readonly snapshot: Snapshot;
  /** When an event last told fulfilment and activities of a shop order: what was noted before then is in that status. */
  readonly fulfillmentToldAt: Instant;
}

/** Finds where an event belongs: behind every entry that is not later. Equal times keep their arrival order. */
export function placeInTimeline(timeline: readonly TimelineEntry[], entry: TimelineEntry): Place {
  const states = statesOf(timeline);
  let position = timeline.length;
  while (position > 0 && isLater(timeline[position - 1], entry)) position -= 1;
  let here = stateAfter(states[position - 1], entry);
  // An entry behind may carry the state from before this event, whatever its time says.
  while (isStaleAfter(here, timeline[position])) {
    position += 1;
    here = stateAfter(states[position - 1], entry);
  }
  const earlier = states.slice(0, position);
  return { position, earlier, before: states[position - 1], here, after: timeline[position] };
}

function isStaleAfter(here: State, next: TimelineEntry | undefined): boolean {
  return next !== undefined && isStaleSnapshot(here.snapshot, next.snapshot);
}

function isLater(known: TimelineEntry | undefined, entry: TimelineEntry): boolean {
  return known !== undefined && compareEventOrder(known, entry) > 0;
}

/** The state of the order at each entry: what was told up to then. */
export function statesOf(timeline: readonly TimelineEntry[]): readonly State[] {
  const states: State[] = [];
  for (const entry of timeline) states.push(stateAfter(states[states.length - 1], entry));
  return states;
}

function stateAfter(before: State | undefined, { at, snapshot }: TimelineEntry): State {
  const isFulfillmentTold =
    snapshot.product === 'wix-ecom' && snapshot.fulfillmentStatus !== undefined && snapshot.activities !== undefined;
  const fulfillmentToldAt = isFulfillmentTold ? at : (before?.fulfillmentToldAt ?? at);
  return { at, snapshot: carryOver(before?.snapshot, snapshot), fulfillmentToldAt };
}

/**
 * What an event shows that the states around it did not show without it. A late event can change what later states took
 * over, so everything behind it is compared again.
 */
export function findAtPlace(timeline: readonly TimelineEntry[], entry: TimelineEntry, { position }: Place): Finding[] {
  const from = Math.max(0, position - 1);
  const extended = insertAt(timeline, position, entry);
  if (position === timeline.length) return findFrom(from, statesOf(extended), position);
  return withoutFindings(findAll(from, extended, position), findAll(from, timeline, undefined));
}

function findAll(from: number, timeline: readonly TimelineEntry[], own: number | undefined): Finding[] {
  const states = statesOf(timeline);
  return [...findReportedAtStart(timeline, states), ...findFrom(from, states, own)];
}

/** The timeline with one more entry. */
export function insertAt(
  timeline: readonly TimelineEntry[],
  position: number,
  entry: TimelineEntry,
): readonly TimelineEntry[] {
  return [...timeline.slice(0, position), entry, ...timeline.slice(position)];
}

/**
 * What happened from each state to the next, from the given one on. The changes up to the event's own state are as old
 * as the event says; those of others are dated by their state.
 */
function findFrom(from: number, states: readonly State[], own: number | undefined): Finding[] {
  return states.slice(from).flatMap((before, index) => {
    const position = from + index + 1;
    const after = states[position];
    if (after === undefined) return [];
    const findings = compareSnapshots(before.snapshot, after.snapshot, before.fulfillmentToldAt);
    return position === own ? findings : findings.map((finding) => dated(finding, after));
  });
}

function dated(finding: Finding, { at }: State): Finding {
  return { ...finding, at: finding.at ?? toMilliseconds(at) };
}

/** The way into the payment status that the order was first seen in, where an event of that time reported it. */
function findReportedAtStart(timeline: readonly TimelineEntry[], states: readonly State[]): Finding[] {
  const first = paymentStatusOf(states[0]);
  for (const [index, { snapshot, previousPaymentStatus }] of timeline.entries()) {
    if (snapshot.product !== 'wix-ecom' || first === undefined || paymentStatusOf(states[index]) !== first) return [];
    if (previousPaymentStatus !== undefined && previousPaymentStatus !== first) {
      return paymentTransition(previousPaymentStatus, first, undefined, snapshot);
    }
  }
  return [];
}

/** The payment status of a shop order's state. */
export function paymentStatusOf(state: State | undefined): string | undefined {
  return state?.snapshot.product === 'wix-ecom' ? state.snapshot.paymentStatus : undefined;
}
