import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { Result } from './format-results.ts';
import type { Trial } from './try-one.ts';

const worker = fileURLToPath(new URL('./try-one.ts', import.meta.url));

/** Makes the trials, each in one of so many processes; `report` is told each result as it comes. Returns them in the order of the trials. */
export async function runScenarios(
  trials: readonly Trial[],
  processes: number,
  report: (result: Result) => void,
): Promise<readonly Result[]> {
  const results = new Map<Trial, Result>();
  const left = trials.values();
  const workThroughRest = async (child: ChildProcess): Promise<void> => {
    for (const trial of left) {
      const answer = once(child, 'message');
      child.send(trial);
      const [result] = (await Promise.race([answer, endOf(child, trial)])) as [Result];
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

async function endOf(child: ChildProcess, { scenario, variant }: Trial): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The process that tried ${scenario} (${variant}) ended with ${String(code)}`);
}
