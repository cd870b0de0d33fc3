import type { Change, Verdict } from '../changes.ts';
import { toMilliseconds } from '../instant.ts';
import type { OrderEvent } from '../parse/parse-order-event.ts';
import type { Digest } from '../project/detail-digests.ts';
import { forgetDetails } from '../project/forget-details.ts';
import { projectOrder } from '../project/project-order.ts';
import type { Snapshot } from '../project/snapshot.ts';
import { compareSnapshots, isFurther, isStaleSnapshot } from './compare-snapshots.ts';
import { fieldFinding, type Finding } from './finding.ts';
import { findAtFirstSight } from './first-sight.ts';
import { kindsTold, nameOccurrences, toldKey, withoutFindings } from './occurrences.ts';
import {
  boundProjection,
  compareEventOrder,
  isTimelineFull,
  type Projection,
  type TimelineEntry,
} from './projection.ts';
import { addReportedPayment } from './reported-payment.ts';

/** What an event turned out to be. */
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
  if (known?.eventIds.includes(eventIdOf(event)) === true && !hasOwnNews(known, event, digest)) {
    return { verdict: 'duplicate', changes: [], projection: undefined };
  }
  if (event.isAnonymization) return classifyAnonymization(known, event);
  return known === undefined ? classifyFirstSight(event, digest) : classifyNext(known, event, digest);
}

/** Ticket events have no id; a redelivery has the same time and shows nothing new. */
function eventIdOf({ eventId, at }: OrderEvent): string {
  return eventId ?? at;
}

/** Whether a ticket event of a known time is another event of that time after all: only the state then can tell. */
function hasOwnNews(known: Projection, event: OrderEvent, digest: Digest): boolean {
  if (event.eventId !== undefined || !known.timeline.some(({ at }) => at === event.at)) return false;
  return classifyNext(known, event, digest).changes.length > 0;
}

function classifyFirstSight(event: OrderEvent, digest: Digest): Classification {
  const snapshot = projectOrder(event.order, digest, undefined);
  const findings = addReportedPayment(findAtFirstSight(event, snapshot), event, snapshot, []);
  const changes = nameOccurrences(findings, [], event.happenedAt);
  const empty: Projection = {
    product: event.order.product,
    orderId: event.order.id,
    timeline: [],
    told: [],
    eventIds: [],
  };
  return { verdict: 'first-seen', changes, projection: advance(empty, event, changes, [entryOf(event, snapshot)]) };
}

function classifyNext(known: Projection, event: OrderEvent, digest: Digest): Classification {
  const position = positionOf(event, known.timeline);
  const before = known.timeline[position - 1];
  const after = known.timeline[position];
  const snapshot = projectOrder(event.order, digest, before?.snapshot);
  const isStale = after === undefined && before !== undefined && isStaleSnapshot(before.snapshot, snapshot);
  const atFirst = before === undefined ? findAtFirstSight(event, snapshot) : [];
  const between = isStale ? [] : findBetween(before, snapshot, after, kindsTold(known.told));
  const isBeyondMemory = before === undefined && isTimelineFull(known);
  const seen = [...atFirst, ...(isBeyondMemory ? between.map(asToldOnce) : between)];
  const changes = nameOccurrences(addReportedPayment(seen, event, snapshot, known.told), known.told, event.happenedAt);
  if (isStale) {
    const projection = changes.length === 0 ? undefined : advance(known, event, changes, known.timeline);
    return { verdict: changes.length === 0 ? 'stale' : 'changed', changes, projection };
  }
  const isLate = after !== undefined;
  const isNews = changes.length > 0 || isLate || before === undefined || isFurther(before.snapshot, snapshot);
  const timeline = insertAt(known.timeline, position, entryOf(event, snapshot));
  const projection = isNews ? advance(known, event, changes, timeline) : undefined;
  if (changes.length > 0) return { verdict: 'changed', changes, projection };
  return { verdict: isLate ? 'stale' : 'no-change', changes, projection };
}

/** Where in the timeline an event belongs: behind every state that is not later. Equal times keep their arrival order. */
function positionOf(event: OrderEvent, timeline: readonly TimelineEntry[]): number {
  let position = timeline.length;
  while (position > 0) {
    const entry = timeline[position - 1];
    if (entry === undefined || compareEventOrder(entry, event) <= 0) break;
    position -= 1;
  }
  return position;
}

/** What the snapshot shows between its neighbours, less what the neighbours showed without it. */
function findBetween(
  before: TimelineEntry | undefined,
  snapshot: Snapshot,
  after: TimelineEntry | undefined,
  toldKinds: ReadonlySet<string>,
): Finding[] {
  const arriving = before === undefined ? [] : compareSnapshots(before.snapshot, snapshot, toldKinds);
  if (after === undefined) return arriving;
  const leavingAt = toMilliseconds(after.at);
  const leaving = compareSnapshots(snapshot, after.snapshot, toldKinds).map((finding) => ({
    ...finding,
    at: finding.at ?? leavingAt,
  }));
  const known = before === undefined ? [] : compareSnapshots(before.snapshot, after.snapshot, toldKinds);
  return withoutFindings([...arriving, ...leaving], known);
}

/** Between this event and the oldest kept state lie forgotten ones, so the change may be one that was told then. */
function asToldOnce(finding: Finding): Finding {
  return { ...finding, canRepeat: false };
}

function classifyAnonymization(known: Projection | undefined, event: OrderEvent): Classification {
  const finding: Finding = {
    ...fieldFinding('order-anonymized', 'triggeredByAnonymizeRequest', null, true),
    evidence: 'reported',
  };
  const changes = nameOccurrences([finding], known?.told ?? [], event.happenedAt);
  const { product, id } = event.order;
  const base: Projection = known ?? { product, orderId: id, timeline: [], told: [], eventIds: [] };
  const position = positionOf(event, base.timeline);
  const snapshot = projectOrder(event.order, undefined, base.timeline[position - 1]?.snapshot);
  const timeline = insertAt(base.timeline, position, entryOf(event, snapshot)).map((entry) => ({
    ...entry,
    snapshot: forgetDetails(entry.snapshot),
  }));
  const verdict = known === undefined ? 'first-seen' : changes.length > 0 ? 'changed' : 'no-change';
  return { verdict, changes, projection: advance(base, event, changes, timeline) };
}

function insertAt(timeline: readonly TimelineEntry[], position: number, entry: TimelineEntry): TimelineEntry[] {
  return [...timeline.slice(0, position), entry, ...timeline.slice(position)];
}

function entryOf({ at, sequence }: OrderEvent, snapshot: Snapshot): TimelineEntry {
  return { at, sequence, snapshot };
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
    told: [...known.told, ...changes.map(toldKey)],
    eventIds: [...known.eventIds, eventIdOf(event)],
  });
}
