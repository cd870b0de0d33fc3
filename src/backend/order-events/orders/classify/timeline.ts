import { toMilliseconds, type Instant } from '../instant.ts';
import { carryOver } from '../project/carry-over.ts';
import type { Snapshot } from '../project/snapshot.ts';
import { paymentTransition } from './compare-ecom-orders.ts';
import { compareSnapshots, isStaleSnapshot } from './compare-snapshots.ts';
import type { Finding } from './finding.ts';
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
  return { at, snapshot: carryOver(before?.snapshot, snapshot) };
}

/** What an event shows between its neighbours, less what the neighbours showed without it. */
export function findAtPlace({ before, here, after }: Place): Finding[] {
  const arriving = before === undefined ? [] : compareSnapshots(before.snapshot, here.snapshot, before.at);
  if (after === undefined) return arriving;
  const state = stateAfter(here, after);
  const leaving = compareSnapshots(here.snapshot, state.snapshot, here.at).map((finding) => ({
    ...finding,
    at: finding.at ?? toMilliseconds(after.at),
  }));
  return withoutFindings([...arriving, ...leaving], findWithout(before, after));
}

/** What was found when the later neighbour came, before this event was known. */
function findWithout(before: State | undefined, after: TimelineEntry): Finding[] {
  if (before !== undefined) {
    return compareSnapshots(before.snapshot, stateAfter(before, after).snapshot, before.at);
  }
  const { snapshot, previousPaymentStatus } = after;
  if (snapshot.product !== 'wix-ecom' || snapshot.paymentStatus === undefined) return [];
  if (previousPaymentStatus === undefined) return [];
  return paymentTransition(previousPaymentStatus, snapshot.paymentStatus, undefined, snapshot);
}
