import { createHash } from 'node:crypto';

import type { Database, SqlValue } from '../../../emulator/storage/database.ts';
import type { OrderRef, RunRequest, RunResult, RunSummary, StoredRun } from './run.ts';

/** Table of runs. A row stores its summary separately, so that a list never reads the results. */
export interface RunRows {
  insertQueued(requests: readonly RunRequest[], queuedAt: number): RunSummary[];
  insertRunning(request: RunRequest, queuedAt: number): StoredRun;
  insertDone(run: StoredRun): RunSummary;
  requeueRunning(): void;
  takeNext(): StoredRun | undefined;
  /** Stores the summary and result, and returns the length of the result in characters. */
  finish(summary: RunSummary, result: RunResult): number;
  get(id: number): StoredRun | undefined;
  /** Lists only runs with every term in their text or in the facts about their order. */
  list(limit: number, before: number | undefined, terms: readonly string[]): RunSummary[];
  listBatch(batch: number): RunSummary[];
  listOfOrder(orderKey: string): RunSummary[];
  findEarlier(run: StoredRun): StoredRun | undefined;
  counts(): { readonly queued: number; readonly runs: number };
  /** Removes finished runs beyond `kept`, or beyond `keptChars` characters of the newest, and returns the oldest id that is kept. */
  pruneTo(kept: number, keptChars: number): number;
}

const LISTED_AT_MOST = 500;

/** Opens the table, creating it if it is missing; the table of orders must exist. */
export function createRunRows(database: Database): RunRows {
  const { lastId, insert, next, update, one, newest, ofBatch, ofOrder, sameEvent, running, tooMuch, count } =
    prepareStatements(database);

  function put(summary: RunSummary, request: RunRequest, result: RunResult | null): void {
    const { id, status, batch } = summary;
    const texts = [JSON.stringify(summary), JSON.stringify(request), result === null ? null : JSON.stringify(result)];
    insert.run(id, status, batch, keyOf(summary), hashOf(request), ...texts);
  }

  function nextId(): number {
    return Number(lastId.get()?.[0] ?? 0) + 1;
  }

  function save(summary: RunSummary, result: RunResult | null): number {
    const text = result === null ? null : JSON.stringify(result);
    update.run(summary.status, keyOf(summary), JSON.stringify(summary), text, summary.id);
    return text?.length ?? 0;
  }

  return {
    insertQueued(requests, queuedAt) {
      const batch = nextId();
      return requests.map((request, index) => {
        const summary = queuedSummary(request, { id: batch + index, batch, queuedAt });
        put(summary, request, null);
        return summary;
      });
    },
    insertRunning(request, queuedAt) {
      const id = nextId();
      const summary: RunSummary = { ...queuedSummary(request, { id, batch: id, queuedAt }), status: 'running' };
      put(summary, request, null);
      return { summary, request, result: null };
    },
    insertDone({ summary, request, result }) {
      const numbered = { ...summary, id: nextId() };
      put(numbered, request, result);
      return numbered;
    },
    requeueRunning() {
      for (const [text] of running.all()) {
        save({ ...(JSON.parse(String(text)) as RunSummary), status: 'queued', isRepeated: true }, null);
      }
    },
    takeNext() {
      const row = next.get();
      if (row === undefined) return undefined;
      const run = runOfRow(row);
      const summary: RunSummary = { ...run.summary, status: 'running' };
      save(summary, null);
      return { ...run, summary };
    },
    finish: save,
    get(id) {
      const row = one.get(id);
      return row === undefined ? undefined : runOfRow(row);
    },
    list: (limit, before = Number.MAX_SAFE_INTEGER, terms) =>
      newest.all(before, JSON.stringify(terms), Math.min(limit, LISTED_AT_MOST)).map(summaryOf),
    listBatch: (batch) => ofBatch.all(batch, LISTED_AT_MOST).map(summaryOf),
    listOfOrder: (orderKey) => ofOrder.all(orderKey, LISTED_AT_MOST).map(summaryOf),
    findEarlier({ summary, request }) {
      const row = request.kind === 'event' ? sameEvent.get(hashOf(request), summary.id) : undefined;
      return row === undefined ? undefined : runOfRow(row);
    },
    counts() {
      const [queued, runs] = count.get() ?? [];
      return { queued: Number(queued ?? 0), runs: Number(runs ?? 0) };
    },
    pruneTo(kept, keptChars) {
      const [beyond] = tooMuch.get(keptChars) ?? [];
      const oldest = Math.max(nextId() - kept, Number(beyond ?? 0) + 1);
      database.statement(`DELETE FROM runs WHERE id < ? AND status = 'done'`).run(oldest);
      return oldest;
    },
  };
}

