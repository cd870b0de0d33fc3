import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { Container } from '../container/container.ts';
import { EmulatorError } from '../emulator-error.ts';
import type { Identity, Invocation, InvocationResult, LogLine } from '../invocation.ts';
import type { InvokeOptions } from './invoke-options.ts';
import { readThrownError } from './thrown-error.ts';
import type { Journal } from './journal.ts';
import type { CurrentInvocation, RunningInvocation } from './running-invocation.ts';
import { watchTurns } from './turn-watch.ts';
import { isPromise } from './is-promise.ts';

/** Log lines kept per invocation, so that logging in a loop cannot exhaust the memory. */
const MAX_LOG_LINES = 1_000;

/** Maximum number of consecutive invocations before the event loop gets a turn. */
const INVOCATIONS_PER_TURN = 100;
let invocationsSinceTurn = 0;

/** Closed databases and contexts are freed only in a turn of the event loop, which a long chain of promises prevents. */
async function giveTurnNowAndThen(): Promise<void> {
  invocationsSinceTurn += 1;
  if (invocationsSinceTurn < INVOCATIONS_PER_TURN) return;
  invocationsSinceTurn = 0;
  await new Promise((resolve) => setImmediate(resolve));
}

/** Site code to run, with its identity. */
export interface Work {
  readonly name: string;
  readonly identity: Identity;
  readonly container: Container;
  readonly options: InvokeOptions;
  /** Runs site code and returns its result in the emulator's own realm; throws what the site throws. */
  readonly run: () => Promise<unknown>;
}

/** Site code to run at once. */
export interface DirectWork extends Pick<Work, 'name' | 'identity' | 'container'> {
  readonly run: () => unknown;
}

/** Runs site code until it returns, throws or crashes. */
export interface Invoker {
  invoke(work: Work): Promise<Invocation>;
  /** Returns what the code returns, as it is; a promise rejects with an EmulatorError if the container crashes. */
  runNow(work: DirectWork): unknown;
  /** Adds a line to the log of the current invocation. */
  log(level: LogLine['level'], message: string): void;
}

/** Creates the invoker; `log` receives every line of every invocation immediately. */
export function createInvoker(deps: {
  readonly clock: EmulatorClock;
  readonly current: CurrentInvocation;
  readonly journal: Journal;
  readonly log: (line: LogLine) => void;
  readonly isOpen: () => boolean;
}): Invoker {
  const { clock, current, journal } = deps;
  let lastId = 0;

  function start(work: DirectWork | Work, options: InvokeOptions): RunningInvocation {
    lastId += 1;
    return createInvocation(lastId, work, options);
  }

  function end(invocation: RunningInvocation): void {
    invocation.hasEnded = true;
    if (deps.isOpen()) journal.addCalls(invocation.calls);
  }

  /** Result of the work or of the container's death, whichever comes first. */
  function outcome(invocation: RunningInvocation, work: Work): Promise<InvocationResult> {
    return new Promise((resolve, reject) => {
      const forget = invocation.container.onDeath(() =>
        resolve({ kind: 'crashed', afterCall: invocation.calls.length }),
      );
      const settle = (result: InvocationResult): void => {
        forget();
        resolve(result);
      };
      invocation.abort = (error) => {
        forget();
        reject(error);
      };
      current.run(invocation, () => {
        work.run().then(
          (value) => settle({ kind: 'returned', value }),
          (error: unknown) => {
            // An error about a request of the emulator's user is not an error of the site.
            if (error instanceof EmulatorError) reject(error);
            else settle({ kind: 'threw', error: readThrownError(error) });
          },
        );
      });
    });
  }

  return {
    async invoke(work) {
      const invocation = start(work, work.options);
      const endWatch = watchTurns();
      const result = await outcome(invocation, work).finally(endWatch);
      end(invocation);
      await giveTurnNowAndThen();
      return {
        id: invocation.id,
        name: work.name,
        result,
        calls: invocation.calls,
        emails: invocation.emails,
        logs: invocation.logs,
        loadedModules: [...work.container.modules.keys()],
      };
    },
    runNow(work) {
      const invocation = start(work, {});
      const endWatch = watchTurns();
      return runNow(invocation, work, current, () => {
        endWatch();
        end(invocation);
      });
    },
    log(level, message) {
      const invocation = current.get();
      const line: LogLine = { level, message, at: clock.now(), invocation: invocation?.name ?? '' };
      if (invocation !== undefined && invocation.logs.length < MAX_LOG_LINES) invocation.logs.push(line);
      deps.log(line);
    },
  };
}

function createInvocation(id: number, work: DirectWork | Work, options: InvokeOptions): RunningInvocation {
  return {
    id,
    name: work.name,
    identity: work.identity,
    container: work.container,
    gate: options.gate,
    crashAfterCall: options.crashAfterCall,
    crashBeforeCall: options.crashBeforeCall,
    calls: [],
    emails: [],
    logs: [],
    callsStarted: 0,
    hasEnded: false,
    abort: () => undefined,
  };
}

/** Runs the work as the invocation, and calls `finish` when it has ended. */
function runNow(
  invocation: RunningInvocation,
  work: DirectWork,
  current: CurrentInvocation,
  finish: () => void,
): unknown {
  let value: unknown;
  try {
    value = current.run(invocation, work.run);
  } catch (error) {
    finish();
    throw error;
  }
  if (!isPromise(value)) {
    finish();
    return value;
  }
  const promise = value;
  return new Promise((resolve, reject) => {
    const forget = work.container.onDeath(() =>
      reject(new EmulatorError('CRASHED', `${work.name} crashed after ${invocation.calls.length} Wix calls.`)),
    );
    invocation.abort = reject;
    promise.finally(forget).then(resolve, reject);
  }).finally(finish);
}
