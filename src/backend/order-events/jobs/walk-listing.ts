/** Rows that others add, change and remove while somebody walks through them. */
export interface Listing<Row> {
  /** So many rows from a place on, in the order of their places. */
  readonly page: (from: number, limit: number) => Promise<readonly Row[]>;
  readonly keyOf: (row: Row) => string;
  readonly placeOf: (row: Row) => number;
}

/** How to walk: until time is up, with so many rows in hand at once. */
export interface Walk {
  readonly isInTime: () => boolean;
  readonly atOnce: number;
}

/** Rows read at once: small, so that a walk near its end wastes little. */
const PAGE_SIZE = 50;

/** Works on every row once, a page after the other, whether the work removes the row from the listing or not. */
export async function walkListing<Row>(
  { page, keyOf, placeOf }: Listing<Row>,
  { isInTime, atOnce }: Walk,
  work: (row: Row) => Promise<void>,
): Promise<void> {
  const seen = new Set<string>();
  let from = 0;
  while (isInTime()) {
    const rows = await page(from, PAGE_SIZE);
    const unseen = rows.filter((row) => !seen.has(keyOf(row)));
    await inLanes(unseen, atOnce, async (row) => {
      if (!isInTime()) return;
      seen.add(keyOf(row));
      await work(row);
    });
    const last = unseen[unseen.length - 1];
    if (rows.length < PAGE_SIZE || last === undefined) return;
    from = placeOf(last);
  }
}

/** Works on all items, so many at once; when a piece of work fails, so does the whole, after the others have ended. */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const lane = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
