import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { findWhoseInsert } from '../../src/backend/order-events/wix/whose-insert.ts';
import { answerOfChannel, type Ending } from './calls-that-fail.ts';
import { contentId } from './fingerprint.ts';
import { markLate } from './late-emails.ts';

/** A handler or job that is to run: it makes its port calls through `around`. */
export interface Process {
  readonly name: string;
  start(world: World, around: AroundCall, conditions: Conditions): Promise<unknown>;
}

/** Under which a process runs. */
export interface Conditions {
  /** By how much its clock is ahead. */
  readonly aheadMs: number;
  /** Takes what it logs as a failure: a bug, unless one of its calls failed. */
  readonly noteFailure: (text: string) => void;
}

/** A process at work: between two port calls, or at its end. */
export interface Running {
  readonly name: string;
  pending: { readonly call: PortCall; readonly act: (ending: Ending) => void } | undefined;
  last: PortCall | undefined;
  /** The key of the notification whose attempt it claimed and has not settled. */
  claimed: string | undefined;
  /** Whether its last call came after an erasure was noted: an email of its after that is no more on its way. */
  isPastErasure: boolean;
  /** What its calls have answered so far: with the world, all that decides what it does next. */
  answers: string;
  isDone: boolean;
  /** Whether it has committed its transaction. */
  hasCommitted: boolean;
  /** Whether one of its calls failed as far as it could see. */
  hasFailed: boolean;
  error: unknown;
  wake: () => void;
}

/** Starts a process and lets it go on until its first port call. With `triesAgain`, a call that fails is made once more, below the port. */
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
        // A call of a channel answers what its adapter makes of the error; the compiler cannot follow that to the type of this call.
        const answer = answerOfChannel(call, ending);
        if (answer !== undefined) resolve(answer as Result);
        else reject(new OrderEventsError('store-busy', `${call.name} failed`, undefined));
      },
    };
    running.wake();
  });
}

/** What an insert answers when it wins. */
const winning: Partial<Record<PortCall['name'], unknown>> = {
  'notifications.insert': 'inserted',
  'claims.claim': { kind: 'claimed' },
  'projections.save': 'saved',
};

/** Makes each call that fails once more, and finds out whose an insert is, as the adapter of Wix Data does. */
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

/** Lets a process go on until its next port call, or its end. A process that throws, and whose calls went well, is no schedule but a bug. */
export async function proceed(running: Running, act: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    running.wake = resolve;
    act();
  });
  if (running.error !== undefined && !running.hasFailed) {
    throw new Error(`${running.name} failed`, { cause: running.error });
  }
}
