import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { rootDir } from '../root-dir.ts';
import type { Replayed, Sample, Workload } from './workload.ts';

const run = promisify(execFile);
const entry = join(rootDir, 'tools/bench/replay/replay-process/main.ts');
/** Maximum output of a process, which prints only its samples. */
const MAX_OUTPUT_BYTES = 10 * 1024 ** 2;

/** Results of replays, by size. */
export type Growth = ReadonlyMap<number, Replayed>;

/** Replays in a separate process, so that the memory measured is that of the replay alone. Throws if an event fails. */
export async function runReplay(workload: Workload): Promise<Replayed> {
  const args = ['--import', 'tsx', entry, JSON.stringify(workload)];
  const { stdout } = await run(process.execPath, args, { cwd: rootDir, maxBuffer: MAX_OUTPUT_BYTES });
  const replayed = JSON.parse(stdout) as Replayed;
  if (replayed.failed > 0) throw new Error(`${String(replayed.failed)} events of a replay failed`);
  return replayed;
}

/** Returns the last sample of a replay. */
export function endOf({ samples }: Replayed): Sample {
  const last = samples[samples.length - 1];
  if (last === undefined) throw new Error('The replay has no sample');
  return last;
}

/** Returns events per second of real time. */
export function eventsPerSecond(replayed: Replayed): number {
  const { events, elapsedMs } = endOf(replayed);
  return (events / elapsedMs) * 1_000;
}

/** Returns CPU milliseconds per event between two fractions of the events: 0 is the start, 1 the end. */
export function cpuPerEvent({ samples }: Replayed, from = 0, to = 1): number {
  const at = (share: number): { readonly events: number; readonly cpuMs: number } =>
    share === 0 ? { events: 0, cpuMs: 0 } : (samples[Math.ceil(samples.length * share) - 1] ?? { events: 0, cpuMs: 0 });
  const [begin, end] = [at(from), at(to)];
  return (end.cpuMs - begin.cpuMs) / (end.events - begin.events);
}
