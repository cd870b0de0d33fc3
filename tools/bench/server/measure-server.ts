import { setTimeout as wait } from 'node:timers/promises';

import { openDatabase } from '../../../hosts/webhook-server/open-database.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import type { PostgresCluster } from '../../workbench/postgres/postgres-cluster.ts';
import { openServerFarm, type FarmOptions, type ServerFarm } from '../../workbench/server-process/server-farm.ts';
import { createShopOrders } from '../../workbench/server-process/shop-order-webhooks.ts';
import { rootDir } from '../root-dir.ts';
import { cpuOfPostgres } from './cpu-of-postgres.ts';
import { waitUntilDone } from './wait-until-done.ts';

/** Cost of webhooks on a server. */
export interface ServerCost {
  /** Webhooks per second: those answered, or those completely handled if `until` says so. */
  readonly perSecond: number;
  /** Milliseconds of CPU per webhook, over all processes of the server. */
  readonly cpuMs: number;
  /** Milliseconds of CPU per webhook in the database's processes; `undefined` for SQLite. */
  readonly databaseCpuMs: number | undefined;
}

/** Options of a measurement. */
export interface MeasureOptions extends Pick<FarmOptions, 'folder' | 'databaseUrl' | 'count' | 'role' | 'program'> {
  readonly cluster: PostgresCluster | undefined;
  /** Orders of four webhooks each, and the number of the first one. */
  readonly orders: number;
  readonly firstOrder?: number;
  /** Orders for warm-up, before the measurement starts. */
  readonly warmUpOrders: number;
  readonly instanceIds: readonly string[];
  /** End of the measurement: when all events are handled and notifications sent, or at the last answer. */
  readonly until: 'handled' | 'answered';
  /** Statement that counts waiting events, for a program with another inbox than ours. */
  readonly countWaiting?: string;
  /** Called when the warm-up orders are handled, before the measurement starts. */
  readonly afterWarmUp?: (sql: Sql) => Promise<void>;
}

/** Requests in parallel. */
const CONCURRENCY = 32;
const DONE_MS = 120_000;
const NOTICE_MS = 100;

/** Starts processes, sends them webhooks as fast as they answer, and returns the cost of a webhook. */
export async function measureServer(options: MeasureOptions): Promise<ServerCost> {
  const { databaseUrl, cluster, orders, firstOrder = 0, warmUpOrders, until, countWaiting, afterWarmUp } = options;
  const farm = await openServerFarm(options);
  const sql = openDatabase(databaseUrl);
  try {
    for (const each of farm.processes) await each.start();

    await postAll(farm, firstOrder, warmUpOrders, options);
    if (until === 'handled') await waitUntilDone(sql, DONE_MS, countWaiting);
    await afterWarmUp?.(sql);
    // Filling a SQLite file blocks this process; it then needs time to notice which idle connections the server has closed.
    await wait(NOTICE_MS);
    const cpuNow = (): number => farm.processes.reduce((sum, each) => sum + each.cpuMs(), 0);
    const databaseNow = (): number => (cluster === undefined ? 0 : cpuOfPostgres(cluster));
    const tokens = signAll(farm, firstOrder + warmUpOrders, orders, options);
    const [startedAt, cpuBefore, databaseBefore] = [performance.now(), cpuNow(), databaseNow()];
    await postTokens(farm, tokens);
    if (until === 'handled') await waitUntilDone(sql, DONE_MS, countWaiting);
    const seconds = (performance.now() - startedAt) / 1000;
    const webhooks = tokens.length;
    return {
      perSecond: webhooks / seconds,
      cpuMs: (cpuNow() - cpuBefore) / webhooks,
      databaseCpuMs: cluster === undefined ? undefined : (databaseNow() - databaseBefore) / webhooks,
    };
  } finally {
    await sql.close();
    await farm.close();
  }
}

async function postAll(farm: ServerFarm, from: number, count: number, options: MeasureOptions): Promise<void> {
  await postTokens(farm, signAll(farm, from, count, options));
}

function signAll(
  { signer }: ServerFarm,
  from: number,
  count: number,
  { instanceIds }: MeasureOptions,
): readonly string[] {
  const webhooksOf = createShopOrders(rootDir);
  const at = Date.now() - 10_000;
  return Array.from({ length: count }, (_none, index) => {
    const instanceId = instanceIds[index % instanceIds.length] ?? '';
    return webhooksOf({ number: from + index, instanceId, at }).map(({ event }) => signer.sign(event, Date.now()));
  }).flat();
}

async function postTokens({ processes }: ServerFarm, tokens: readonly string[]): Promise<void> {
  const rest = [...tokens.entries()].reverse();
  async function post(): Promise<void> {
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      const [index, body] = next;
      const response = await fetch(processes[index % processes.length]?.url() ?? '', { method: 'POST', body });
      const text = await response.text();
      if (response.status !== 200) throw new Error(`A webhook was answered ${String(response.status)} ${text}`);
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, post));
}
