import type { Finding } from '../changes/finding.ts';
import { modelOf } from '../products/product-models.ts';
import { msOf, toMilliseconds, type Instant } from '../values/instant.ts';
import { withoutFindings } from './occurrences.ts';
import { findReportedAtStart } from './reported-transition.ts';
import { isStaleSnapshot, stateAfter, statesOf, type State, type TimelineEntry } from './states.ts';

/** The place of an event in a timeline, and the states of the order around it. */
export interface Place {
  /** Number of entries before it. */
  readonly position: number;
  /** All states before it, oldest first. */
  readonly earlier: readonly State[];
  readonly before: State | undefined;
  /** The state of the order with this event. */
  readonly here: State;
  readonly after: TimelineEntry | undefined;
}

/**
 * Finds the place of an event: behind every entry that is not later. Equal times keep their arrival order. `states` are those of the
 * timeline, if the caller has them.
 */
export function placeInTimeline(
  timeline: readonly TimelineEntry[],
  entry: TimelineEntry,
  states = statesOf(timeline),
): Place {
  let position = timeline.length;
  while (isLater(timeline[position - 1], entry)) position -= 1;
  let here = stateAfter(states[position - 1], entry);
  // A following entry may carry the state from before this event, whatever its time says.
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

/**
 * Returns the changes that an event shows and that the states around it did not show without it. A late event can change what later
 * states took over, so everything behind it is compared again.
 */
export function findAtPlace(
  timeline: readonly TimelineEntry[],
  entry: TimelineEntry,
  { position, earlier, here }: Place,
): Finding[] {
  const from = Math.max(0, position - 1);
  if (position === timeline.length) return findFrom(from, [...earlier, here], position);
  const extended = insertAt(timeline, position, entry);
  return withoutFindings(findAll(from, extended, position), findAll(from, timeline, undefined));
}

function findAll(from: number, timeline: readonly TimelineEntry[], own: number | undefined): Finding[] {
  const states = statesOf(timeline);
  return [...findReportedAtStart(states), ...findFrom(from, states, own)];
}

/** Returns the timeline with one more entry. */
export function insertAt(
  timeline: readonly TimelineEntry[],
  position: number,
  entry: TimelineEntry,
): readonly TimelineEntry[] {
  return [...timeline.slice(0, position), entry, ...timeline.slice(position)];
}

/**
 * Returns the changes from each state to the next, from the given one on. Changes up to the event's own state are as old as the event
 * says; others are dated by their state.
 */
function findFrom(from: number, states: readonly State[], own: number | undefined): Finding[] {
  return states.slice(from).flatMap((before, index) => {
    const position = from + index + 1;
    const after = states[position];
    if (after === undefined) return [];
    const findings = modelOf(after.snapshot.product)
      .compare(before.snapshot, after.snapshot, before.progressAt)
      .map((finding) => aged(finding, before.entry, after.entry));
    return position === own ? findings : findings.map((finding) => dated(finding, after));
  });
}

/** Milliseconds by which an order's own instant may be later than its event: the time that Wix takes to record it. */
const NOTED_LATER_MS = 5_000;

/** Limits the time of a change to that between two states; the order's own instants narrow it further. */
function aged(finding: Finding, before: TimelineEntry, after: TimelineEntry): Finding {
  const isFuture = finding.at !== undefined && Date.parse(finding.at) > msOf(after.at) + NOTED_LATER_MS;
  const at = isFuture ? undefined : finding.at;
  const [from, until] = [toMilliseconds(before.at), toMilliseconds(after.at)];
  const { notBefore = from } = finding;
  return { ...finding, at, notBefore: at ?? (notBefore > from && notBefore <= until ? notBefore : from) };
}

function dated(finding: Finding, { entry }: State): Finding {
  return { ...finding, at: finding.at ?? toMilliseconds(entry.at) };
}

/** Returns a negative number if the left event is the earlier one: by sequence if both have one, else by time. */
function compareEventOrder(
  left: { readonly at: Instant; readonly sequence?: string | undefined },
  right: { readonly at: Instant; readonly sequence?: string | undefined },
): number {
  const bySequence = compareSequences(left.sequence, right.sequence);
  if (bySequence !== 0) return bySequence;
  return left.at < right.at ? -1 : Number(left.at > right.at);
}

const wholeNumber = /^\d+$/;

function compareSequences(left = '', right = ''): number {
  if (!wholeNumber.test(left) || !wholeNumber.test(right)) return 0;
  const difference = BigInt(left) - BigInt(right);
  return difference < 0n ? -1 : Number(difference > 0n);
}
