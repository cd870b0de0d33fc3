import { dirname } from 'node:path';

import { lockState, type StateLock } from '../../emulator/storage/state-lock.ts';
import { openStatePlace } from '../workbench/local-site/state-place.ts';
import { openConsole, type Console } from './console.ts';
import { addActionRoutes } from './http/action-routes.ts';
import { addEmailFrames, addEmailRoutes } from './http/email-routes.ts';
import { createLiveUpdates } from './http/live-updates.ts';
import { addReadRoutes } from './http/read-routes.ts';
import { serveApp, type ServedApp } from './http/serve-app.ts';
import { openEmailShelf } from './site/email-shelf.ts';

/** A console that pages can reach. */
export interface ServedConsole extends ServedApp {
  readonly console: Console;
}

/** Options for serving a console. */
export interface ServeOptions {
  /** Folder of this package. */
  readonly root: string;
  /** Folder of the site to run; default: the example of this package. */
  readonly site?: string | undefined;
  /** State folder; default: `.order-events/`. */
  readonly state?: string | undefined;
  /** Lock of the state, if it is already held. */
  readonly lock?: StateLock | undefined;
  /** Default: 4780, or the next free port. */
  readonly port?: number | undefined;
}

/** Opens a console on this machine's loopback address. Throws CliError if the port is taken, EmulatorError if the state is in use. */
export async function serveConsole({ root, site = root, state, lock, port }: ServeOptions): Promise<ServedConsole> {
  const live = createLiveUpdates();
  const place = openStatePlace(site, { state });
  const own = await openConsole({ root, site, place, lock: lock ?? lockState(place.file), publish: live.publish });
  const shelf = openEmailShelf({ root, site }, dirname(place.file), own.token);
  try {
    const served = await serveApp({
      root,
      page: 'tools/console/browser/main.tsx',
      token: own.token,
      live,
      port,
      addOpenRoutes: (app) => addEmailFrames(app, shelf),
      addRoutes(app) {
        addReadRoutes(app, own);
        addActionRoutes(app, own);
        addEmailRoutes(app, shelf);
      },
    });
    own.noteAddress(served.url);
    return {
      url: served.url,
      console: own,
      async close() {
        await served.close();
        await own.close();
      },
    };
  } catch (error) {
    await own.close();
    throw error;
  }
}
