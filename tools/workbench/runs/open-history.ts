import { existsSync, writeFileSync } from 'node:fs';

import { openDatabase, type SqlValue } from '../../../emulator/storage/database.ts';
import { createKnownOrders } from './known-orders.ts';
import { createNotificationLog, type PastState } from './notification-log.ts';
import { termsOf, type EventFacts, type OrderFacts } from './order-facts.ts';
import type { OrderRef, RunRequest, RunResult, RunSummary, StoredRun } from './run.ts';
import { createRunRows, orderKeyOf } from './run-rows.ts';
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
  /** The newest runs first; `before` goes on below an id, `search` leaves out what lacks one of its words. */
  list(limit: number, before?: number, search?: string): RunSummary[];
  listBatch(batch: number): RunSummary[];
  listOfOrder(order: OrderRef): RunSummary[];
  /** The first run that was fired with exactly this event, before the given one. */
  findEarlier(run: StoredRun): StoredRun | undefined;
  /** The run that brought about a notification; `undefined` when it is not kept any more. */
  findTeller(key: string): RunSummary | undefined;
  /** Adds what an event showed of its order, and gives all that is known of it. */
  noteOrder(shown: EventFacts, runId: number): OrderFacts;
  /** What people know an order by. */
  factsOf(order: OrderRef): OrderFacts | undefined;
  /** The address or name that payloads have for a contact or member; `null` when none has. */
  findPerson(id: string): string | null;
  /** Stores how a run left notifications. */
  noteStates(states: ReadonlyMap<string, PastState>): void;
  /** How runs left a notification, the oldest first. */
  statesOf(key: string): PastState[];
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
  const orders = createKnownOrders(database);
  const states = createNotificationLog(database);
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
    for (const table of [tellers, orders, states]) table.forgetBefore(oldestKept);
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
    list: (limit, before, search) => rows.list(limit, before, termsOf(search)),
    listBatch: (batch) => rows.listBatch(batch),
    listOfOrder: (order) => rows.listOfOrder(orderKeyOf(order)),
    findEarlier: (run) => rows.findEarlier(run),
    findTeller(key) {
      const id = tellers.find(key);
      return id === undefined ? undefined : rows.get(id)?.summary;
    },
    noteOrder: (shown, runId) => orders.note(orderKeyOf(shown.order), shown, runId),
    factsOf: (order) => orders.find(orderKeyOf(order)),
    findPerson: (id) => orders.findPerson(id),
    noteStates: (found) =>
      inOne(() => {
        for (const [key, state] of found) states.note(key, state);
      }),
    statesOf: (key) => states.list(key),
    counts: () => rows.counts(),
    setting(name) {
      const row: SqlValue[] | undefined = readSetting.get(name);
      return row === undefined ? undefined : (JSON.parse(String(row[0])) as unknown);
    },
    putSetting: (name, value) => void writeSetting.run(name, JSON.stringify(value)),
    clear: () =>
      inOne(() => {
        database.exec(
          `DELETE FROM runs; DELETE FROM tellers; DELETE FROM orders; DELETE FROM notification_log; DELETE FROM settings`,
        );
      }),
    close: () => database.close(),
  };
}
