/** Rows per page of removals. */
export const PAGE_SIZE = 100;
/** Rows per page of a walk: fewer, so that little is read in vain when time runs out. */
const WALK_PAGE_SIZE = 50;

/** Repeats `page`, which works on one page and returns its number of rows, until a page is not full or time is up. Returns the sum. */
export async function inPages(page: () => Promise<number>, isInTime: () => boolean = always): Promise<number> {
  let total = 0;
  while (isInTime()) {
    const done = await page();
    total += done;
    if (done < PAGE_SIZE) break;
  }
  return total;
}

function always(): boolean {
  return true;
}

/** A listing that may change while it is iterated. */
export interface Listing<Row> {
  /** Returns at most `limit` rows from a place on, sorted by place. */
  readonly page: (from: number, limit: number) => Promise<readonly Row[]>;
  readonly keyOf: (row: Row) => string;
  readonly placeOf: (row: Row) => number;
}

/** Limits of a walk: it stops when time is up, and works on `concurrency` rows in parallel. */
export interface Walk {
  readonly isInTime: () => boolean;
  readonly concurrency: number;
}

/** Calls `work` once for every row, page by page, whether or not the work removes the row from the listing. */
export async function walkListing<Row>(
  { page, keyOf, placeOf }: Listing<Row>,
  { isInTime, concurrency }: Walk,
  work: (row: Row) => Promise<void>,
): Promise<void> {
  const seen = new Set<string>();
  let from = 0;
  while (isInTime()) {
    const rows = await page(from, WALK_PAGE_SIZE);
    const unseen = rows.filter((row) => !seen.has(keyOf(row)));
    await forEachConcurrently(unseen, concurrency, async (row) => {
      if (!isInTime()) return;
      seen.add(keyOf(row));
      await work(row);
    });
    const last = unseen[unseen.length - 1];
    if (rows.length < WALK_PAGE_SIZE || last === undefined) return;
    from = placeOf(last);
  }
}

/** Returns what `work` returns for every item, in their order; see `forEachConcurrently`. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  await forEachConcurrently([...items.entries()], concurrency, async ([index, item]) => {
    results[index] = await work(item);
  });
  return results;
}

/** Calls `work` for every item, `concurrency` in parallel. If a call fails, it rejects once the remaining workers have ended. */
export async function forEachConcurrently<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const workThroughRest = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(concurrency, items.length) }, workThroughRest));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
