import type { Change, Verdict } from '../changes/change.ts';
import { fieldFinding, type Finding } from '../changes/finding.ts';
import { handlers } from '../handlers/handlers.ts';
import type { OrderEvent } from '../handlers/parse-order-event.ts';
import type { NameProof } from '../products/named-event.ts';
import { modelOf, type Order, type Snapshot } from '../products/product-models.ts';
import { digestOfOrder, type Digest } from '../values/detail-digests.ts';
import { contentMark } from '../values/content-mark.ts';
import { toMilliseconds, type Instant } from '../values/instant.ts';
import { isSameJson } from '../values/same-json.ts';
import { withoutFuture } from './future-entries.ts';
import { nameOccurrences, reportedKey } from './occurrences.ts';
import { boundProjection, emptyProjection, isAnonymized, isTimelineFull, type Projection } from './projection.ts';
import { addReported, isPaymentReported } from './reported-transition.ts';
import { isFurther, isReadTooSoon, isStaleSnapshot, statesOf, type State, type TimelineEntry } from './states.ts';
import { findAtPlace, insertAt, placeInTimeline, type Place } from './timeline.ts';

/** Result of classifying an event. */
export interface Classification {
  readonly verdict: Exclude<Verdict, 'rejected'>;
  readonly changes: readonly Change[];
  /** Projection to store; `undefined` if the stored one stays as it is. */
  readonly projection: Projection | undefined;
}

/**
 * Classifies what happened to an order, from the event and what is stored of the order (`undefined` if nothing is). Pure: the same
 * arguments give the same result.
 */
export function classifyEvent(stored: Projection | undefined, event: OrderEvent, digest: Digest): Classification {
  const known = withoutFuture(stored, event);
  // Erased details stay erased, even if an older event still has them.
  const ownDigest = isAnonymized(known) ? undefined : digestOfOrder(digest, event.order);
  const before = known && isKnownEvent(known, event) ? known : undefined;
  const ownNews = before && classifySameTime(before, event, ownDigest);
  if (before !== undefined && ownNews === undefined) return { verdict: 'duplicate', ...nothing };
  if (event.isAnonymization) return classifyAnonymization(known, event);
  if (event.carries === 'fulfillments') return classifyShipments(known ?? emptyProjection(event.order), event);
  if (event.carries !== 'order') return { verdict: 'no-change', ...nothing };
  if (known === undefined || known.timeline.length === 0) return classifyFirstSight(known, event, ownDigest);
  if (ownNews !== undefined) return ownNews;
  const states = statesOf(known.timeline);
  return classifyNext(known, states, event, projectNext(states, event, ownDigest));
}

const nothing = { changes: [], projection: undefined } as const;

/** `true` for an event that was handled before, by its id. Ticket events have no id, so their time is used. */
function isKnownEvent({ eventIds: ids }: Projection, event: OrderEvent): boolean {
  const { eventId } = event;
  // An id that was stored without a mark matches any content.
  return ids.includes(eventIdOf(event)) || (eventId !== undefined && ids.includes(eventId));
}

/** Returns the id of an event with a mark of its content: with other content it is no redelivery. */
function eventIdOf(event: OrderEvent): string {
  return event.eventId === undefined ? event.at : `${event.eventId}|${markOf(event)}`;
}

/** Returns a mark of what is compared, without personal values, so that it needs no key. */
function markOf({ carries, order, previousPaymentStatus }: OrderEvent): string {
  const content = carries === 'order' ? modelOf(order.product).project(order, undefined, undefined) : order;
  return contentMark(JSON.stringify([previousPaymentStatus, content]));
}

/**
 * Classifies a ticket event of a known time. It may be another event of that time, which only its content can show; returns `undefined`
 * for a redelivery.
 */
function classifySameTime(known: Projection, event: OrderEvent, digest: Digest): Classification | undefined {
  if (event.eventId !== undefined) return undefined;
  const sameTime = known.timeline.filter(({ at }) => at === event.at);
  if (sameTime.length === 0) return undefined;
  const states = statesOf(known.timeline);
  const snapshot = projectNext(states, event, digest);
  if (sameTime.some((entry) => isSameJson(entry.snapshot, snapshot))) return undefined;
  const classified = classifyNext(known, states, event, snapshot);
  return classified.changes.length === 0 ? undefined : classified;
}

function classifyFirstSight(known: Projection | undefined, event: OrderEvent, digest: Digest): Classification {
  const shown = modelOf(event.order.product).project(event.order, digest, undefined);
  const { snapshot, findings: proven } = proofByName(event, shown, undefined);
  const entry = entryOf(event, snapshot);
  const base = known ?? emptyProjection(event.order);
  const { reportedKeys } = base;
  const way = placeInTimeline([], entry);
  const findings = addReported(inferAtFirstSight(event, snapshot), event, { way, proven, reportedKeys });
  const changes = nameOccurrences(findings, base, happenedAtOf(event));
  return { verdict: 'first-seen', changes, projection: advance(base, event, changes, [entry]) };
}

