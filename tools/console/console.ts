import { randomBytes } from 'node:crypto';

import type { StateLock } from '../../emulator/storage/state-lock.ts';
import { readEventTime } from '../workbench/local-site/event-time.ts';
import { openOwnSite, type OwnSite } from '../workbench/local-site/own-site.ts';
import type { StatePlace } from '../workbench/local-site/state-place.ts';
import type { LiveMessage, ShownSite } from './contract/answers.ts';
import { loadRules, type KnownRule } from './rules/load-rules.ts';
import { emptyShop } from './site/empty-shop.ts';
import { nameOfSite } from './site/name-of-site.ts';
import { createBuildWatch } from './site/watch-build.ts';
import { watchSources } from './site/watch-sources.ts';
import { readLibrary } from './views/read-library.ts';

/** A local site on the state that this process holds, with what pages are told of it. */
export interface Console extends OwnSite {
  readonly root: string;
  /** Opens the console to whoever knows it; made once for each state. */
  readonly token: string;
  /** The site, and whether its built files are older than their sources. */
  site(): ShownSite;
  /** `null` when the site's rules cannot be read. */
  rules(): readonly KnownRule[] | null;
  /** Says that something other than a run moved. */
  announce(): void;
}

/** How a console is opened. */
export interface ConsoleOptions {
  /** The folder of this package. */
  readonly root: string;
  /** The folder of the site that it runs; the example of this package by default. */
  readonly site?: string | undefined;
  readonly place: StatePlace;
  /** The lock of the state; it is released when the console is closed, or cannot be opened. */
  readonly lock: StateLock;
  readonly publish: (message: LiveMessage) => void;
}

const TOKEN_BYTES = 24;

/** Opens the site and goes on with what was not done yet. */
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
    /** The files that `npm run build` wrote meanwhile run from the next event on. */
    beforeRun(emulator) {
      if (!isRebuilt()) return;
      emulator.startContainer();
      rules = loadRules(folder);
    },
    publish: (run) => publish({ kind: 'run', run }),
  });
  const announce = (): void => publish({ kind: 'state' });
  const sources = watchSources(folder, announce);
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

/** A new state begins with the oldest documented event, so that all of them are news when they come in their order. */
function startOfClock(root: string): number {
  const times = readLibrary(root).payloads.map(({ json }) => readEventTime(JSON.parse(json)) ?? Date.now());
  return Math.min(Date.now(), ...times);
}
