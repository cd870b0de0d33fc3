import { randomBytes } from 'node:crypto';

import type { StateLock } from '../../emulator/storage/state-lock.ts';
import { readEventTime } from '../workbench/local-site/event-time.ts';
import { openOwnSite, type OwnSite } from '../workbench/local-site/own-site.ts';
import type { StatePlace } from '../workbench/local-site/state-place.ts';
import type { LiveMessage, ShownSite } from './contract/answers.ts';
import { loadRules, type KnownRule } from './rules/load-rules.ts';
import { emptyShop } from './site/empty-shop.ts';
import { nameOfSite } from './site/name-of-site.ts';
import { createBuildWatch } from './site/watch-files.ts';
import { watchStaleFiles } from './site/watch-stale-files.ts';
import { readLibrary } from './views/read-library.ts';

/** A local site on the state that this process holds, with the data for its pages. */
export interface Console extends OwnSite {
  readonly root: string;
  /** Token that grants access to the console; generated each time it opens. */
  readonly token: string;
  /** Returns the site and its built files that are older than their sources. */
  site(): ShownSite;
  /** Returns the site's rules; `null` if they cannot be read. */
  rules(): readonly KnownRule[] | null;
  /** Notifies pages of a change other than a run. */
  announce(): void;
}

/** Options for opening a console. */
export interface ConsoleOptions {
  /** Folder of this package. */
  readonly root: string;
  /** Folder of the site to run; default: the example of this package. */
  readonly site?: string | undefined;
  readonly place: StatePlace;
  /** Lock of the state; released when the console closes or fails to open. */
  readonly lock: StateLock;
  readonly publish: (message: LiveMessage) => void;
}

const TOKEN_BYTES = 24;

/** Opens the site and resumes unfinished runs. */
export async function openConsole({
  root,
  site: folder = root,
  place,
  lock,
  publish,
}: ConsoleOptions): Promise<Console> {
  let rules = loadRules(folder);
  const isRebuilt = createBuildWatch(folder);
  const site = await openOwnSite({
    root: folder,
    place,
    lock,
    startAt: startOfClock(root),
    modules: emptyShop,
    /** Starts a new container with the new rules if `npm run build` has written files since the last run. */
    beforeRun(emulator) {
      if (!isRebuilt()) return;
      emulator.startContainer();
      rules = loadRules(folder);
    },
    publish: (run) => publish({ kind: 'run', run }),
  });
  const announce = (): void => publish({ kind: 'state' });
  const sources = watchStaleFiles(folder, announce);
  const name = nameOfSite(folder);
  site.resume();
  return {
    ...site,
    root,
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
    site: () => ({ name, folder, stale: sources.stale() }),
    rules: () => rules,
    announce,
    async startOver() {
      await site.startOver();
      announce();
    },
    async close() {
      sources.close();
      await site.close();
    },
  };
}

/**
 * Returns the time of the oldest documented event, or now if that is earlier. A new state starts then, so that documented events fired in
 * order all count as new.
 */
function startOfClock(root: string): number {
  const times = readLibrary(root).payloads.map(({ json }) => readEventTime(JSON.parse(json)) ?? Date.now());
  return Math.min(Date.now(), ...times);
}
