import { setTimeout as wait } from 'node:timers/promises';

import { openDatabase } from '../../../hosts/webhook-server/open-database.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import type { PostgresCluster } from '../../workbench/postgres/postgres-cluster.ts';
import { openServerFarm, type FarmOptions, type ServerFarm } from '../../workbench/server-process/server-farm.ts';
import { createShopOrders } from '../../workbench/server-process/shop-order-webhooks.ts';
import { rootDir } from '../root-dir.ts';
import { cpuOfPostgres } from './cpu-of-postgres.ts';
import { waitUntilDone } from './wait-until-done.ts';

/** What webhooks cost a server. */
export interface ServerCost {
  /** Webhooks a second: those that were answered, or handled to the end where that was waited for. */
  readonly perSecond: number;
  /** Milliseconds of CPU for each webhook, of all processes of the server. */
  readonly cpuMs: number;
  /** The same of the database's processes; SQLite has none. */
  readonly databaseCpuMs: number | undefined;
}

/** How a measurement is made. */
export interface MeasureOptions extends Pick<FarmOptions, 'folder' | 'databaseUrl' | 'count' | 'role' | 'program'> {
  readonly cluster: PostgresCluster | undefined;
  /** Orders of four webhooks each, and the number of the first one. */
  readonly orders: number;
  readonly firstOrder?: number;
  /** Orders that come before the clock runs. */
  readonly warmUpOrders: number;
  readonly instanceIds: readonly string[];
  /** Whether the clock runs until everything is handled and told, or until the last answer. */
  readonly until: 'handled' | 'answered';
  /** The statement that counts the events that wait, where the program has another inbox than ours. */
  readonly countWaiting?: string;
  /** Called when the first orders are handled, before the clock runs. */
  readonly afterWarmUp?: (sql: Sql) => Promise<void>;
}

/** Requests at the same time. */
const CONCURRENCY = 32;
const DONE_MS = 120_000;
const NOTICE_MS = 100;

/** Starts processes, sends them webhooks as fast as they answer, and says what each of these cost. */
export async function measureServer(options: MeasureOptions): Promise<ServerCost> {
  const { databaseUrl, cluster, orders, firstOrder = 0, warmUpOrders, until, countWaiting, afterWarmUp } = options;
  const farm = await openServerFarm(options);
  const sql = openDatabase(databaseUrl);
  try {
    for (const each of farm.processes) await each.start();

    await postAll(farm, firstOrder, warmUpOrders, options);
    if (until === 'handled') await waitUntilDone(sql, DONE_MS, countWaiting);
    await afterWarmUp?.(sql);
    // Filling a SQLite file blocks this process; afterwards it has to notice which idle connections the server has closed.
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
