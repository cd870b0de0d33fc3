import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { findWhoseInsert } from '../../src/backend/order-events/wix/whose-insert.ts';
import { answerOfChannel, type Ending } from './calls-that-fail.ts';
import { contentId } from './fingerprint.ts';
import { markLate } from './late-emails.ts';

/** A handler or job to run, which makes its port calls through `around`. */
export interface Process {
  readonly name: string;
  start(world: World, around: AroundCall, conditions: Conditions): Promise<unknown>;
}

/** Conditions under which a process runs. */
export interface Conditions {
  /** Lead of its clock, in milliseconds. */
  readonly aheadMs: number;
  /** Receives errors that the process logs: a bug, unless one of its calls failed. */
  readonly noteFailure: (text: string) => void;
}

/** A running process, stopped between two port calls or at its end. */
export interface Running {
  readonly name: string;
  pending: { readonly call: PortCall; readonly act: (ending: Ending) => void } | undefined;
  last: PortCall | undefined;
  /** The key of the notification whose attempt it claimed and has not settled. */
  claimed: string | undefined;
  /** `true` if its last call was made after an erasure was recorded, so that an email sent from now on is late. */
  isPastErasure: boolean;
  /** The answers to its calls so far: together with the world, they determine what it does next. */
  answers: string;
  isDone: boolean;
  /** `true` if it has committed its transaction. */
  hasCommitted: boolean;
  /** `true` if it has seen a call fail. */
  hasFailed: boolean;
  error: unknown;
  wake: () => void;
}

/** Starts a process and runs it to its first port call. With `triesAgain`, failed calls are repeated below the port. */
export async function begin(process: Process, world: World, triesAgain = false): Promise<Running> {
  const running: Running = {
    name: process.name,
    pending: undefined,
    last: undefined,
    claimed: undefined,
    isPastErasure: false,
    answers: '',
    isDone: false,
    hasCommitted: false,
    hasFailed: false,
    error: undefined,
    wake: () => undefined,
  };
  const around: AroundCall = (call, effect) =>
    makeCall({ running, world, noteFailure: () => (running.hasFailed = !triesAgain) }, call, effect);
  function noteFailure(text: string): void {
    if (!running.hasFailed) running.error ??= new Error(text);
  }
  await proceed(running, () => {
    process.start(world, triesAgain ? tryingAgain(around) : around, { aheadMs: 0, noteFailure }).then(
      () => finish(running),
      (error: unknown) => {
        running.error = error;
        finish(running);
      },
    );
  });
  return running;
}

function makeCall<Result>(
  {
    running,
    world,
    noteFailure,
  }: { readonly running: Running; readonly world: World; readonly noteFailure: () => void },
  call: PortCall,
  effect: () => Result,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    running.pending = {
      call,
      act(ending) {
        running.pending = undefined;
        running.last = call;
        const isLate = call.name === 'channels.send' && running.isPastErasure;
        running.isPastErasure = world.erasures.size > 0;
        const past = running.isPastErasure ? '!' : '';
        if (ending === 'refused' || ending === 'unclear') {
          running.answers += `${ending}${past},`;
        } else {
          const answer = effect();
          if (isLate) markLate(world);
          noteClaim(running, call, answer);
          running.hasCommitted ||= call.name === 'transaction.commit' && answer === true;
          running.answers += `${ending === 'well' ? String(contentId(answer)) : ending}${past},`;
          if (ending === 'well') {
            resolve(answer);
            return;
          }
        }
        noteFailure();
        // A channel's call answers as its adapter does to the error; the compiler cannot derive the type of this call from it.
        const answer = answerOfChannel(call, ending);
        if (answer !== undefined) resolve(answer as Result);
        else reject(new OrderEventsError('store-busy', `${call.name} failed`, undefined));
      },
    };
    running.wake();
  });
}

/** Answers to inserts that win. */
const winning: Partial<Record<PortCall['name'], unknown>> = {
  'notifications.insert': 'inserted',
  'claims.claim': { kind: 'claimed' },
  'projections.save': 'saved',
};

/** Repeats each failed call, and determines which process made an insert, as the adapter of Wix Data does. */
function tryingAgain(around: AroundCall): AroundCall {
  return async (call, effect) => {
    const won = winning[call.name];
    let isOwn = false;
    const noted = (): ReturnType<typeof effect> => {
      const answer = effect();
      isOwn ||= won !== undefined && JSON.stringify(answer) === JSON.stringify(won);
      return answer;
    };
    try {
      return await around(call, noted);
    } catch {
      const answer = await around(call, noted);
      const isTaken = won !== undefined && JSON.stringify(answer) !== JSON.stringify(won);
      if (!isTaken) return answer;
      const whose = await findWhoseInsert({ kind: 'taken', isLast: false }, () =>
        Promise.resolve(isOwn ? 'own' : 'other'),
      );
      return whose === 'inserted' ? (won as typeof answer) : answer;
    }
  };
}

function finish(running: Running): void {
  running.isDone = true;
  running.wake();
}

function noteClaim(running: Running, call: PortCall, answer: unknown): void {
  if (call.name === 'claims.claim' && isClaimed(answer)) running.claimed = call.args[0];
  if (call.name === 'notifications.save' || call.name === 'notifications.noteSent') running.claimed = undefined;
}

function isClaimed(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'claimed';
}

/** Runs a process to its next port call or its end. An error thrown although its calls succeeded is a bug, and is rethrown. */
export async function proceed(running: Running, act: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    running.wake = resolve;
    act();
  });
  if (running.error !== undefined && !running.hasFailed) {
    throw new Error(`${running.name} failed`, { cause: running.error });
  }
}
