import type { Emulator } from '../../../emulator/emulator.ts';
import type { Invocation } from '../../../emulator/invocation.ts';
import { readEventTime } from './event-time.ts';
import type { RunRequest, RunResult } from '../runs/run.ts';

const WEB_METHODS = 'backend/notifications.web.js';
const MS_PER_HOUR = 3_600_000;
const RUNS_PER_JOB = 24;

/** What a run made happen: the invocation that it is about, and those that came due on the way. */
export interface Performed {
  readonly main: RunResult;
  readonly invocations: readonly Invocation[];
  readonly dueJobs: readonly { readonly invocation: Invocation; readonly dueAt: number }[];
}

/** Makes one run on the emulator. Rejects with EmulatorError when the site lacks what was asked for. */
export async function performRun(request: RunRequest, emulator: Emulator): Promise<Performed> {
  switch (request.kind) {
    case 'event': {
      const eventMs = readEventTime(parseJson(request.json));
      if (eventMs !== undefined) emulator.clock.advanceTo(eventMs);
      return only(await emulator.invokeEventJson(request.handler, request.json));
    }
    case 'job':
      return only(await emulator.invokeJob(request.name));
    case 'method':
      return only(await emulator.invokeWebMethod(WEB_METHODS, request.name, request.args, 'admin'));
    case 'time':
      return passTime(request.untilMs, emulator);
  }
}

function only(invocation: Invocation): Performed {
  return { main: invocation, invocations: [invocation], dueJobs: [] };
}

/** Of a long time only the latest runs of each job are made, as many as hours went by. */
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
