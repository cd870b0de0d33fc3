import { spawn } from 'node:child_process';

import type { Step } from './steps.ts';

/** Result of a step. */
export interface StepResult {
  readonly step: Step;
  readonly isPassed: boolean;
  readonly elapsedMs: number;
  /** Output on stdout and stderr. */
  readonly output: string;
}

/** Runs one step in the current folder and captures its output; never rejects. */
export function runStep(step: Step): Promise<StepResult> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(process.execPath, [...step.command], { stdio: ['ignore', 'pipe', 'pipe'] });
    function finish(isPassed: boolean): void {
      const elapsedMs = performance.now() - startedAt;
      resolve({ step, isPassed, elapsedMs, output: Buffer.concat(chunks).toString().trim() });
    }
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => {
      chunks.push(Buffer.from(error.message));
      finish(false);
    });
    child.on('close', (code) => finish(code === 0));
  });
}
