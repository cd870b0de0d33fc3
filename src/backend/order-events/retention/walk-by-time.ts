import type { JobRun, NoteProgress } from '../ports/job-states.ts';
import type { Turn } from '../jobs/share-time.ts';

/** Places of a run's walks, and how to store them. */
export interface Progress {
  /** Place at which each walk continues, by name. */
  readonly places: Map<string, JobRun['progress'][string]>;
  readonly noteProgress: NoteProgress;
}

/** A walk through rows sorted by time, each visited once: from where the last run stopped up to `before`. */
export interface TimeWalk<Row> {
  readonly name: string;
  readonly before: number;
  readonly page: (from: number, before: number, limit: number) => Promise<readonly Row[]>;
  readonly timeOf: (row: Row) => number;
}

/** Continues a walk page by page until no row is left or the turn is over. Returns `true` if no row is left. */
export async function walkByTime<Row>(
  { name, before, page, timeOf }: TimeWalk<Row>,
  { isInTime, limit }: Turn,
  { places, noteProgress }: Progress,
  work: (rows: readonly Row[]) => Promise<void>,
): Promise<boolean> {
  for (;;) {
    const from = Number(places.get(name) ?? 0);
    if (from >= before) return true;
    if (!isInTime()) return false;
    const rows = await page(from, before, limit);
    await work(rows);
    const last = rows.length < limit ? undefined : rows[rows.length - 1];
    // If more rows than one page holds have the same time, the rest is skipped: the next page must begin later.
    places.set(name, last === undefined ? before : Math.max(timeOf(last), from + 1));
    if (last !== undefined) await noteProgress(Object.fromEntries(places));
  }
}
