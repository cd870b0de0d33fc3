import { rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Emulator } from '../../../emulator/emulator.ts';
import type { StateLock } from '../../../emulator/storage/state-lock.ts';
import { CliError } from '../cli-error.ts';
import { type History, openHistory } from '../runs/open-history.ts';
import type { RunRequest, RunSummary } from '../runs/run.ts';
import { type ArmedFaults, createArmedFaults } from './armed-faults.ts';
import { createRunner } from './create-runner.ts';
import { openedState, openLocalSite, type LocalSiteOptions } from './local-site.ts';
import { callMethod } from './perform-run.ts';
import type { SiteAccess } from './site-access.ts';

/** Local site on a state that this process holds, with the history of its runs. */
export interface OwnSite extends SiteAccess {
  readonly history: History;
  readonly faults: ArmedFaults;
  emulator(): Emulator;
  /** Stores runs and performs them one after the other, even if this process is killed and restarted in between. */
  enqueue(requests: readonly RunRequest[]): RunSummary[];
  /** Continues with runs queued before an earlier process stopped. */
  resume(): void;
  /** Resolves once the queue is empty; only then is the clock where the next event finds it. */
  idle(): Promise<void>;
  /** Publishes the address that other processes send their requests to. */
  noteAddress(address: string): void;
  /** Empties the state: collections, clock, emails and history. */
  startOver(): Promise<void>;
}

/** Options for opening a site in this process. */
export interface OwnSiteOptions extends LocalSiteOptions {
  /** Lock of the state; released when the site is closed or cannot be opened. */
  readonly lock: StateLock;
  /** Called before every run, because the site may have been rebuilt. */
  readonly beforeRun?: (emulator: Emulator) => void;
  readonly publish?: (run: RunSummary) => void;
}

/** Opens the site on the state, with its history; releases the lock on failure. */
export async function openOwnSite(options: OwnSiteOptions): Promise<OwnSite> {
  try {
    return await open(options);
  } catch (error) {
    options.lock.release();
    throw error;
  }
}

async function open(options: OwnSiteOptions): Promise<OwnSite> {
  const { lock, beforeRun = () => undefined, publish = () => undefined } = options;
  const { file } = options.place;
  let emulator = await openSite();
  let isReady = true;
  const history = openRuns(join(dirname(file), 'console.sqlite'), emulator);
  const faults = createArmedFaults(history, readySite);
  const runner = createRunner({
    history,
    faults,
    emulator: readySite,
    beforeRun: () => beforeRun(emulator),
    publish,
  });

  /** Opens the site; only the holder of the lock can tell if the state is new. */
  async function openSite(): Promise<Emulator> {
    return await openLocalSite({ ...options, place: { ...options.place, isNew: isEmpty(file) } });
  }

  function readySite(): Emulator {
    if (isReady) return emulator;
    throw new CliError('refused', 'The state is being emptied just now.', { exitCode: 1 });
  }

  return {
    history,
    faults,
    emulator: readySite,
    enqueue(requests) {
      const runs = history.add(requests, Date.now());
      for (const run of runs) publish(run);
      runner.wake();
      return runs;
    },
    resume: () => runner.wake(),
    perform: (request, conditions) => runner.perform(request, conditions),
    ask: (method, args) =>
      runner.exclusively(() => {
        beforeRun(emulator);
        emulator.faults.clear();
        return callMethod(emulator, method, args);
      }),
    now: async () => readySite().clock.now(),
    batches: {
      begin() {
        emulator.beginBatch();
        history.begin();
      },
      commit() {
        // A run of the history must have taken place.
        emulator.commitBatch();
        history.commit();
      },
    },
    idle: () => runner.idle(),
    noteAddress: (address) => lock.noteAddress(address),
    startOver: () =>
      runner.exclusively(async () => {
        isReady = false;
        emulator.close();
        for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
        history.clear();
        emulator = await openSite();
        isReady = true;
      }),
    async close() {
      await runner.close();
      emulator.close();
      history.close();
      lock.release();
    },
  };
}

function openRuns(file: string, emulator: Emulator): History {
  try {
    return openedState(file, () => openHistory(file));
  } catch (error) {
    emulator.close();
    throw error;
  }
}

/** `true` for a state that is not there, or that a killed process had only just created. */
function isEmpty(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}
