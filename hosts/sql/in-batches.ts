/** Rows of one statement: databases take some ten thousands of parameters. */
const MAX_ROWS = 500;

/** Works on all items, as many at a time as one statement takes. */
export async function inBatches<Item>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += MAX_ROWS) await work(items.slice(from, from + MAX_ROWS));
}
