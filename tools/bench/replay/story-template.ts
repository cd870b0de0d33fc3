import { createTimeMap } from '../../workbench/payload/time-map.ts';
import type { Delivery } from '../../workbench/local-site/fire-event.ts';
import { readEventTime } from '../../workbench/local-site/event-time.ts';

/**
 * Maximum time between two events of a history: a replay's clock follows the events, and a gap of a year would make the other orders old.
 */
const MAX_GAP_MS = 60_000;
/** Instants as Wix writes them, ids in their usual form, and ticket order numbers, which ticket numbers begin with. */
const parts =
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[A-Z]{4}-[A-Z\d]{4}-[A-Z]{2}/g;

/** A template that writes an event for any order at any time. */
export interface EventTemplate {
  readonly handler: string;
  /** Milliseconds since the start of the history. */
  readonly atMs: number;
  /** Returns the event as JSON text, for order number `order` and a history that starts at `startMs`. */
  write(order: number, startMs: number): string;
}

/** Creates templates from the events of one order: they replace the order's own ids and all instants, and copy the rest. */
export function createStoryTemplate(deliveries: readonly Delivery[]): EventTemplate[] {
  const times = deliveries.map(({ event }) => readEventTime(event) ?? 0);
  const moved = createTimeMap(times, 0, MAX_GAP_MS);
  const own = ownIds(deliveries);
  return deliveries.map(({ handler, json }, index) => {
    const pieces = json.split(parts);
    const found = json.match(parts) ?? [];
    const writers = found.map((text) => writerOf(text, own, moved));
    return {
      handler,
      atMs: moved(times[index] ?? 0),
      write(order, startMs) {
        let written = pieces[0] ?? '';
        writers.forEach((write, at) => {
          written += write(order, startMs) + (pieces[at + 1] ?? '');
        });
        return written;
      },
    };
  });
}

type Writer = (order: number, startMs: number) => string;

function writerOf(text: string, own: ReadonlySet<string>, moved: (ms: number) => number): Writer {
  if (text.endsWith('Z') && text.includes('T')) {
    const atMs = moved(Date.parse(text));
    const finer = /\.\d{3}(\d+)Z$/.exec(text)?.[1] ?? '';
    return (_order, startMs) => `${new Date(startMs + atMs).toISOString().slice(0, -1)}${finer}Z`;
  }
  if (!own.has(text)) return () => text;
  if (text.length === 12) return (order) => ticketNumber(order);
  const head = text.slice(0, -12);
  return (order) => head + (BigInt(`0x${text.slice(-12)}`) ^ BigInt(order)).toString(16).padStart(12, '0');
}

/** Returns four letters for an order number, in the form of the documented number. */
function ticketNumber(order: number): string {
  const letters = [3, 2, 1, 0].map((place) => String.fromCharCode(65 + (Math.floor(order / 26 ** place) % 26)));
  return `${letters.join('')}-${String(order % 10_000).padStart(4, '0')}-OT`;
}

/**
 * Returns the ids of the order, its events and its buyer: a buyer of many orders an hour is told of few. Ids of plans and products are shared.
 */
function ownIds(deliveries: readonly Delivery[]): ReadonlySet<string> {
  const named = deliveries.flatMap(({ json }) =>
    [...json.matchAll(/"(?:_id|id|entityId|orderNumber|contactId|memberId)":"([^"]+)"/g)].map(([, id]) => id ?? ''),
  );
  return new Set(named.filter((id) => !id.startsWith('00000000')));
}
