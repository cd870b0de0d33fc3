import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';

import { countInboxes } from '../sql/inbox.ts';
import { migrate } from '../sql/migrate.ts';
import type { Sql } from '../sql/sql.ts';
import { createWebhookApp } from './app.ts';
import type { ServerConfig } from './config.ts';
import { keepDelivery } from './keep-delivery.ts';
import type { ServerLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createSlots } from './slots.ts';
import { createTenantCores, type TenantCore, type TenantCoreDeps } from './tenant-cores.ts';
import type { Watch } from './watch.ts';
import { startWorker, type Worker } from './worker.ts';

/** What a server is put together from. */
export interface ServerParts extends Omit<TenantCoreDeps, 'leaseMs' | 'digestKey'> {
  readonly log: ServerLog;
  readonly watch?: Watch;
}

/** A server that receives, handles, or both. */
export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly coreOf: (instanceId: string) => TenantCore;
  /** Answers no more, ends what was begun, and closes the database. */
  stop(): Promise<void>;
}

/** Longer than a channel's call takes; far shorter than on Wix, because processes that share a database share a clock. */
export const SERVER_LEASE_MS = 90_000;
/** Emails that wait for their servers at once. */
const EMAILS_AT_ONCE = 100;
/** Connections of a PostgreSQL pool are shared with requests; SQLite works on one transaction at a time anyway. */
const LANES = { postgres: 6, sqlite: 1 } as const;

/** Starts a server on a database, which is brought to the version of this program first. */
export async function startServer(
  { role, publicKey, digestKey, host, port }: ServerConfig,
  parts: ServerParts,
): Promise<RunningServer> {
  const { sql, now, log, watch } = parts;
  await migrate(sql);
  const leaseMs = SERVER_LEASE_MS;
  const coreOf = createTenantCores({ ...parts, leaseMs, digestKey });
  const metrics = createMetrics(() => countInboxes(sql), now);
  let isStopping = false;
  let worker: Worker | undefined;
  if (role !== 'web') {
    const slots = createSlots(EMAILS_AT_ONCE);
    worker = startWorker({ sql, coreOf, slots, leaseMs, lanes: LANES[sql.dialect], now, metrics, watch, log });
  }
  const app = createWebhookApp({
    key: publicKey,
    receives: role !== 'worker',
    keep: (delivery) => keepDelivery(delivery, { sql, coreOf, wake: () => worker?.wake() }),
    isReady: async () => !isStopping && (await answers(sql)),
    metrics,
    now,
    log,
    watch,
  });
  const { server, address } = await listen(app, host, port);
  const url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${String(address.port)}`;
  log('listening', { url, role, database: sql.dialect });
  return {
    url,
    coreOf,
    async stop() {
      isStopping = true;
      await new Promise((resolve) => server.close(resolve));
      await worker?.stop();
      await sql.close();
      log('stopped', {});
    },
  };
}

async function listen(
  { fetch }: ReturnType<typeof createWebhookApp>,
  hostname: string,
  port: number,
): Promise<{ readonly server: ServerType; readonly address: AddressInfo }> {
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, (address) => {
      resolve({ server, address });
    });
    server.once('error', reject);
  });
}

async function answers(sql: Sql): Promise<boolean> {
  try {
    await sql.query('SELECT 1 AS one', []);
    return true;
  } catch {
    return false;
  }
}
