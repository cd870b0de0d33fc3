import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { lockState, type StateLock } from '../../emulator/storage/state-lock.ts';
import { CliError } from '../workbench/cli-error.ts';
import { openStatePlace } from '../workbench/local-site/state-place.ts';
import { openConsole, type Console } from './console.ts';
import { MAX_EVENT_BYTES } from './contract/requests.ts';
import { addActionRoutes } from './http/action-routes.ts';
import { serveFrontEnd } from './http/front-end.ts';
import { addEmailFrames, addEmailRoutes } from './http/email-routes.ts';
import { guardOrigin, guardToken, onlyOwnContent, refuse } from './http/guard-requests.ts';
import { createLiveUpdates } from './http/live-updates.ts';
import { addReadRoutes } from './http/read-routes.ts';
import { openEmailShelf } from './site/email-shelf.ts';

/** A console that pages can reach. */
export interface ServedConsole {
  /** With the token in its fragment, which browsers send to nobody. */
  readonly url: string;
  readonly console: Console;
  close(): Promise<void>;
}

/** How a console is served. */
export interface ServeOptions {
  /** The folder of this package. */
  readonly root: string;
  /** The folder of the site that it runs; the example of this package by default. */
  readonly site?: string | undefined;
  /** A folder other than `.order-events/`. */
  readonly state?: string | undefined;
  /** The lock of the state, when it is held already. */
  readonly lock?: StateLock | undefined;
  /** Unless said, the usual one, or the next that is free. */
  readonly port?: number | undefined;
}

/** Unassigned by IANA. */
export const USUAL_PORT = 4780;
const PORTS_TRIED = 20;

/**
 * Opens a console on this machine's loopback address; throws CliError when the port is taken, EmulatorError when the
 * state is in use.
 */
export async function serveConsole({ root, site = root, state, lock, port }: ServeOptions): Promise<ServedConsole> {
  const live = createLiveUpdates();
  const place = openStatePlace(site, { state });
  const own = await openConsole({ root, site, place, lock: lock ?? lockState(place.file), publish: live.publish });
  let listensOn = 0;
  const app = new Hono();
  const shelf = openEmailShelf({ root, site }, dirname(place.file), own.token);
  app.use(onlyOwnContent());
  app.use(guardOrigin(() => listensOn));
  addEmailFrames(app, shelf);
  app.use('/api/*', guardToken(own.token));
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: MAX_EVENT_BYTES,
      onError: (context) =>
        refuse(context, 413, {
          message: 'The request is larger than 4 MB.',
          next: 'Fire fewer or smaller events at once.',
        }),
    }),
  );
  app.use('/api/*', async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
  });
  addReadRoutes(app, own);
  addActionRoutes(app, own);
  addEmailRoutes(app, shelf);
  app.get('/api/live', (context) => live.answer(context));
  app.notFound((context) =>
    refuse(context, 404, { message: 'There is no such page.', next: 'Open the console’s first page.' }),
  );
  app.onError((error, context) =>
    refuse(context, 500, { message: error.message, next: 'Reload the page. If it stays, start the console again.' }),
  );
  await serveFrontEnd(app, root);

  const server = createAdaptorServer({ fetch: app.fetch });
  try {
    listensOn = await listen(server, port);
  } catch (error) {
    await own.close();
    throw error;
  }
  const url = `http://127.0.0.1:${listensOn}/#token=${own.token}`;
  own.noteAddress(url);
  return {
    url,
    console: own,
    async close() {
      live.close();
      await new Promise((resolve) => {
        server.close(resolve);
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await own.close();
    },
  };
}

type Server = ReturnType<typeof createAdaptorServer>;

async function listen(server: Server, wanted: number | undefined): Promise<number> {
  for (let port = wanted ?? USUAL_PORT; ; port += 1) {
    const result = await tryPort(server, port);
    if (result === 'listening') return (server.address() as AddressInfo).port;
    if (wanted !== undefined || port >= USUAL_PORT + PORTS_TRIED) {
      const message = `Port ${port} is taken. Choose another: --port ${port + 1}`;
      throw new CliError('refused', message, { exitCode: 1, cause: result });
    }
  }
}

function tryPort(server: Server, port: number): Promise<'listening' | Error> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(error);
      else reject(error);
    };
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', onError);
      resolve('listening');
    });
  });
}
