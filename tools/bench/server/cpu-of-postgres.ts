import { readdirSync, readFileSync } from 'node:fs';

import type { PostgresCluster } from '../../workbench/postgres/postgres-cluster.ts';

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;

/** Milliseconds of CPU that a server and all its processes took so far, those that ended among them. */
export function cpuOfPostgres(cluster: PostgresCluster): number {
  const first = String(cluster.pid());
  const own = statOf(first) ?? [];
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = statOf(pid);
      return stat?.[1] === first ? [stat] : [];
    });
  const ticks = [...own.slice(11, 15), ...children.flatMap((stat) => stat.slice(11, 13))];
  return ticks.reduce((sum, each) => sum + Number(each), 0) * TICK_MS;
}

/** The fields from the third on; `undefined` when the process has ended meanwhile. */
function statOf(pid: string): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return undefined;
  }
}
