import { existsSync, writeFileSync } from 'node:fs';

import { openDatabase, type SqlValue } from '../../../emulator/storage/database.ts';
import type { RunRequest, RunResult, RunSummary, StoredRun } from './run.ts';
import { createRunRows } from './run-rows.ts';
import { createTellers } from './tellers.ts';

/** How many finished runs are kept, and how many characters of them; the oldest go first. */
const KEPT = { runs: 2_000, chars: 200_000_000 };
/** They are pruned whenever this part of it was added. */
const PRUNED_EVERY = 0.1;

/** What was asked of the local site, and what became of it. Every method has written to the file when it returns. */
export interface History {
  /** Stores runs to be made, all or none, and gives their summaries. */
  add(requests: readonly RunRequest[], queuedAt: number): RunSummary[];
  /** Stores a run that is made at once, before those that wait. */
  addRunning(request: RunRequest, queuedAt: number): StoredRun;
  /** Marks the oldest run that waits as running, and gives it. */
  takeNext(): StoredRun | undefined;
  /** Stores what a run did; `keys` are the notifications that it brought about. */
  finish(summary: RunSummary, result: RunResult, keys: readonly string[]): void;
  /** Stores runs that are done already, such as jobs that came due. */
  addDone(runs: readonly StoredRun[]): RunSummary[];
  get(id: number): StoredRun | undefined;
  /** The newest runs first; `before` goes on below an id. */
  list(limit: number, before?: number): RunSummary[];
  listBatch(batch: number): RunSummary[];
  listOfOrder(product: string, orderId: string): RunSummary[];
  /** The first run that was fired with exactly this event, before the given one. */
  findEarlier(run: StoredRun): StoredRun | undefined;
  /** The run that brought about a notification; `undefined` when it is not kept any more. */
  findTeller(key: string): RunSummary | undefined;
  counts(): { readonly queued: number; readonly runs: number };
  setting(name: string): unknown;
  putSetting(name: string, value: unknown): void;
  /** Forgets every run and setting. */
  clear(): void;
  close(): void;
}

/** Opens the history of a state; what was running when the last console stopped waits again. */
export function openHistory(file: string, kept: typeof KEPT = KEPT): History {
  // It holds events, so it is its owner's alone; SQLite gives the files beside it the same rights. Made only when it is
  // not there: closing a file that SQLite has open, also just now, gives up SQLite's locks on it.
  if (!existsSync(file)) writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  const database = openDatabase(file);
  const rows = createRunRows(database);
  const tellers = createTellers(database);
  database.exec('CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  const readSetting = database.statement('SELECT value FROM settings WHERE name = ?');
  const writeSetting = database.statement('INSERT OR REPLACE INTO settings VALUES (?, ?)');
  rows.requeueRunning();
  let [runsSincePruned, charsSincePruned] = [0, 0];

  /** All statements or none: a process that is killed in between leaves none. */
  function inOne<T>(work: () => T): T {
    database.exec('BEGIN');
    try {
      const value = work();
      database.exec('COMMIT');
      return value;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }

  function pruneNowAndThen(chars: number): void {
    runsSincePruned += 1;
    charsSincePruned += chars;
    if (runsSincePruned < kept.runs * PRUNED_EVERY && charsSincePruned < kept.chars * PRUNED_EVERY) return;
    [runsSincePruned, charsSincePruned] = [0, 0];
    const oldestKept = rows.pruneTo(kept.runs, kept.chars);
    tellers.forgetBefore(oldestKept);
  }

  return {
    add: (requests, queuedAt) => inOne(() => rows.insertQueued(requests, queuedAt)),
    addRunning: (request, queuedAt) => inOne(() => rows.insertRunning(request, queuedAt)),
    takeNext: () => rows.takeNext(),
    finish: (summary, result, keys) =>
      inOne(() => {
        const chars = rows.finish(summary, result);
        tellers.remember(keys, summary.id);
        pruneNowAndThen(chars);
      }),
    addDone: (runs) => inOne(() => runs.map((run) => rows.insertDone(run))),
    get: (id) => rows.get(id),
    list: (limit, before) => rows.list(limit, before),
    listBatch: (batch) => rows.listBatch(batch),
    listOfOrder: (product, orderId) => rows.listOfOrder(`${product}/${orderId}`),
    findEarlier: (run) => rows.findEarlier(run),
    findTeller(key) {
      const id = tellers.find(key);
      return id === undefined ? undefined : rows.get(id)?.summary;
    },
    counts: () => rows.counts(),
    setting(name) {
      const row: SqlValue[] | undefined = readSetting.get(name);
      return row === undefined ? undefined : (JSON.parse(String(row[0])) as unknown);
    },
    putSetting: (name, value) => void writeSetting.run(name, JSON.stringify(value)),
    clear: () =>
      inOne(() => {
        database.exec(`DELETE FROM runs; DELETE FROM tellers; DELETE FROM settings`);
      }),
    close: () => database.close(),
  };
}
