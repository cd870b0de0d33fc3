/** A JSON value, as Wix sends it. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object, as Wix sends it. */
export interface JsonObject {
  [key: string]: Json;
}

/** One change that really happened in a history. */
export interface ReportedChange {
  readonly kind: string;
  /** Names the occurrence within the history: two events that tell one change share it. */
  readonly moment: string;
  /** The part of the order that moved, for example `payment` or `tickets:checkin:A-1`. */
  readonly facet: string;
  /** Further facets whose movement may hide this change from a reader who skips events. */
  readonly hiddenBy: readonly string[];
  /** Whether the change is told by any complete delivery, whichever event comes first. */
  readonly inAnyOrder: boolean;
}

/** One delivered event of an order, with what it tells to a reader who saw all events before it. */
export interface Step {
  readonly handler: string;
  readonly event: JsonObject;
  /** What this event tells; a moment that an earlier step told too is not told again. */
  readonly reported: readonly ReportedChange[];
  /** What happened too but is told in other words: a reader who missed events may rightly name it. */
  readonly implied: readonly ReportedChange[];
  /** The facets that moved since the step before, told or not. */
  readonly moves: readonly string[];
  /** Facets, or the first words of facets, that this event does not show. */
  readonly hides: readonly string[];
}

/** One order's events, in the order in which they happened. */
export interface OrderHistory {
  readonly orderId: string;
  readonly steps: readonly Step[];
}

/** Gives the fields that have a value. */
export function present(fields: Record<string, Json | undefined>): JsonObject {
  const shown: JsonObject = {};
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value !== undefined) shown[key] = value;
  }
  return shown;
}

/** Gives, for each step, the kinds that a reader who saw every event so far hears for the first time, sorted. */
export function kindsToldInOrder(history: OrderHistory): string[][] {
  const told = new Set<string>();
  return history.steps.map(function kindsOfStep(step) {
    const news = step.reported.filter((change) => !told.has(`${change.kind} ${change.moment}`));
    for (const change of news) told.add(`${change.kind} ${change.moment}`);
    return news.map((change) => change.kind).sort();
  });
}

/** Counts, for each kind, the distinct moments that the history holds, told or implied. */
export function momentsOfEachKind(history: OrderHistory): Map<string, number> {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const step of history.steps) {
    for (const change of [...step.reported, ...step.implied]) {
      const key = `${change.kind} ${change.moment}`;
      if (!seen.has(key)) counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
      seen.add(key);
    }
  }
  return counts;
}
