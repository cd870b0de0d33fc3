import { existsSync, mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';

import { type Emulator, createEmulator } from '../emulator.ts';
import { EmulatorError } from '../emulator-error.ts';
import { createDevApp } from './dev-app.ts';
import { putSecrets, seedCollections } from './local-files.ts';
import { restoreSnapshot, stateFileIn, takeSnapshot } from './snapshots.ts';
import { watchSources } from './watch-sources.ts';

/** Options for serving a site. */
export interface DevOptions {
  readonly siteDir: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly clock: 'real' | 'still';
  /** Folder of the state; `undefined` keeps it in memory. */
  readonly stateDir: string | undefined;
  readonly seedDir: string | undefined;
  readonly secretsFile: string | undefined;
  readonly payloadDir: string | undefined;
  readonly allowsNetwork: boolean;
  readonly print: (line: string) => void;
}

/** A served site. */
export interface DevServer {
  readonly url: string;
  close(): Promise<void>;
}

const TICK_MS = 1_000;
const SECRETS_FILE = '.velo-secrets.json';

/** Serves a site on the loopback address until it is closed, and loads its files again when they change. */
export async function startDev(options: DevOptions): Promise<DevServer> {
  const { siteDir, stateDir, print } = options;
  if (stateDir !== undefined) mkdirSync(stateDir, { recursive: true });
  let emulator = openSite(options);
  const tick = (): void => {
    if (options.clock === 'real') emulator.clock.advanceTo(Date.now());
  };
  const replaceState = (copy: (dir: string) => void): void => {
    if (stateDir === undefined) throw new EmulatorError('FILE_NOT_USABLE', 'A state in memory has no snapshots.');
    emulator.close();
    try {
      copy(stateDir);
    } finally {
      emulator = openSite(options);
    }
  };
  const app = createDevApp({
    emulator: () => emulator,
    tick,
    snapshot: (name) => replaceState((dir) => takeSnapshot(dir, name)),
    restore: (name) => replaceState((dir) => restoreSnapshot(dir, name)),
    payloadDir: options.payloadDir,
  });
  const server = serve({ fetch: app.fetch, port: options.port, hostname: '127.0.0.1' });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
  } catch (cause) {
    emulator.close();
    const message = `Port ${options.port} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new EmulatorError('FILE_NOT_USABLE', message, { cause });
  }
  const sources = await watchSources(siteDir);
  let isOpen = true;
  void reloadOnChange();
  const stopJobs = options.clock === 'real' ? runJobsByClock(() => emulator, print) : () => undefined;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  print(`${siteDir} runs at ${url}  (http functions at ${url}/_functions/NAME)`);

  async function reloadOnChange(): Promise<void> {
    for (;;) {
      const files = await sources.changed();
      if (!isOpen) return;
      emulator.startContainer();
      print(`Loaded again: ${files.join(', ')}`);
    }
  }

  return {
    url,
    async close() {
      isOpen = false;
      stopJobs();
      await sources.close();
      await new Promise((resolve) => server.close(resolve));
      emulator.close();
    },
  };
}

function openSite({ siteDir, stateDir, seedDir, secretsFile, allowsNetwork, print }: DevOptions): Emulator {
  const emulator = createEmulator({
    siteDir,
    stateFile: stateDir === undefined ? ':memory:' : stateFileIn(stateDir),
    onUnhandledFetch: allowsNetwork ? 'bypass' : 'error',
    log: ({ level, message, invocation }) => print(`${level}  ${invocation}  ${message}`),
  });
  try {
    if (seedDir !== undefined) seedCollections(emulator, seedDir);
    const byDefault = join(siteDir, SECRETS_FILE);
    const secrets = secretsFile ?? (existsSync(byDefault) ? byDefault : undefined);
    if (secrets !== undefined) putSecrets(emulator, secrets);
    return emulator;
  } catch (error) {
    emulator.close();
    throw error;
  }
}

/** Runs jobs when they are due; a run must end before the next look at the clock. */
function runJobsByClock(emulator: () => Emulator, print: (line: string) => void): () => void {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    // After a pause of days, one run of each job is what a developer wants.
    emulator()
      .runDueJobs(Date.now(), { atMostPerJob: 1 })
      .then((runs) => {
        for (const { job, invocation } of runs) print(`Job ${job.functionName}: ${invocation.result.kind}`);
      })
      .catch((error: unknown) => print(`Jobs: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => (isRunning = false));
  }, TICK_MS);
  return () => clearInterval(timer);
}
