import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { rootDir } from '../root-dir.ts';
import type { Replayed, Sample, Workload } from './workload.ts';

const run = promisify(execFile);
const entry = join(rootDir, 'tools/bench/replay/replay-process/main.ts');
/** A process prints its samples and nothing else. */
const MAX_OUTPUT_BYTES = 10 * 1024 ** 2;

/** Replays under growing sizes, by size. */
export type Growth = ReadonlyMap<number, Replayed>;

/** Replays in a process of its own, so that its memory is that of the replay alone. Throws when an event fails. */
export async function runReplay(workload: Workload): Promise<Replayed> {
  const args = ['--import', 'tsx', entry, JSON.stringify(workload)];
  const { stdout } = await run(process.execPath, args, { cwd: rootDir, maxBuffer: MAX_OUTPUT_BYTES });
  const replayed = JSON.parse(stdout) as Replayed;
  if (replayed.failed > 0) throw new Error(`${String(replayed.failed)} events of a replay failed`);
  return replayed;
}

/** The end of a replay. */
export function endOf({ samples }: Replayed): Sample {
  const last = samples[samples.length - 1];
  if (last === undefined) throw new Error('A replay without a sample');
  return last;
}

/** Events a second, of real time. */
export function eventsPerSecond(replayed: Replayed): number {
  const { events, elapsedMs } = endOf(replayed);
  return (events / elapsedMs) * 1_000;
}

/** CPU milliseconds for each event, between two shares of the events: 0 is the start, 1 the end. */
export function cpuPerEvent({ samples }: Replayed, from = 0, to = 1): number {
  const at = (share: number): { readonly events: number; readonly cpuMs: number } =>
    share === 0 ? { events: 0, cpuMs: 0 } : (samples[Math.ceil(samples.length * share) - 1] ?? { events: 0, cpuMs: 0 });
  const [begin, end] = [at(from), at(to)];
  return (end.cpuMs - begin.cpuMs) / (end.events - begin.events);
}
