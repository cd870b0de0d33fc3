import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDatabase } from '../../../hosts/webhook-server/open-database.ts';
import { buildServer } from '../../build/server/build-server.ts';
import { startPostgres, type PostgresCluster } from '../../workbench/postgres/postgres-cluster.ts';
import {
  createBundleFolder,
  openServerFarm,
  removeBundleFolder,
  type ServerFarm,
} from '../../workbench/server-process/server-farm.ts';
import { startLoad, type RunningLoad } from './drive-load.ts';
import { judgeLoad, type LoadVerdict } from './judge-load.ts';
import { tenantsOf, type LoadSettings } from './load-settings.ts';
import { waitUntilDone } from './wait-until-done.ts';

/** Disturbance of a load: resolves when it has stopped disturbing. */
export type Trouble = (world: {
  readonly farm: ServerFarm;
  readonly cluster: PostgresCluster | undefined;
  readonly load: RunningLoad;
}) => Promise<void>;

/** Completed load. */
export interface LoadRun extends LoadVerdict {
  readonly settings: LoadSettings;
  /** Milliseconds of CPU of all processes of the server. */
  readonly cpuMs: number;
  /** Seconds from the last acknowledgement until every notification was sent. */
  readonly restS: number;
  /** Exit codes on SIGTERM. */
  readonly exits: readonly (number | string)[];
}

/** Time limit for the rest: leases expire, work of killed processes is taken over, and retries are made. */
const REST_MS = 300_000;

function hurryAlong({ load }: Parameters<Trouble>[0]): Promise<void> {
  load.hurry();
  return Promise.resolve();
}

/** Runs the built server under a load and evaluates the result. */
export async function runLoad(
  settings: LoadSettings,
  say: (text: string) => void,
  trouble: Trouble = hurryAlong,
): Promise<LoadRun> {
  const folder = createBundleFolder();
  const data = mkdtempSync(join(tmpdir(), 'order-events-load-'));
  await buildServer(folder);
  const cluster = settings.database === 'postgres' ? startPostgres({ isDurable: true }) : undefined;
  const databaseUrl = cluster?.connectionString ?? `file:${join(data, 'load.db')}`;
  const { processes: count, emailMs } = settings;
  const farm = await openServerFarm({ folder, databaseUrl, count, emailMs, instanceIds: tenantsOf(settings) });
  try {
    for (const each of farm.processes) await each.start();
    let turn = 0;
    let told = 0;
    const load = startLoad(settings, {
      signer: farm.signer,
      nextUrl: () => farm.processes[(turn += 1) % count]?.url() ?? '',
      onProgress(share) {
        if (share < told) return;
        say(`  ${String(Math.round(share * 100))} % of the orders are placed`);
        told = share + 0.1;
      },
    });
    await Promise.all([trouble({ farm, cluster, load }), load.ended]);
    const endedAt = performance.now();
    const sql = openDatabase(databaseUrl);
    await waitUntilDone(sql, REST_MS).finally(() => sql.close());
    const restS = (performance.now() - endedAt) / 1000;
    const cpuMs = farm.processes.reduce((sum, each) => sum + each.cpuMs(), 0);
    const exits = await Promise.all(farm.processes.map((each) => each.end('SIGTERM')));
    return { ...judgeLoad(settings, await load.ended, farm.rest), settings, cpuMs, restS, exits };
  } finally {
    await farm.close();
    cluster?.stop();
    rmSync(data, { recursive: true, force: true });
    removeBundleFolder(folder);
  }
}
