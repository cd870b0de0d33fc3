import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Emulator } from '../../../emulator/emulator.ts';
import type { StateLock } from '../../../emulator/storage/state-lock.ts';
import { CliError } from '../cli-error.ts';
import { type History, openHistory } from '../runs/open-history.ts';
import type { RunRequest, RunSummary } from '../runs/run.ts';
import { type ArmedFaults, createArmedFaults } from './armed-faults.ts';
import { createRunner } from './create-runner.ts';
import { openLocalSite, type LocalSiteOptions } from './local-site.ts';
import { callMethod } from './perform-run.ts';
import type { SiteAccess } from './site-access.ts';

/** A local site on a state that this process holds, with all that was done to it. */
export interface OwnSite extends SiteAccess {
  readonly history: History;
  readonly faults: ArmedFaults;
  emulator(): Emulator;
  /** Stores runs, to be made one after the other; they are made even when this process is killed and started again. */
  enqueue(requests: readonly RunRequest[]): RunSummary[];
  /** Goes on with the runs that wait since an earlier process was stopped. */
  resume(): void;
  /** Resolves once nothing waits: then the clock stands where the next event finds it. */
  idle(): Promise<void>;
  /** Tells other processes where to ask for what they want done here. */
  noteAddress(address: string): void;
  /** Empties the state: collections, clock, emails and history. */
  startOver(): Promise<void>;
}

/** What a site of this process is opened with. */
export interface OwnSiteOptions extends LocalSiteOptions {
  /** The lock of the state; it is released when the site is closed, or cannot be opened. */
  readonly lock: StateLock;
  /** Called before every run: the site may have been built anew. */
  readonly beforeRun?: (emulator: Emulator) => void;
  readonly publish?: (run: RunSummary) => void;
}

/** Opens the site on the state, and its list of runs. */
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
  const history = openHistory(join(dirname(file), 'console.sqlite'));
  const faults = createArmedFaults(history, readySite);
  const runner = createRunner({
    history,
    faults,
    emulator: readySite,
    beforeRun: () => beforeRun(emulator),
    publish,
  });

  /** Only who holds the lock knows whether the state is new. */
  async function openSite(): Promise<Emulator> {
    return await openLocalSite({ ...options, place: { ...options.place, isNew: !existsSync(file) } });
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
