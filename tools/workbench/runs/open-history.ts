import { openDatabase } from '../../../emulator/storage/database.ts';
import { createSettings } from '../../../emulator/storage/settings.ts';
import { createKnownOrders } from './known-orders.ts';
import { createNotificationLog, type PastState } from './notification-log.ts';
import { termsOf, type EventFacts, type OrderFacts } from './order-facts.ts';
import type { OrderRef, RunRequest, RunResult, RunSummary, StoredRun } from './run.ts';
import type { RejectedRun, RunKind } from './run-lists.ts';
import { createRunRows, orderKeyOf } from './run-rows.ts';
import { createTellers } from './tellers.ts';

/** Limits on finished runs, by number and by total characters; the oldest are removed first. */
const keptRuns = { runs: 2_000, chars: 200_000_000 };
/** Share of a limit that is added between two prunings. */
const PRUNED_EVERY = 0.1;

/** Requests to the local site and their results. Outside a batch, every method has written to the file when it returns. */
export interface History {
  /** Stores runs to perform, all or none, and returns their summaries. */
  add(requests: readonly RunRequest[], queuedAt: number): RunSummary[];
  /** Stores a run that starts immediately, ahead of the queued ones. */
  addRunning(request: RunRequest, queuedAt: number): StoredRun;
  /** Marks the oldest queued run as running and returns it. */
  takeNext(): StoredRun | undefined;
  /** Stores the result of a run; `keys` are the notifications that it created. */
  finish(summary: RunSummary, result: RunResult, keys: readonly string[]): void;
  /** Stores finished runs, such as jobs that came due. */
  addDone(runs: readonly StoredRun[]): RunSummary[];
  get(id: number): StoredRun | undefined;
  /** Lists runs from an id downward, by default from the newest. */
  list(limit: number, wanted?: RunsWanted): RunSummary[];
  count(wanted: Omit<RunsWanted, 'from'>): number;
  /** Lists the runs that rejected their event, newest first. */
  listRejected(): RejectedRun[];
  /** Lists the first runs of a batch. */
  listBatch(batch: number, limit: number): RunSummary[];
  countBatch(batch: number): number;
  listOfOrder(order: OrderRef): RunSummary[];
  countOfOrder(order: OrderRef): number;
  /** Finds the first run with exactly the same event before the given one. */
  findEarlier(run: StoredRun): StoredRun | undefined;
  /** Returns the run that created a notification; `undefined` if it is no longer stored. */
  findTeller(key: string): RunSummary | undefined;
  /** Adds what an event showed of its order, and returns all known facts about it. */
  noteOrder(shown: EventFacts, runId: number): OrderFacts;
  /** Returns the keys of the orders whose facts contain a lowercase term. */
  findOrders(term: string): string[];
  /** Returns the readable facts about an order. */
  factsOf(order: OrderRef): OrderFacts | undefined;
  /** Returns the address or name of a contact or member in the payloads; `null` if none has one. */
  findPerson(id: string): string | null;
  /** Stores the states of notifications after runs. */
  noteStates(states: ReadonlyMap<string, PastState>): void;
  /** Lists the states of a notification after each run, oldest first. */
  statesOf(key: string): PastState[];
  counts(): { readonly queued: number; readonly runs: number };
  setting(name: string): unknown;
  putSetting(name: string, value: unknown): void;
  /** Opens a batch, unless one is open: until `commit`, nothing is written. */
  begin(): void;
  commit(): void;
  /** Deletes every run and setting. */
  clear(): void;
  close(): void;
}

/** Selects runs to list. */
export interface RunsWanted {
  readonly from?: number | undefined;
  /** Requires each of its words. */
  readonly search?: string | undefined;
  readonly only?: RunKind | undefined;
}

/** Opens the history of a state; runs that were in progress when the last console stopped are queued again. */
export function openHistory(file: string, kept: typeof keptRuns = keptRuns): History {
  const database = openDatabase(file, ['notification_log', 'orders', 'runs']);
  const orders = createKnownOrders(database);
  const states = createNotificationLog(database);
  const rows = createRunRows(database);
  const tellers = createTellers(database);
  const settings = createSettings(database);
  rows.requeueRunning();
  let [runsSincePruned, charsSincePruned] = [0, 0];

  function pruneNowAndThen(chars: number): void {
    runsSincePruned += 1;
    charsSincePruned += chars;
    if (runsSincePruned < kept.runs * PRUNED_EVERY && charsSincePruned < kept.chars * PRUNED_EVERY) return;
    [runsSincePruned, charsSincePruned] = [0, 0];
    const oldestKept = rows.pruneTo(kept.runs, kept.chars);
    for (const table of [tellers, orders, states]) table.forgetBefore(oldestKept);
  }

  return {
    add: (requests, queuedAt) => database.allOrNone(() => rows.insertQueued(requests, queuedAt)),
    addRunning: (request, queuedAt) => database.allOrNone(() => rows.insertRunning(request, queuedAt)),
    takeNext: () => rows.takeNext(),
    finish: (summary, result, keys) =>
      database.allOrNone(() => {
        const chars = rows.finish(summary, result);
        tellers.remember(keys, summary.id);
        pruneNowAndThen(chars);
      }),
    addDone: (runs) => database.allOrNone(() => runs.map((run) => rows.insertDone(run))),
    get: (id) => rows.get(id),
    list: (limit, { from, search, only } = {}) => rows.list(limit, from, { terms: termsOf(search), only }),
    count: ({ search, only }) => rows.count({ terms: termsOf(search), only }),
    listRejected: () => rows.listRejected(),
    listBatch: (batch, limit) => rows.listBatch(batch, limit),
    countBatch: (batch) => rows.countBatch(batch),
    listOfOrder: (order) => rows.listOfOrder(orderKeyOf(order)),
    countOfOrder: (order) => rows.countOfOrder(orderKeyOf(order)),
    findEarlier: (run) => rows.findEarlier(run),
    findTeller(key) {
      const id = tellers.find(key);
      return id === undefined ? undefined : rows.summary(id);
    },
    noteOrder: (shown, runId) => orders.note(orderKeyOf(shown.order), shown, runId),
    findOrders: (term) => orders.findByWord(term),
    factsOf: (order) => orders.find(orderKeyOf(order)),
    findPerson: (id) => orders.findPerson(id),
    noteStates: (found) =>
      database.allOrNone(() => {
        for (const [key, state] of found) states.note(key, state);
      }),
    statesOf: (key) => states.list(key),
    counts: () => rows.counts(),
    setting: (name) => settings.get(name),
    putSetting: (name, value) => settings.put(name, value),
    clear: () =>
      database.allOrNone(() => {
        database.exec(
          `DELETE FROM runs; DELETE FROM events; DELETE FROM tellers; DELETE FROM orders; DELETE FROM notification_log; DELETE FROM settings`,
        );
      }),
    begin: () => database.begin(),
    commit: () => database.commit(),
    close: () => database.close(),
  };
}
