import type { JobRun, NoteProgress } from '../ports/job-states.ts';
import type { Turn } from '../jobs/share-time.ts';

/** Where the steps of a run are, and how they note it. */
export interface Progress {
  /** Where each walk goes on, by its name. */
  readonly places: Map<string, JobRun['progress'][string]>;
  readonly noteProgress: NoteProgress;
}

/** Rows in the order of their time, each of which is looked at once: from the place of the last run up to an instant. */
export interface TimeWalk<Row> {
  readonly name: string;
  readonly before: number;
  readonly page: (from: number, before: number, limit: number) => Promise<readonly Row[]>;
  readonly timeOf: (row: Row) => number;
}

/** Walks on, a page after the other, until there is none or the turn is over. Returns whether there is none. */
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
    // Where more than a page has one time, the rest of them stays: the next page must begin later.
    places.set(name, last === undefined ? before : Math.max(timeOf(last), from + 1));
    if (last !== undefined) await noteProgress(Object.fromEntries(places));
  }
}
