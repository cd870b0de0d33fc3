import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { findWhoseInsert } from '../../src/backend/order-events/wix/whose-insert.ts';
import { answerOfChannel, doubtOfFailure, failuresOf, type FailingCalls, type OpenDoubt } from './calls-that-fail.ts';
import { hasWon, winningAnswer } from '../workbench/port-calls/gathered-calls.ts';
import { contentId } from './fingerprint.ts';
import { markLate } from './late-emails.ts';
import {
  addPending,
  noteAnswer,
  noteEffect,
  type Member,
  type Pending,
  type Running,
  type Sharing,
} from './running.ts';
import { shareCalls } from './shared-calls.ts';

/** A handler or job to run, which makes its port calls through `around`. */
export interface Process {
  readonly name: string;
  start(world: World, around: AroundCall, conditions: Conditions): Promise<unknown>;
}

/**
 * Processes that run in one container and share their calls. `at-once`: a call goes at once if no other of its kind is in flight.
 * `at-any-time`: it waits for others, as long as the schedule wants. `in-step`: it waits until nothing else in the container can go on.
 */
export interface Container {
  readonly name: string;
  readonly members: readonly Process[];
  readonly sharing?: Sharing | undefined;
}

/** Conditions under which a process runs. */
export interface Conditions {
  /** Lead of its clock, in milliseconds. */
  readonly aheadMs: number;
  /** Receives errors that the process logs: a bug, unless one of its calls failed. */
  readonly noteFailure: (text: string) => void;
}

/** `true` if all processes of a container have ended. */
export function isDone({ members }: Running): boolean {
  return members.every((member) => member.isDone);
}

/** Starts a container and runs it to its first port calls. If tries fail, they are repeated below the port. */
export async function begin(container: Container, world: World, failing: FailingCalls | undefined): Promise<Running> {
  const running: Running = {
    name: container.name,
    members: container.members.map(() => ({
      unnoted: new Set(),
      claimed: new Set(),
      answers: '',
      calls: 0,
      isDone: false,
    })),
    pending: [],
    failure: '',
    sharedState: () => '',
    hasCommitted: false,
    hasFailed: false,
    error: undefined,
  };
  const triesAgain = failing === 'tries';
  const mayFail = container.sharing === undefined;
  const aroundOf = (member: Member): AroundCall => {
    const around: AroundCall = (call, effect) =>
      makeCall({ running, member, world, triesAgain, mayFail }, call, effect);
    return triesAgain ? tryingAgain(around) : around;
  };
  const arounds =
    container.sharing === undefined
      ? running.members.map(aroundOf)
      : shareCalls({ running, world, sharing: container.sharing, triesAgain }, running.members.map(aroundOf));
  function noteFailure(text: string): void {
    if (!running.hasFailed) running.error ??= new Error(text);
  }
  await proceed(running, () => {
    for (const [index, member] of running.members.entries()) {
      const finish = (): void => {
        member.isDone = true;
      };
      const start = (): void => {
        void container.members[index]
          ?.start(world, arounds[index] ?? aroundOf(member), { aheadMs: 0, noteFailure })
          .then(finish, (error: unknown) => {
            running.error = error;
            finish();
          });
      };
      if (container.sharing === undefined) start();
      else addPending(running, { name: `event ${String(index)}`, stepName: 'arrives' }, start);
    }
  });
  return running;
}

interface Caller {
  readonly running: Running;
  readonly member: Member;
  readonly world: World;
  readonly triesAgain: boolean;
  /** `true` if a call alone may fail. Where calls are shared only those that go together fail: the others fail in other variants. */
  readonly mayFail: boolean;
}

function makeCall<Result>(caller: Caller, call: PortCall, effect: () => Result): Promise<Result> {
  const { running, member, world, triesAgain, mayFail } = caller;
  const number = (member.calls += 1);
  // An email whose call began before the erasure was recorded is still sent.
  const isLate = call.name === 'channels.send' && world.erasures.size > 0;
  if (isLate) member.answers += '!';
  return new Promise((resolve, reject) => {
    const pending: Pending = {
      name: call.name,
      stepsOf: (failing) => [
        { name: '', isFailure: false, act: () => end('well') },
        ...(failing === undefined || !mayFail ? [] : failuresOf(call, failing)).map((ending) => ({
          name: ending,
          isFailure: true,
          act: () => end(ending),
        })),
      ],
    };
    running.pending = [...running.pending, pending];

    function end(ending: 'well' | ReturnType<typeof failuresOf>[number]): readonly OpenDoubt[] {
      running.pending = running.pending.filter((other) => other !== pending);
      const doubt = ending === 'well' || triesAgain ? undefined : doubtOfFailure(call, ending, member);
      if (ending === 'refused' || ending === 'unclear') {
        noteAnswer(member, number, ending);
      } else {
        const answer = effect();
        if (isLate) markLate(world);
        noteEffect(member, call, answer);
        running.hasCommitted ||= call.name === 'transaction.commit' && answer === true;
        noteAnswer(member, number, ending === 'well' ? String(contentId(answer)) : ending);
        if (ending === 'well') {
          resolve(answer);
          return [];
        }
      }
      running.hasFailed ||= !triesAgain;
      // A channel's call answers as its adapter does to the error; the compiler cannot derive the type of this call from it.
      const answer = answerOfChannel(call, ending);
      if (answer !== undefined) resolve(answer as Result);
      else reject(new OrderEventsError('store-busy', `${call.name} failed`, undefined));
      return doubt === undefined ? [] : [doubt];
    }
  });
}

/** Repeats each failed call, and determines which process made an insert, as the adapter of Wix Data does. */
function tryingAgain(around: AroundCall): AroundCall {
  return async (call, effect) => {
    const won = winningAnswer(call);
    let isOwn = false;
    const noted = (): ReturnType<typeof effect> => {
      const answer = effect();
      isOwn ||= hasWon(call, answer);
      return answer;
    };
    try {
      return await around(call, noted);
    } catch {
      const answer = await around(call, noted);
      if (won === undefined || hasWon(call, answer)) return answer;
      const whose = await findWhoseInsert({ kind: 'taken', isLast: false }, () =>
        Promise.resolve(isOwn ? 'own' : 'other'),
      );
      return whose === 'inserted' ? (won as typeof answer) : answer;
    }
  };
}

/**
 * Runs a container until all its processes wait for calls or have ended: nothing in them waits for anything else. An error thrown although
 * their calls succeeded is a bug, and is rethrown.
 */
export async function proceed(running: Running, act: () => void): Promise<void> {
  act();
  await new Promise((resolve) => void setImmediate(resolve));
  if (running.error !== undefined && !running.hasFailed) {
    throw new Error(`${running.name} failed`, { cause: running.error });
  }
}
