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

/** Components of a server. */
export interface ServerParts extends Omit<TenantCoreDeps, 'leaseMs' | 'digestKey'> {
  readonly log: ServerLog;
  readonly watch?: Watch;
}

/** A running server, which receives webhooks, handles events, or both. */
export interface RunningServer {
  /** Address that it listens on: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly coreOf: (instanceId: string) => TenantCore;
  /** Stops accepting requests, finishes running work, and closes the database. */
  stop(): Promise<void>;
}

/** Longer than a call of a channel; far shorter than on Wix, because processes that share a database are assumed to agree on the time. */
export const SERVER_LEASE_MS = 90_000;
/** Emails being sent in parallel. */
const EMAIL_CONCURRENCY = 100;
/**
 * Events handled in parallel: PostgreSQL's connection pool is shared with the requests, and SQLite runs one transaction at a time anyway.
 */
const EVENT_CONCURRENCY = { postgres: 6, sqlite: 1 } as const;

/** Starts a server, after migrating its database. */
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
    const slots = createSlots(EMAIL_CONCURRENCY);
    worker = startWorker({
      sql,
      coreOf,
      slots,
      leaseMs,
      concurrency: EVENT_CONCURRENCY[sql.dialect],
      now,
      metrics,
      watch,
      log,
    });
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
