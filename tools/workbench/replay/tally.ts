import { isFailed, type EventReport } from '../local-site/event-report.ts';
import type { ComparisonVerdict } from './compare-facts.ts';

/** Totals of a replay. */
export interface Tally {
  events: number;
  /** Number of rejected events and failed handlers. */
  failed: number;
  emails: number;
  readonly verdicts: Map<string, number>;
  readonly changes: Map<string, number>;
  readonly comparisons: Map<ComparisonVerdict, number>;
}

/** Creates a tally with all totals at zero. */
export function createTally(): Tally {
  return { events: 0, failed: 0, emails: 0, verdicts: new Map(), changes: new Map(), comparisons: new Map() };
}

/** Adds a report to the tally. */
export function addToTally(tally: Tally, report: EventReport, comparison: ComparisonVerdict | undefined): void {
  tally.events += 1;
  tally.failed += isFailed(report) ? 1 : 0;
  tally.emails += report.emails.length;
  count(tally.verdicts, report.verdict ?? report.failure?.kind ?? 'none');
  for (const { kind } of report.changes) count(tally.changes, kind);
  if (comparison !== undefined) count(tally.comparisons, comparison);
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
