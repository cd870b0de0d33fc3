import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Emulator } from '../../emulator/emulator.ts';
import { readEventTime } from '../workbench/local-site/event-time.ts';
import { openLocalSite } from '../workbench/local-site/local-site.ts';
import { openStatePlace } from '../workbench/local-site/state-place.ts';
import { CliError } from '../workbench/cli-error.ts';
import type { LiveMessage } from './contract/answers.ts';
import type { RunRequest, RunSummary } from '../workbench/runs/run.ts';
import { type History, openHistory } from '../workbench/runs/open-history.ts';
import { loadRules, type KnownRule } from './rules/load-rules.ts';
import { type ArmedFaults, createArmedFaults } from '../workbench/local-site/armed-faults.ts';
import { createRunner } from '../workbench/local-site/create-runner.ts';
import { emptyShop } from './site/empty-shop.ts';
import { createBuildWatch } from './site/watch-build.ts';
import { readLibrary } from './views/read-library.ts';

/** A local site on one state, with all that was done to it. */
export interface Console {
  readonly root: string;
  readonly history: History;
  readonly faults: ArmedFaults;
  /** Opens the console to whoever knows it; made once for each state. */
  readonly token: string;
  emulator(): Emulator;
  /** `null` when the site's rules cannot be read. */
  rules(): readonly KnownRule[] | null;
  /** Stores runs, to be made one after the other; they are made even when this process is killed and started again. */
  enqueue(requests: readonly RunRequest[]): RunSummary[];
  /** Resolves once nothing waits: then the clock stands where the next event finds it. */
  idle(): Promise<void>;
  /** Says that something other than a run moved. */
  announce(): void;
  /** Empties the state: collections, clock, emails and history. */
  startOver(): Promise<void>;
  close(): Promise<void>;
}

/** How a console is opened. */
export interface ConsoleOptions {
  readonly root: string;
  /** A folder other than `.order-events/`. */
  readonly state?: string | undefined;
  readonly publish: (message: LiveMessage) => void;
}

const TOKEN_BYTES = 24;

/** Opens the site and goes on with what was not done yet. */
export async function openConsole({ root, state, publish }: ConsoleOptions): Promise<Console> {
  const place = openStatePlace(root, { state });
  const history = openHistory(join(dirname(place.file), 'console.sqlite'));
  let emulator = await openSite();
  let isReady = true;
  let rules = loadRules(root);
  const isRebuilt = createBuildWatch(root);
  const faults = createArmedFaults(history, readySite);
  const runner = createRunner({ history, faults, emulator: readySite, beforeRun, publish: publishRun });

  async function openSite(): Promise<Emulator> {
    const startAt = startOfClock(root);
    return openLocalSite({ root, place: openStatePlace(root, { state }), startAt, modules: emptyShop });
  }

  /** The files that `npm run build` wrote meanwhile run from the next event on. */
  function beforeRun(): void {
    if (!isRebuilt()) return;
    emulator.startContainer();
    rules = loadRules(root);
  }

  function readySite(): Emulator {
    if (isReady) return emulator;
    throw new CliError('refused', 'The state is being emptied just now.', { exitCode: 1 });
  }

  function publishRun(run: RunSummary): void {
    publish({ kind: 'run', run });
  }

  runner.wake();
  return {
    root,
    history,
    faults,
    token: readToken(history),
    emulator: readySite,
    rules: () => rules,
    enqueue(requests) {
      const runs = history.add(requests, Date.now());
      for (const run of runs) publishRun(run);
      runner.wake();
      return runs;
    },
    idle: () => runner.idle(),
    announce: () => publish({ kind: 'state' }),
    startOver: () =>
      runner.exclusively(async () => {
        isReady = false;
        emulator.close();
        for (const suffix of ['', '-wal', '-shm']) rmSync(place.file + suffix, { force: true });
        history.clear();
        emulator = await openSite();
        isReady = true;
        publish({ kind: 'state' });
      }),
    async close() {
      await runner.close();
      emulator.close();
      history.close();
    },
  };
}

/** A new state begins with the oldest documented event, so that all of them are news when they come in their order. */
function startOfClock(root: string): number {
  const times = readLibrary(root).payloads.map(({ json }) => readEventTime(JSON.parse(json)) ?? Date.now());
  return Math.min(Date.now(), ...times);
}

function readToken(history: History): string {
  const known = history.setting('token');
  if (typeof known === 'string') return known;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  history.putSetting('token', token);
  return token;
}
