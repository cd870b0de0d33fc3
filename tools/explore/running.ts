import type { PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { FailingCalls, OpenDoubt } from './calls-that-fail.ts';

/** The way in which calls of a container go together. */
export type Sharing = 'at-once' | 'at-any-time' | 'in-step';

/** One way in which a pending call goes on. */
export interface Step {
  readonly name: string;
  /** `true` if something fails. */
  readonly isFailure: boolean;
  /** Takes the step, and returns the doubts that it leaves. */
  readonly act: () => readonly OpenDoubt[];
}

/** A call that waits for the schedule. */
export interface Pending {
  readonly name: string;
  /** `true` if it goes on only when nothing else in its container can. */
  readonly isLast?: boolean;
  readonly stepsOf: (failing: FailingCalls | undefined) => readonly Step[];
}

/** A handler or job within a container. */
export interface Member {
  /** The keys of notifications whose email it sent without saving the result so far. */
  readonly unnoted: Set<string>;
  /** The keys of notifications whose attempt it claimed and has not settled. */
  readonly claimed: Set<string>;
  /** The answers to its calls so far: together with the world, they determine what it does next. */
  answers: string;
  /** Number of calls that it has made. */
  calls: number;
  isDone: boolean;
}

/** A running container, stopped between two steps or at its end. */
export interface Running {
  readonly name: string;
  readonly members: readonly Member[];
  pending: readonly Pending[];
  /** The step in which something failed. */
  failure: string;
  /** Returns the state of its shared calls. */
  sharedState: () => string;
  /** `true` if it has committed its transaction. */
  hasCommitted: boolean;
  /** `true` if it has seen a call fail. */
  hasFailed: boolean;
  error: unknown;
}

/** Lets the schedule decide when something happens that cannot fail. */
export function addPending(
  running: Running,
  { name, stepName, isLast = false }: { readonly name: string; readonly stepName: string; readonly isLast?: boolean },
  happen: () => void,
): void {
  const pending: Pending = {
    name,
    isLast,
    stepsOf: () => [
      {
        name: stepName,
        isFailure: false,
        act() {
          running.pending = running.pending.filter((other) => other !== pending);
          happen();
          return [];
        },
      },
    ],
  };
  running.pending = [...running.pending, pending];
}

/** Notes an answer that a process got. */
export function noteAnswer(member: Member, call: number, answer: string): void {
  member.answers += `${String(call)}=${answer},`;
}

/** Notes which notifications a process has to settle after the effect of a call. */
export function noteEffect({ unnoted, claimed }: Member, call: PortCall, answer: unknown): void {
  if (call.name === 'channels.send') unnoted.add(call.args[0].key);
  if (call.name === 'claims.claim' && isClaimed(answer)) claimed.add(call.args[0]);
  if (call.name !== 'notifications.save' && call.name !== 'notifications.noteSent') return;
  unnoted.delete(call.args[0].key);
  claimed.delete(call.args[0].key);
}

function isClaimed(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'claimed';
}
