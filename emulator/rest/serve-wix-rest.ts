import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

import type { WixRest } from './wix-rest.ts';

/** The API at an address of this computer. */
export interface ServedRest {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Stops the server, without waiting for open calls. */
  close(): Promise<void>;
}

/** Serves the API on this computer only (default: on any free port). */
export async function serveWixRest({ app }: WixRest, port = 0): Promise<ServedRest> {
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(taken)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
