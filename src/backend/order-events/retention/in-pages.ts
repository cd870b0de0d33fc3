/** Rows that one page of work reads. */
export const PAGE_SIZE = 100;

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
