import { runStep } from './run-step.ts';
import type { StepResult } from './run-step.ts';
import { selectSteps } from './steps.ts';
import type { Step } from './steps.ts';

const STEPS_AT_A_TIME = 2;

async function main(args: readonly string[]): Promise<number> {
  const selected = selectSteps(args);
  if ('problem' in selected) {
    console.error(selected.problem);
    return 2;
  }
  const results = await runAll(selected.steps);
  const failed = results.filter((result) => !result.isPassed);
  for (const { step, output } of failed) {
    console.log(`\n--- ${step.name} ---\n${output}`);
    if (step.remedy !== undefined) {
      console.log(step.remedy);
    }
  }
  const names = failed.map((result) => result.step.name).join(', ');
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${names}`);
  return failed.length === 0 ? 0 : 1;
}

async function runAll(steps: readonly Step[]): Promise<StepResult[]> {
  const waiting = [...steps];
  const results: StepResult[] = [];
  async function work(): Promise<void> {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      results.push(result);
      const seconds = (result.elapsedMs / 1000).toFixed(1).padStart(6);
      console.log(`${result.isPassed ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(14)}${seconds} s`);
    }
  }
  await Promise.all(Array.from({ length: STEPS_AT_A_TIME }, work));
  return results;
}

process.exitCode = await main(process.argv.slice(2));
