import { readdirSync, readFileSync } from 'node:fs';

import type { PostgresCluster } from '../../workbench/postgres/postgres-cluster.ts';

/** Milliseconds of one clock tick. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;

/** Returns the CPU time of a server and all its processes so far in milliseconds, including processes that have ended. */
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

/** Returns the fields from the third on; `undefined` if the process has ended. */
function statOf(pid: string): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return undefined;
  }
}
