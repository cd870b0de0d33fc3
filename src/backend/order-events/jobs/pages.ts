/** Rows that one page of removals reads. */
export const PAGE_SIZE = 100;
/** Rows that a walk reads at once: fewer, so that a walk near its end wastes little. */
const WALK_PAGE_SIZE = 50;

/** Repeats a page of work, which says how many rows it had, until a page is not full, or time is up. Returns their sum. */
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

/** A listing that may change while it is walked through. */
export interface Listing<Row> {
  /** As many rows from a place on, in the order of their places. */
  readonly page: (from: number, limit: number) => Promise<readonly Row[]>;
  readonly keyOf: (row: Row) => string;
  readonly placeOf: (row: Row) => number;
}

/** How to walk: until time is up, with so many rows in work at the same time. */
export interface Walk {
  readonly isInTime: () => boolean;
  readonly concurrency: number;
}

/** Works on every row once, a page after the other, whether the work removes the row from the listing or not. */
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

/** Works on all items, `concurrency` of them in parallel; when a piece of work fails, so does the whole, after the others have ended. */
export async function forEachConcurrently<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const workThroughRest = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, workThroughRest));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
