import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { Result } from './format-results.ts';
import type { Trial } from './try-one.ts';

const worker = fileURLToPath(new URL('./try-one.ts', import.meta.url));

/** Runs the trials in parallel processes; `report` is called with each result. Returns the results in the order of the trials. */
export async function runScenarios(
  trials: readonly Trial[],
  processes: number,
  report: (result: Result) => void,
): Promise<readonly Result[]> {
  const results = new Map<Trial, Result>();
  const left = trials.values();
  const workThroughRest = async (child: ChildProcess): Promise<void> => {
    const ended = endOf(child);
    for (const trial of left) {
      const answer = once(child, 'message');
      child.send(trial);
      const [result] = (await Promise.race([answer, ended])) as [Result];
      results.set(trial, result);
      report(result);
    }
  };
  const children = Array.from({ length: Math.min(processes, trials.length) }, () => fork(worker));
  try {
    await Promise.all(children.map(workThroughRest));
  } finally {
    for (const child of children) child.kill();
  }
  return trials.flatMap((trial) => results.get(trial) ?? []);
}

/** A process ends by itself only if a trial threw an error, which it printed. */
async function endOf(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`A process that runs scenarios ended with ${String(code)}`);
}
