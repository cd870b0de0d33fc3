import type { Emulator } from '../../../emulator/emulator.ts';
import type { WixCall } from '../../../emulator/invocation.ts';
import type { History } from '../runs/open-history.ts';
import { nameOrder, readEventFacts } from '../runs/order-facts.ts';
import type { OrderName, OrderRef, Problem, RunRequest, RunResult, RunSummary, StoredRun } from '../runs/run.ts';
import { outcomeOf, runOfDueJob, summarizeRun } from '../runs/summarize-run.ts';
import type { ArmedFaults } from './armed-faults.ts';
import { armFaults } from './fault-plan.ts';
import { performRun, type Performed } from './perform-run.ts';
import { readPastStates } from './read-past-states.ts';
import type { RunConditions } from './site-access.ts';
import { messageOf } from '../message-of.ts';

/** Performs the runs stored in the history, one after the other. */
export interface Runner {
  /** Starts performing queued runs. */
  wake(): void;
  /** Performs a run ahead of the queued ones, once the current run has ended. */
  perform(request: RunRequest, conditions: RunConditions): Promise<RunResult>;
  /** Resolves once the queue is empty. */
  idle(): Promise<void>;
  /** Does some work while no run is in progress. */
  exclusively<T>(work: () => Promise<T> | T): Promise<T>;
  /** Stops after the current run. */
  close(): Promise<void>;
}

/** Dependencies of a runner. */
export interface RunnerDeps {
  readonly history: History;
  readonly faults: ArmedFaults;
  readonly emulator: () => Emulator;
  /** Called before every run, because the site may have been rebuilt. */
  readonly beforeRun: () => void;
  readonly publish: (run: RunSummary) => void;
}

/** Creates a runner that sleeps until it is woken. */
export function createRunner(deps: RunnerDeps): Runner {
  const { history, publish } = deps;
  let isOpen = true;
  let turn: Promise<unknown> = Promise.resolve();
  let isAwake = false;
  let working: Promise<void> = Promise.resolve();
  let wakes = 0;

  /** Runs the work in sequence; a failure does not block the next one. */
  function exclusively<T>(work: () => Promise<T> | T): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function makeNext(): Promise<boolean> {
    const run = isOpen ? history.takeNext() : undefined;
    if (run === undefined) return false;
    await make(run, {});
    return true;
  }

  async function make(run: StoredRun, conditions: RunConditions): Promise<RunResult> {
    publish(run.summary);
    const { result, summaries } = await makeRun(run, conditions, deps);
    for (const done of summaries) publish(done);
    return result;
  }

  async function makeAll(): Promise<void> {
    let seen: number;
    do {
      seen = wakes;
      // Requests and pages get their turn between two runs.
      while (await exclusively(makeNext)) await new Promise((resolve) => setImmediate(resolve));
    } while (seen !== wakes);
    isAwake = false;
  }

  return {
    wake() {
      wakes += 1;
      if (isAwake) return;
      isAwake = true;
      working = makeAll();
    },
    perform: (request, conditions) => exclusively(() => make(history.addRunning(request, Date.now()), conditions)),
    idle: () => working,
    exclusively,
    async close() {
      isOpen = false;
      await turn;
    },
  };
}

async function makeRun(
  run: StoredRun,
  conditions: RunConditions,
  deps: RunnerDeps,
): Promise<{ readonly result: RunResult; readonly summaries: readonly RunSummary[] }> {
  const { history, faults, emulator, beforeRun } = deps;
  const site = emulator();
  let performed: Performed;
  try {
    beforeRun();
    faults.arm();
    if (conditions.faults !== undefined) armFaults(site, conditions.faults);
    performed = await performRun(run.request, site, conditions.clock);
  } catch (error) {
    performed = { main: notRun(error), invocations: [], dueJobs: [] };
  }
  const { result, calls, emails, logs } = performed.main;
  const stored: RunResult = { result, calls, emails, logs };
  const unnamed = summarizeRun(run.summary, stored, site.clock.now());
  const summary = { ...unnamed, about: nameOf(unnamed.order, run.request, unnamed.id, history) };
  history.finish(summary, stored, outcomeOf(stored)?.notifications.map(({ key }) => key) ?? []);
  faults.settle(performed.invocations);
  const jobs = performed.dueJobs.map(({ invocation, dueAt }) => runOfDueJob(summary, invocation, dueAt));
  const shown = jobs.filter(hasDoneSomething);
  const added = history.addDone(shown);
  const made = [{ summary, calls }, ...added.map((job, index) => ({ summary: job, calls: callsOf(shown[index]) }))];
  history.noteStates(readPastStates(made, site.data));
  return { result: stored, summaries: [summary, ...added] };
}

function callsOf(run: StoredRun | undefined): readonly WixCall[] {
  return run?.result?.calls ?? [];
}

/** Stores what the event shows of its order, and returns the order's name. */
function nameOf(order: OrderRef | null, request: RunRequest, runId: number, history: History): OrderName | null {
  if (order === null || request.kind !== 'event') return null;
  const shown = readEventFacts(request.handler, request.json);
  const facts = shown === undefined ? history.factsOf(order) : history.noteOrder(shown, runId);
  return facts === undefined ? null : nameOrder(facts);
}

/** `true` for a job that failed or called an email API; a day of idle hourly jobs would hide the runs that matter. */
function hasDoneSomething({ summary, result }: StoredRun): boolean {
  return summary.failure !== null || result?.calls.some(({ kind }) => kind === 'email') === true;
}

function notRun(error: unknown): RunResult {
  const message = messageOf(error);
  const problem: Problem = { message, next: 'Look at src/backend, then build the site: npm run build' };
  return { result: { kind: 'not-run', problem }, calls: [], emails: [], logs: [] };
}
