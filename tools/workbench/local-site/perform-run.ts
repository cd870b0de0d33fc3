import type { Emulator } from '../../../emulator/emulator.ts';
import type { Invocation } from '../../../emulator/invocation.ts';
import type { RunRequest, RunResult } from '../runs/run.ts';
import { moveClock, type ClockMove } from './clock-setting.ts';
import { readEventTime } from './event-time.ts';
import { webMethodsOf } from './own-file.ts';
import { parseJson } from '../../../src/backend/order-events/values/parse-json.ts';

const MS_PER_HOUR = 3_600_000;
const RUNS_PER_JOB = 24;

/** Result of a run: its main invocation, and the jobs that came due during it. */
export interface Performed {
  readonly main: RunResult;
  readonly invocations: readonly Invocation[];
  readonly dueJobs: readonly { readonly invocation: Invocation; readonly dueAt: number }[];
}

/**
 * Performs one run on the emulator after moving its clock, by default to the time of the event. Rejects with EmulatorError if the site
 * lacks what the request names.
 */
export async function performRun(request: RunRequest, emulator: Emulator, move?: ClockMove): Promise<Performed> {
  if (move !== undefined) moveClock(emulator.clock, move);
  switch (request.kind) {
    case 'event': {
      const eventMs = move === undefined ? readEventTime(parseJson(request.json)) : undefined;
      if (eventMs !== undefined) emulator.clock.advanceTo(eventMs);
      return only(await emulator.invokeEventJson(request.handler, request.json));
    }
    case 'job':
      return only(await emulator.invokeJob(request.name));
    case 'method':
      return only(await callMethod(emulator, request.name, request.args));
    case 'time':
      return await passTime(request.untilMs, emulator);
  }
}

/** Calls a web method of the order events as the site's owner. */
export async function callMethod(emulator: Emulator, name: string, args: readonly unknown[]): Promise<Invocation> {
  return await emulator.invokeWebMethod(webMethodsOf(emulator.siteDir), name, args, 'admin');
}

function only(invocation: Invocation): Performed {
  return { main: invocation, invocations: [invocation], dueJobs: [] };
}

/** Moves the clock and runs the due jobs; of each job only the latest runs, at most as many as hours have passed. */
async function passTime(untilMs: number, emulator: Emulator): Promise<Performed> {
  const hours = Math.ceil((untilMs - emulator.clock.now()) / MS_PER_HOUR);
  const runs = await emulator.runDueJobs(untilMs, { atMostPerJob: Math.min(RUNS_PER_JOB, Math.max(1, hours)) });
  const value = runs.map(({ job, dueAt, invocation }) => ({
    job: job.functionName,
    dueAt,
    result: invocation.result.kind,
  }));
  return {
    main: { result: { kind: 'returned', value }, calls: [], emails: [], logs: [] },
    invocations: runs.map(({ invocation }) => invocation),
    dueJobs: runs.map(({ invocation, dueAt }) => ({ invocation, dueAt })),
  };
}