/** Returns the changes inferred from an order's first event; none for an order that was read and has no date. */
function inferAtFirstSight({ order, happenedAt }: OrderEvent, snapshot: Snapshot): Finding[] {
  if (happenedAt === undefined) return [];
  const findings = modelOf(order.product).findAtFirstSight(snapshot, order, happenedAt);
  return findings.map((finding) => ({ ...finding, evidence: 'inferred' }));
}

function happenedAtOf({ happenedAt, at }: OrderEvent): Instant {
  return happenedAt ?? at;
}

/** Returns what the event's name proves. Orders that a job read have the name of an event that proves nothing. */
function proofByName(event: OrderEvent, observed: Snapshot, known: Snapshot | undefined): NameProof<Snapshot> {
  const { order, handler } = event;
  const { proves } = handlers[handler];
  return modelOf(order.product).findByName({ proves, order, observed, known, at: toMilliseconds(event.at) });
}

function projectNext(states: readonly State[], { order }: OrderEvent, digest: Digest): Snapshot {
  return modelOf(order.product).project(order, digest, states[states.length - 1]?.snapshot);
}

function classifyNext(known: Projection, states: readonly State[], event: OrderEvent, shown: Snapshot): Classification {
  const { timeline, reportedKeys } = known;
  const { snapshot, findings: proven } = proofByName(event, shown, states[states.length - 1]?.snapshot);
  const entry = entryOf(event, snapshot);
  const place = placeInTimeline(timeline, entry, states);
  const { position, before, here, after } = place;
  const isStale =
    before !== undefined && (isStaleSnapshot(before.snapshot, here.snapshot) || isReadTooSoon(before, here));
  const findings = isStale ? [] : findInTimeline(known, entry, event, place);
  // What a stale event itself reports counts, unless it was reported before.
  const way = isStale ? { here, earlier: [] } : place;
  const changes = nameOccurrences(
    addReported(findings, event, { way, proven, reportedKeys }),
    known,
    happenedAtOf(event),
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
  const { reportedKeys } = known;
  const all = findAtPlace(known.timeline, entry, place);
  // A late event may only add the amount to a payment that was reported.
  const isLate = place.after !== undefined;
  const found = all.filter(
    ({ restartedBy, ...finding }) => !(isLate && restartedBy !== undefined && isPaymentReported(finding, reportedKeys)),
  );
  if (place.before !== undefined) return found;
  const atFirst = inferAtFirstSight(event, place.here.snapshot);
  return [...atFirst, ...(isTimelineFull(known) ? found.map(asHappenedOnce) : found)];
}

/** Keeps a change from being counted again: it may be one of the forgotten changes between this event and the oldest stored state. */
function asHappenedOnce(finding: Finding): Finding {
  return { ...finding, canRepeat: false };
}

/** Returns an order with the shipments that other events showed of it. */
export function withShipments(order: Order, known: Projection | undefined): Order {
  const model = modelOf(order.product).shipments;
  return model === undefined || known?.shipments === undefined ? order : model.addTo(order, known.shipments);
}

/**
 * Classifies an event of shipments. They say nothing about the order's state, so they are stored beside the timeline, even for an order
 * that was never seen.
 */
function classifyShipments(known: Projection, event: OrderEvent): Classification {
  const model = modelOf(event.order.product).shipments;
  const shipments = model?.of(event.order);
  if (model === undefined || shipments === undefined || isSameJson(known.shipments, shipments)) {
    return { verdict: 'no-change', ...nothing };
  }
  const isSeen = known.timeline.length > 0;
  const findings = isSeen ? model.compare(known.shipments, shipments, toMilliseconds(event.at)) : [];
  const changes = nameOccurrences(findings, known, event.at);
  const projection = advance({ ...known, shipments }, event, changes, known.timeline);
  return { verdict: changes.length === 0 ? 'no-change' : 'changed', changes, projection };
}

function classifyAnonymization(known: Projection | undefined, event: OrderEvent): Classification {
  const finding: Finding = {
    ...fieldFinding('order-anonymized', 'triggeredByAnonymizeRequest', null, true),
    evidence: 'reported',
    notBefore: toMilliseconds(event.at),
  };
  const base = known ?? emptyProjection(event.order);
  const changes = nameOccurrences([finding], base, event.at);
  const { project, forgetDetails } = modelOf(event.order.product);
  const entry = entryOf(event, project(event.order, undefined, undefined));
  const { position } = placeInTimeline(base.timeline, entry);
  const entries = event.carries === 'order' ? insertAt(base.timeline, position, entry) : base.timeline;
  const timeline = entries.map((kept) => ({
    ...kept,
    snapshot: forgetDetails(kept.snapshot),
  }));
  const verdict = known === undefined ? 'first-seen' : changes.length > 0 ? 'changed' : 'no-change';
  return { verdict, changes, projection: advance({ ...base, shipments: undefined }, event, changes, timeline) };
}

function entryOf({ at, sequence, previousPaymentStatus, source }: OrderEvent, snapshot: Snapshot): TimelineEntry {
  return { at, sequence, snapshot, previousPaymentStatus, isRead: source === 'reconcile' ? true : undefined };
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