/** Creates the table of runs if it is missing, and prepares all statements. */
function prepareStatements(database: Database) {
  database.exec(`CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY AUTOINCREMENT, status TEXT NOT NULL,
      batch INTEGER NOT NULL, order_key TEXT, event_hash TEXT, summary TEXT NOT NULL, request TEXT NOT NULL, result TEXT);
    CREATE INDEX IF NOT EXISTS runs_by_status ON runs (status, id);
    CREATE INDEX IF NOT EXISTS runs_by_batch ON runs (batch);
    CREATE INDEX IF NOT EXISTS runs_by_order ON runs (order_key);
    CREATE INDEX IF NOT EXISTS runs_by_event ON runs (event_hash)`);
  const lastId = database.statement(`SELECT seq FROM sqlite_sequence WHERE name = 'runs'`);
  const insert = database.statement('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const next = database.statement(
    `SELECT summary, request, result FROM runs WHERE status = 'queued' ORDER BY id LIMIT 1`,
  );
  const update = database.statement('UPDATE runs SET status = ?, order_key = ?, summary = ?, result = ? WHERE id = ?');
  const one = database.statement('SELECT summary, request, result FROM runs WHERE id = ?');
  const newest = database.statement(`SELECT summary FROM runs LEFT JOIN orders ON orders.key = order_key WHERE id < ?
      AND NOT EXISTS (SELECT 1 FROM json_each(?) AS term
        WHERE instr(lower(summary), term.value) = 0 AND instr(coalesce(words, ''), term.value) = 0)
    ORDER BY id DESC LIMIT ?`);
  const ofBatch = database.statement('SELECT summary FROM runs WHERE batch = ? ORDER BY id LIMIT ?');
  const ofOrder = database.statement('SELECT summary FROM runs WHERE order_key = ? ORDER BY id DESC LIMIT ?');
  const sameEvent = database.statement(
    'SELECT summary, request, result FROM runs WHERE event_hash = ? AND id < ? ORDER BY id LIMIT 1',
  );
  const running = database.statement(`SELECT summary FROM runs WHERE status = 'running'`);
  const tooMuch = database.statement(
    `SELECT max(id) FROM (SELECT id, sum(length(request) + coalesce(length(result), 0)) OVER (ORDER BY id DESC) AS chars
      FROM runs) WHERE chars > ?`,
  );
  const count = database.statement(`SELECT coalesce(sum(status <> 'done'), 0), count(*) FROM runs`);
  return { lastId, insert, next, update, one, newest, ofBatch, ofOrder, sameEvent, running, tooMuch, count };
}

function queuedSummary(
  request: RunRequest,
  { id, batch, queuedAt }: Pick<RunSummary, 'id' | 'batch' | 'queuedAt'>,
): RunSummary {
  const name = request.kind === 'event' ? request.handler : request.kind === 'time' ? 'clock' : request.name;
  const nothing = { at: null, verdict: null, failure: null, order: null, about: null, changes: [], notifications: [] };
  const { kind, label } = request;
  return {
    id,
    kind,
    name,
    label,
    status: 'queued',
    batch,
    queuedAt,
    ...nothing,
    emails: 0,
    wixCalls: 0,
    isRepeated: false,
  };
}

/** Returns the key of an order in every table. */
export function orderKeyOf({ product, id }: OrderRef): string {
  return `${product}/${id}`;
}

function keyOf({ order }: RunSummary): string | null {
  return order === null ? null : orderKeyOf(order);
}

function hashOf(request: RunRequest): string | null {
  if (request.kind !== 'event') return null;
  return createHash('sha256').update(`${request.handler}\n${request.json}`).digest('hex');
}

function summaryOf(row: SqlValue[]): RunSummary {
  return JSON.parse(String(row[0])) as RunSummary;
}

function runOfRow([summary, request, result]: SqlValue[]): StoredRun {
  return {
    summary: JSON.parse(String(summary)) as RunSummary,
    request: JSON.parse(String(request)) as RunRequest,
    result: result === null ? null : (JSON.parse(String(result)) as RunResult),
  };
}
