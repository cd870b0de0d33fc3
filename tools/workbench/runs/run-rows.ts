import { createHash } from 'node:crypto';

import type { Database, SqlStatement, SqlValue } from '../../../emulator/storage/database.ts';
import { storedId } from '../../../src/backend/order-events/wix/stored-id.ts';
import { createRunLists, type RunLists } from './run-lists.ts';
import type { OrderRef, RunRequest, RunResult, RunSummary, StoredRun } from './run.ts';

/**
 * Table of runs. A row stores its summary separately, so that a list never reads the results; an event is stored once, however often it
 * is delivered.
 */
export interface RunRows extends RunLists {
  insertQueued(requests: readonly RunRequest[], queuedAt: number): RunSummary[];
  insertRunning(request: RunRequest, queuedAt: number): StoredRun;
  insertDone(run: StoredRun): RunSummary;
  requeueRunning(): void;
  takeNext(): StoredRun | undefined;
  /** Stores the summary and result, and returns the length of the result and its event in characters. */
  finish(summary: RunSummary, result: RunResult): number;
  get(id: number): StoredRun | undefined;
  findEarlier(run: StoredRun): StoredRun | undefined;
  counts(): { readonly queued: number; readonly runs: number };
  /** Removes finished runs beyond `kept`, or beyond `keptChars` characters of the newest, and returns the oldest id that is kept. */
  pruneTo(kept: number, keptChars: number): number;
}

/** Opens the table, creating it if it is missing; the table of orders must exist. */
export function createRunRows(database: Database): RunRows {
  const { lastId, insert, insertEvent, next, update, one, sameEvent, running, tooMuch, count } =
    prepareStatements(database);

  const keep = (request: RunRequest): StoredRequest => keepEvent(request, insertEvent);

  function put(summary: RunSummary, { hash, text }: StoredRequest, result: RunResult | null): void {
    const { id, status, batch } = summary;
    const resultText = result === null ? null : JSON.stringify(result);
    insert.run(id, status, batch, keyOf(summary), hash, JSON.stringify(summary), text, resultText);
  }

  function nextId(): number {
    return Number(lastId.get()?.[0] ?? 0) + 1;
  }

  function save(summary: RunSummary, result: RunResult | null): number {
    const text = result === null ? null : JSON.stringify(result);
    update.run(summary.status, keyOf(summary), JSON.stringify(summary), text, summary.id);
    const [chars] = database.statement(`SELECT ${EVENT_CHARS} FROM runs WHERE id = ?`).get(summary.id) ?? [];
    return (text?.length ?? 0) + Number(chars ?? 0);
  }

  return {
    ...createRunLists(database),
    insertQueued(requests, queuedAt) {
      const batch = nextId();
      const kept = new Map([...new Set(requests)].map((request) => [request, keep(request)] as const));
      return requests.map((request, index) => {
        const summary = queuedSummary(request, { id: batch + index, batch, queuedAt });
        put(summary, kept.get(request) ?? keep(request), null);
        return summary;
      });
    },
    insertRunning(request, queuedAt) {
      const id = nextId();
      const summary: RunSummary = { ...queuedSummary(request, { id, batch: id, queuedAt }), status: 'running' };
      put(summary, keep(request), null);
      return { summary, request, result: null };
    },
    insertDone({ summary, request, result }) {
      const numbered = { ...summary, id: nextId() };
      put(numbered, keep(request), result);
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
      database.exec('DELETE FROM events WHERE hash NOT IN (SELECT event_hash FROM runs WHERE event_hash IS NOT NULL)');
      return oldest;
    },
  };
}

interface StoredRequest {
  readonly hash: string | null;
  /** JSON of the request without its event. */
  readonly text: string;
}

/** Stores the event of a request, unless it is stored, and returns its hash and the rest of the request as JSON. */
function keepEvent(request: RunRequest, insertEvent: SqlStatement): StoredRequest {
  if (request.kind !== 'event') return { hash: null, text: JSON.stringify(request) };
  const { json, ...rest } = request;
  const hash = hashOf(request);
  // As JSON, because the database would replace half a surrogate pair.
  const quoted = JSON.stringify(json);
  insertEvent.run(hash, quoted.length, quoted);
  return { hash, text: JSON.stringify(rest) };
}

const EVENT_CHARS = 'coalesce((SELECT chars FROM events WHERE hash = event_hash), 0)';
const WHOLE_RUN = 'summary, request, result, (SELECT json FROM events WHERE hash = event_hash)';

/** Creates the tables of runs and their events if they are missing, and prepares statements. */
function prepareStatements(database: Database) {
  database.exec(`CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY AUTOINCREMENT, status TEXT NOT NULL,
      batch INTEGER NOT NULL, order_key TEXT, event_hash TEXT, summary TEXT NOT NULL, request TEXT NOT NULL, result TEXT);
    CREATE INDEX IF NOT EXISTS runs_by_status ON runs (status, id);
    CREATE INDEX IF NOT EXISTS runs_by_batch ON runs (batch);
    CREATE INDEX IF NOT EXISTS runs_by_order ON runs (order_key);
    CREATE INDEX IF NOT EXISTS runs_by_event ON runs (event_hash);
    CREATE TABLE IF NOT EXISTS events (hash TEXT PRIMARY KEY, chars INTEGER NOT NULL, json TEXT NOT NULL)`);
  const lastId = database.statement(`SELECT seq FROM sqlite_sequence WHERE name = 'runs'`);
  const insert = database.statement('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const insertEvent = database.statement('INSERT OR IGNORE INTO events VALUES (?, ?, ?)');
  const next = database.statement(`SELECT ${WHOLE_RUN} FROM runs WHERE status = 'queued' ORDER BY id LIMIT 1`);
  const update = database.statement('UPDATE runs SET status = ?, order_key = ?, summary = ?, result = ? WHERE id = ?');
  const one = database.statement(`SELECT ${WHOLE_RUN} FROM runs WHERE id = ?`);
  const sameEvent = database.statement(
    `SELECT ${WHOLE_RUN} FROM runs WHERE event_hash = ? AND id < ? ORDER BY id LIMIT 1`,
  );
  const running = database.statement(`SELECT summary FROM runs WHERE status = 'running'`);
  const tooMuch = database.statement(
    `SELECT max(id) FROM (SELECT id, sum(length(request) + coalesce(length(result), 0) + ${EVENT_CHARS}) OVER (ORDER BY id DESC) AS chars
      FROM runs) WHERE chars > ?`,
  );
  const count = database.statement(`SELECT coalesce(sum(status <> 'done'), 0), count(*) FROM runs`);
  return { lastId, insert, insertEvent, next, update, one, sameEvent, running, tooMuch, count };
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

/** Returns the key of an order in every table; of its ID in the form in which databases keep it. */
export function orderKeyOf({ product, id }: OrderRef): string {
  return `${product}/${storedId(id)}`;
}

function keyOf({ order }: RunSummary): string | null {
  return order === null ? null : orderKeyOf(order);
}

function hashOf({ handler, json }: Extract<RunRequest, { readonly kind: 'event' }>): string {
  return createHash('sha256').update(`${handler}\n${json}`).digest('hex');
}

function runOfRow([summary, request, result, json = null]: SqlValue[]): StoredRun {
  const event = json === null ? {} : { json: JSON.parse(String(json)) as string };
  return {
    summary: JSON.parse(String(summary)) as RunSummary,
    request: { ...(JSON.parse(String(request)) as RunRequest), ...event },
    result: result === null ? null : (JSON.parse(String(result)) as RunResult),
  };
}
