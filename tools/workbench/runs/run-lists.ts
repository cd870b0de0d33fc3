import type { Database, SqlValue } from '../../../emulator/storage/database.ts';
import type { RunSummary } from './run.ts';

/** Which runs to list. */
export interface RunFilter {
  /** Lowercase terms: only runs with every one of them in their text or in the facts about their order. */
  readonly terms?: readonly string[];
  readonly only?: RunKind | undefined;
}

/** Kinds of runs that a list can be reduced to. */
export const runKinds = ['events', 'with-emails', 'problems'] as const;

/** Kind of runs that a list can be reduced to. */
export type RunKind = (typeof runKinds)[number];

/** Run that rejected its event. */
export interface RejectedRun {
  readonly id: number;
  /** Name of the handler. */
  readonly name: string;
  /** Local site's clock, in milliseconds since 1970. */
  readonly at: number | null;
}

/** Lists of the stored runs, which never read their events and results. */
export interface RunLists {
  /** Lists runs from an id downward. */
  list(limit: number, from: number | undefined, filter: RunFilter): RunSummary[];
  count(filter: RunFilter): number;
  /** Lists the runs that rejected their event, newest first. */
  listRejected(): RejectedRun[];
  listBatch(batch: number, limit: number): RunSummary[];
  countBatch(batch: number): number;
  listOfOrder(orderKey: string): RunSummary[];
  countOfOrder(orderKey: string): number;
  /** Returns the summary of a run without reading its event and result. */
  summary(id: number): RunSummary | undefined;
}

const LISTED_AT_MOST = 500;

/** Prepares the lists; the tables of runs and orders must exist when one is read. */
export function createRunLists(database: Database): RunLists {
  const ofBatch = database.statement('SELECT summary FROM runs WHERE batch = ? ORDER BY id LIMIT ?');
  const countOfBatch = database.statement('SELECT count(*) FROM runs WHERE batch = ?');
  const ofOrder = database.statement('SELECT summary FROM runs WHERE order_key = ? ORDER BY id DESC LIMIT ?');
  const countOfOrder = database.statement('SELECT count(*) FROM runs WHERE order_key = ?');

  return {
    list(limit, from = Number.MAX_SAFE_INTEGER, filter) {
      const { text, params } = filterSql(filter);
      const newest = database.statement(`SELECT summary ${text} AND id <= ? ORDER BY id DESC LIMIT ?`);
      return newest.all(...params, from, Math.min(limit, LISTED_AT_MOST)).map(summaryOf);
    },
    count(filter) {
      const { text, params } = filterSql(filter);
      return Number(database.statement(`SELECT count(*) ${text}`).get(...params)?.[0]);
    },
    listRejected: () =>
      database
        .statement(
          `SELECT id, json_extract(summary, '$.name'), json_extract(summary, '$.at') FROM runs
            WHERE json_extract(summary, '$.verdict') = 'rejected' ORDER BY id DESC`,
        )
        .all()
        .map(([id, name, at = null]) => ({ id: Number(id), name: String(name), at: at === null ? null : Number(at) })),
    listBatch: (batch, limit) => ofBatch.all(batch, limit).map(summaryOf),
    countBatch: (batch) => Number(countOfBatch.get(batch)?.[0]),
    listOfOrder: (orderKey) => ofOrder.all(orderKey, LISTED_AT_MOST).map(summaryOf),
    countOfOrder: (orderKey) => Number(countOfOrder.get(orderKey)?.[0]),
    summary(id) {
      const row = database.statement('SELECT summary FROM runs WHERE id = ?').get(id);
      return row === undefined ? undefined : summaryOf(row);
    },
  };
}

const conditionOfKind: Readonly<Record<RunKind, string>> = {
  events: `json_extract(summary, '$.kind') = 'event'`,
  'with-emails': `json_extract(summary, '$.emails') > 0`,
  problems: `(json_extract(summary, '$.verdict') IS 'rejected' OR json_extract(summary, '$.failure') IS NOT NULL)`,
};

function filterSql({ terms = [], only }: RunFilter): { readonly text: string; readonly params: readonly SqlValue[] } {
  return {
    text: `FROM runs LEFT JOIN orders ON orders.key = order_key WHERE NOT EXISTS (SELECT 1 FROM json_each(?) AS term
        WHERE instr(lower(summary), term.value) = 0 AND instr(coalesce(words, ''), term.value) = 0)
      AND ${only === undefined ? 'true' : conditionOfKind[only]}`,
    params: [JSON.stringify(terms)],
  };
}

function summaryOf(row: SqlValue[]): RunSummary {
  return JSON.parse(String(row[0])) as RunSummary;
}
