import type { Change, Verdict } from '../changes/change.ts';
import { fieldFinding, type Finding } from '../changes/finding.ts';
import type { OrderEvent } from '../handlers/parse-order-event.ts';
import { modelOf, type Snapshot } from '../products/product-models.ts';
import type { Digest } from '../values/detail-digests.ts';
import { isSameJson } from '../values/same-json.ts';
import { nameOccurrences, reportedKey } from './occurrences.ts';
import { boundProjection, isTimelineFull, type Projection } from './projection.ts';
import { addReportedTransition } from './reported-transition.ts';
import { isFurther, isStaleSnapshot, statesOf, type TimelineEntry } from './states.ts';
import { findAtPlace, insertAt, placeInTimeline, type Place } from './timeline.ts';

/** Result of classifying an event. */
export interface Classification {
  readonly verdict: Exclude<Verdict, 'rejected'>;
  readonly changes: readonly Change[];
  /** What to store; `undefined` when the stored projection stays as it is. */
  readonly projection: Projection | undefined;
}

/**
 * Works out what happened to an order, from the event and what is stored of the order (`undefined` when nothing is).
 * Pure: the same arguments give the same answer.
 */
export function classifyEvent(known: Projection | undefined, event: OrderEvent, digest: Digest): Classification {
  // Details that were erased stay erased, also when an older event still has them.
  const ownDigest = known?.reportedKeys.some(isAnonymization) === true ? undefined : digest;
  const isKnown = known?.eventIds.includes(eventIdOf(event)) === true;
  const ownNews = isKnown ? classifySameTime(known, event, ownDigest) : undefined;
  if (isKnown && ownNews === undefined) return { verdict: 'duplicate', changes: [], projection: undefined };
  if (event.isAnonymization) return classifyAnonymization(known, event);
  if (known === undefined) return classifyFirstSight(event, ownDigest);
  return ownNews ?? classifyNext(known, event, projectNext(known, event, ownDigest));
}

function isAnonymization(key: string): boolean {
  return key.startsWith('order-anonymized:');
}

/** Ticket events have no id; a redelivery has the same time and shows nothing new. */
function eventIdOf({ eventId, at }: OrderEvent): string {
  return eventId ?? at;
}

/** A ticket event of a known time may be another event of that time after all: only what it shows can tell. */
function classifySameTime(known: Projection, event: OrderEvent, digest: Digest): Classification | undefined {
  if (event.eventId !== undefined) return undefined;
  const sameTime = known.timeline.filter(({ at }) => at === event.at);
  if (sameTime.length === 0) return undefined;
  const snapshot = projectNext(known, event, digest);
  if (sameTime.some((entry) => isSameJson(entry.snapshot, snapshot))) return undefined;
  const classified = classifyNext(known, event, snapshot);
  return classified.changes.length === 0 ? undefined : classified;
}

function classifyFirstSight(event: OrderEvent, digest: Digest): Classification {
  const entry = entryOf(event, modelOf(event.order.product).project(event.order, digest, undefined));
  const place = placeInTimeline([], entry);
  const findings = addReportedTransition(inferAtFirstSight(event, entry.snapshot), event, place, []);
  const changes = nameOccurrences(findings, [], event.happenedAt);
  return { verdict: 'first-seen', changes, projection: advance(emptyProjection(event), event, changes, [entry]) };
}

/** The news of an order's first event, which can only be inferred. */
function inferAtFirstSight({ order, happenedAt }: OrderEvent, snapshot: Snapshot): Finding[] {
  const findings = modelOf(order.product).findAtFirstSight(snapshot, order, happenedAt);
  return findings.map((finding) => ({ ...finding, evidence: 'inferred' }));
}

function projectNext({ timeline }: Projection, { order }: OrderEvent, digest: Digest): Snapshot {
  const states = statesOf(timeline);
  return modelOf(order.product).project(order, digest, states[states.length - 1]?.snapshot);
}

function classifyNext(known: Projection, event: OrderEvent, snapshot: Snapshot): Classification {
  const { timeline, reportedKeys } = known;
  const entry = entryOf(event, snapshot);
  const place = placeInTimeline(timeline, entry);
  const { position, before, here, after } = place;
  const isStale = before !== undefined && isStaleSnapshot(before.snapshot, here.snapshot);
  const findings = isStale ? [] : findInTimeline(known, entry, event, place);
  // What a stale event reports of itself counts all the same, unless it was reported before.
  const ways = isStale ? { here, earlier: [] } : place;
  const changes = nameOccurrences(
    addReportedTransition(findings, event, ways, reportedKeys),
    reportedKeys,
    event.happenedAt,
  );
  if (isStale) {
    const projection = changes.length === 0 ? undefined : advance(known, event, changes, timeline);
    return { verdict: changes.length === 0 ? 'stale' : 'changed', changes, projection };
  }
  const isLate = after !== undefined;
  const isNews = changes.length > 0 || isLate || before === undefined || isFurther(before.snapshot, here.snapshot);
  const projection = isNews ? advance(known, event, changes, insertAt(timeline, position, entry)) : undefined;
  if (changes.length > 0) return { verdict: 'changed', changes, projection };
  return { verdict: isLate ? 'stale' : 'no-change', changes, projection };
}

function findInTimeline(known: Projection, entry: TimelineEntry, event: OrderEvent, place: Place): readonly Finding[] {
  const found = findAtPlace(known.timeline, entry, place);
  if (place.before !== undefined) return found;
  const atFirst = inferAtFirstSight(event, place.here.snapshot);
  return [...atFirst, ...(isTimelineFull(known) ? found.map(asHappenedOnce) : found)];
}

/** Between this event and the oldest kept state lie forgotten ones, so the change may be one of theirs. */
function asHappenedOnce(finding: Finding): Finding {
  return { ...finding, canRepeat: false };
}

function classifyAnonymization(known: Projection | undefined, event: OrderEvent): Classification {
  const finding: Finding = {
    ...fieldFinding('order-anonymized', 'triggeredByAnonymizeRequest', null, true),
    evidence: 'reported',
  };
  const base = known ?? emptyProjection(event);
  const changes = nameOccurrences([finding], base.reportedKeys, event.happenedAt);
  const { project, forgetDetails } = modelOf(event.order.product);
  const entry = entryOf(event, project(event.order, undefined, undefined));
  const { position } = placeInTimeline(base.timeline, entry);
  const timeline = insertAt(base.timeline, position, entry).map((kept) => ({
    ...kept,
    snapshot: forgetDetails(kept.snapshot),
  }));
  const verdict = known === undefined ? 'first-seen' : changes.length > 0 ? 'changed' : 'no-change';
  return { verdict, changes, projection: advance(base, event, changes, timeline) };
}

function emptyProjection({ order: { product, id } }: OrderEvent): Projection {
  return { product, orderId: id, timeline: [], reportedKeys: [], eventIds: [] };
}

function entryOf({ at, sequence, previousPaymentStatus }: OrderEvent, snapshot: Snapshot): TimelineEntry {
  return { at, sequence, snapshot, previousPaymentStatus };
}

function advance(
  known: Projection,
  event: OrderEvent,
  changes: readonly Change[],
  timeline: readonly TimelineEntry[],
): Projection {
  return boundProjection({
    ...known,
    timeline,
    reportedKeys: [...known.reportedKeys, ...changes.map(reportedKey)],
    eventIds: [...known.eventIds, eventIdOf(event)],
  });
}
