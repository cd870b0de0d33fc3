const DAY_MS = 86_400_000;

/** Rows grouped by day, so that a listing can start anywhere among millions of them. */
export interface DayBuckets<Row> {
  set(id: string, at: number, row: Row): void;
  delete(id: string, at: number): void;
  /** Lists rows from one instant up to another, oldest first. */
  list(from: number, before: number, limit: number): readonly Row[];
}

/** Creates empty buckets. */
export function createDayBuckets<Row>(): DayBuckets<Row> {
  const days = new Map<number, Map<string, { readonly at: number; readonly row: Row }>>();
  return {
    set(id, at, row) {
      const day = Math.floor(at / DAY_MS);
      const rows = days.get(day) ?? new Map<string, { readonly at: number; readonly row: Row }>();
      days.set(day, rows.set(id, { at, row }));
    },
    delete(id, at) {
      const day = Math.floor(at / DAY_MS);
      const rows = days.get(day);
      rows?.delete(id);
      if (rows?.size === 0) days.delete(day);
    },
    list(from, before, limit) {
      const found: Row[] = [];
      const [first, last] = [Math.floor(from / DAY_MS), Math.floor(before / DAY_MS)];
      for (const day of [...days.keys()].sort((left, right) => left - right)) {
        if (day < first || day > last || found.length >= limit) continue;
        const rows = [...(days.get(day)?.values() ?? [])].filter(({ at }) => at >= from && at < before);
        for (const { row } of rows.sort((left, right) => left.at - right.at)) found.push(row);
      }
      return found.slice(0, limit);
    },
  };
}
