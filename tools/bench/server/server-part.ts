import { join } from 'node:path';

import { openDatabase } from '../../../hosts/webhook-server/open-database.ts';
import { buildServer, bundleServer } from '../../build/server/build-server.ts';
import { startPostgres, type PostgresCluster } from '../../workbench/postgres/postgres-cluster.ts';
import { signedWebhook, subscribe } from '../../workbench/payload/sdk-events.ts';
import { toRestBody } from '../../workbench/payload/rest-body.ts';
import { readDocumentedPayload } from '../../workbench/payload/documented-payloads.ts';
import { createBundleFolder, removeBundleFolder } from '../../workbench/server-process/server-farm.ts';
import { idOfOrder } from '../../workbench/server-process/shop-order-webhooks.ts';
import { installPackages } from '../packages/install-packages.ts';
import type { BenchPart } from '../part.ts';
import { rootDir } from '../root-dir.ts';
import { fillOrders } from './fill-orders.ts';
import { formatGrowth, formatServer, type GrowthRow, type ThroughputRow } from './format-server.ts';
import { tenantsOf } from './load-settings.ts';
import { measureServer, type MeasureOptions, type ServerCost } from './measure-server.ts';

const ORDERS = 200;
const WARM_UP_ORDERS = 50;
const SDK_WEBHOOKS = 1_000;
const knownOrders = [1_000, 10_000, 100_000];

type Way = Pick<MeasureOptions, 'count' | 'role' | 'until' | 'program' | 'countWaiting'> & {
  readonly name: string;
  readonly database: 'SQLite' | 'PostgreSQL';
};

const graphile = {
  database: 'PostgreSQL',
  count: 1,
  program: 'graphile.js',
  countWaiting: 'SELECT CAST(count(*) AS integer) AS count FROM graphile_worker.jobs',
} as const;

const ways: readonly Way[] = (['SQLite', 'PostgreSQL'] as const).flatMap((database) => [
  { name: 'acknowledged only', database, count: 1, role: 'web', until: 'answered' },
  { name: 'handled to the end', database, count: 1, role: 'all', until: 'handled' },
  ...(database === 'PostgreSQL'
    ? ([
        { name: 'acknowledged only', database, count: 3, role: 'web', until: 'answered' },
        { name: 'handled to the end', database, count: 3, role: 'all', until: 'handled' },
        { name: 'graphile-worker as the inbox, acknowledged', ...graphile, until: 'answered' },
        { name: 'graphile-worker as the inbox, handled to the end', ...graphile, until: 'handled' },
      ] as const)
    : []),
  { name: 'inside the request, no inbox', database, count: 1, until: 'answered', program: 'direct.js' },
]);

type Measure = (way: Omit<Way, 'name'>, more?: Partial<MeasureOptions>) => Promise<ServerCost>;

/** Benchmark of what a webhook costs the server. */
export const serverPart: BenchPart = {
  name: 'server',
  title: 'The webhook server: webhooks a second, and what each costs',
  isChecked: false,
  measure: async ({ say }) =>
    await withServer(async (measure, folder) => {
      installPackages(say);
      for (const program of ['direct', 'graphile']) {
        await bundleServer(`tools/bench/server/programs/${program}.ts`, join(folder, `${program}.js`));
      }
      const throughput: ThroughputRow[] = [];
      for (const way of ways) {
        const row = { ...way, ...(await measure(way)) };
        say(`${way.database}, ${String(way.count)}, ${way.name}: ${briefly(row)}`);
        throughput.push(row);
      }
      const sdkMs = await sdkCpuMs();
      const growth = await measureGrowth(knownOrders, measure, say);
      return {
        ratios: [
          {
            name: 'server/acknowledged-vs-sdk-process',
            title:
              'CPU of a webhook that is verified, stored in SQLite and answered by that of `webhooks.process` alone, which stores nothing and hears no HTTP',
            value: (throughput[0]?.cpuMs ?? NaN) / sdkMs,
          },
        ],
        markdown: `${formatServer(throughput, sdkMs)}\n\n${formatGrowth(growth)}`,
        plots: [],
      };
    }),
};

/** The same with a million orders, whose filling takes long, so it runs only on request. */
export const serverMillionPart: BenchPart = {
  name: 'server-million',
  title: 'The webhook server with a million orders',
  isChecked: false,
  measure: async ({ say }) =>
    await withServer(async (measure) => {
      const growth = await measureGrowth([1_000, 1_000_000], measure, say);
      return { ratios: [], markdown: formatGrowth(growth), plots: [] };
    }),
};

/** Builds the server into a folder and starts a PostgreSQL, for some measurements. */
async function withServer<Result>(work: (measure: Measure, folder: string) => Promise<Result>): Promise<Result> {
  const folder = createBundleFolder();
  await buildServer(folder);
  const cluster = startPostgres({ isDurable: true });
  let databases = 0;
  try {
    const measure: Measure = async (way, more = {}) => {
      const name = `bench_${String((databases += 1))}`;
      const isPostgres = way.database === 'PostgreSQL';
      return await measureServer({
        folder,
        databaseUrl: isPostgres ? await createDatabase(cluster, name) : `file:${join(folder, `${name}.db`)}`,
        orders: ORDERS,
        warmUpOrders: WARM_UP_ORDERS,
        instanceIds: tenantsOf({ tenants: 10 }),
        ...way,
        cluster: isPostgres ? cluster : undefined,
        ...more,
      });
    };
    return await work(measure, folder);
  } finally {
    cluster.stop();
    removeBundleFolder(folder);
  }
}

async function measureGrowth(
  numbers: readonly number[],
  measure: Measure,
  say: (text: string) => void,
): Promise<readonly GrowthRow[]> {
  const growth: GrowthRow[] = [];
  for (const database of ['SQLite', 'PostgreSQL'] as const) {
    for (const known of numbers) {
      const row = { database, known, ...(await measureGrown(database, known, measure)) };
      say(`${database}, ${String(known)} orders known: ${briefly(row)}`);
      growth.push(row);
    }
  }
  return growth;
}

function briefly({ perSecond, cpuMs }: ServerCost): string {
  return `${perSecond.toFixed(0)} a second, ${cpuMs.toFixed(2)} ms`;
}

/** Measures with one tenant, to which all orders belong. */
async function measureGrown(database: Way['database'], known: number, measure: Measure): Promise<ServerCost> {
  return await measure(
    { database, count: 1, role: 'all', until: 'handled' },
    { instanceIds: tenantsOf({ tenants: 1 }), afterWarmUp: (sql) => fillOrders(known, idOfOrder(0), sql) },
  );
}

async function createDatabase({ connectionString }: PostgresCluster, name: string): Promise<string> {
  const sql = openDatabase(connectionString);
  await sql.query(`CREATE DATABASE ${name}`, []);
  await sql.close();
  return connectionString.replace('/postgres?', `/${name}?`);
}

/** Returns the CPU time of `webhooks.process` with one handler in milliseconds, for a payment like those that the server gets. */
async function sdkCpuMs(): Promise<number> {
  const handler = 'wixEcom_onOrderPaymentStatusUpdated';
  const token = signedWebhook(handler, toRestBody(handler, readDocumentedPayload(rootDir, handler)));
  const webhooks = subscribe(handler, () => undefined);
  for (let count = 0; count < SDK_WEBHOOKS / 5; count += 1) await webhooks.process(token);
  const before = process.cpuUsage();
  for (let count = 0; count < SDK_WEBHOOKS; count += 1) await webhooks.process(token);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / SDK_WEBHOOKS;
}
