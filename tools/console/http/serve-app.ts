import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';

import { CliError } from '../../workbench/cli-error.ts';
import { MAX_EVENT_BYTES } from '../contract/requests.ts';
import { serveFrontEnd } from './front-end.ts';
import { guardOrigin, guardToken, onlyOwnContent, refuse } from './guard-requests.ts';
import type { LiveUpdates } from './live-updates.ts';

/** A page with its API, served on this machine only. */
export interface ServedApp {
  /** Contains the token in the fragment, which browsers never send. */
  readonly url: string;
  close(): Promise<void>;
}

/** Options for serving a page with its API. */
export interface AppToServe {
  readonly root: string;
  /** Path of the module that the page runs. */
  readonly page: string;
  /** Grants access to the API. */
  readonly token: string;
  readonly live: LiveUpdates;
  /** Default: 4780, or the next free port. */
  readonly port?: number | undefined;
  /** Adds the routes that need no token. */
  readonly addOpenRoutes: (app: Hono) => void;
  /** Adds the API routes, below `/api/`. */
  readonly addRoutes: (app: Hono) => void;
}

/** Unassigned by IANA. */
const USUAL_PORT = 4780;
const PORTS_TRIED = 20;

/** Serves on this machine's loopback address. Throws CliError if the port is taken. */
export async function serveApp({
  root,
  page,
  token,
  live,
  port,
  addOpenRoutes,
  addRoutes,
}: AppToServe): Promise<ServedApp> {
  let listensOn = 0;
  const app = new Hono();
  app.use(onlyOwnContent());
  app.use(guardOrigin(() => listensOn));
  addOpenRoutes(app);
  app.use('/api/*', guardToken(token));
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
  addRoutes(app);
  app.get('/api/live', (context) => live.answer(context));
  app.notFound((context) =>
    refuse(context, 404, { message: 'There is no such page.', next: 'Open the console’s first page.' }),
  );
  app.onError((error, context) =>
    error instanceof HTTPException
      ? refuse(context, 400, { message: 'The request is not JSON.', next: 'Reload the page.' })
      : refuse(context, 500, {
          message: error.message,
          next: 'Reload the page. If it stays, start the console again.',
        }),
  );
  await serveFrontEnd(app, root, page);

  const server = createAdaptorServer({ fetch: app.fetch });
  listensOn = await listen(server, port);
  return {
    url: `http://127.0.0.1:${listensOn}/#token=${token}`,
    async close() {
      live.close();
      await new Promise((resolve) => {
        server.close(resolve);
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
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
