/** Rows per statement: databases accept some tens of thousands of parameters. */
const MAX_ROWS = 500;

/** Processes all items in batches that fit into one statement. */
export async function inBatches<Item>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += MAX_ROWS) await work(items.slice(from, from + MAX_ROWS));
}
