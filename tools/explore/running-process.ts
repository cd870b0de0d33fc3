import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { RecordedEmail, World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { contentId } from './fingerprint.ts';

/** A handler or job that is to run: it makes its port calls through `around`. */
export interface Process {
  readonly name: string;
  start(world: World, around: AroundCall): Promise<unknown>;
}

/** A process at work: between two port calls, or at its end. */
export interface Running {
  readonly name: string;
  pending: { readonly call: PortCall; readonly act: () => void } | undefined;
  last: PortCall | undefined;
  /** The key of the notification whose attempt it claimed and has not settled. */
  claimed: string | undefined;
  /** Whether its last call came after an erasure was noted: an email of its after that is no more on its way. */
  isPastErasure: boolean;
  /** What its calls have answered so far: with the world, all that decides what it does next. */
  answers: string;
  isDone: boolean;
  error: unknown;
  wake: () => void;
}

/** Starts a process and lets it go on until its first port call. */
export async function begin(process: Process, world: World): Promise<Running> {
  const running: Running = {
    name: process.name,
    pending: undefined,
    last: undefined,
    claimed: undefined,
    isPastErasure: false,
    answers: '',
    isDone: false,
    error: undefined,
    wake: () => undefined,
  };
  function around<Result>(call: PortCall, effect: () => Result): Promise<Result> {
    return new Promise((resolve) => {
      running.pending = {
        call,
        act() {
          running.pending = undefined;
          running.last = call;
          const isLate = call.name === 'mailer.send' && running.isPastErasure;
          running.isPastErasure = world.erasures.size > 0;
          const answer = effect();
          if (isLate) markLate(world);
          noteClaim(running, call, answer);
          running.answers += `${String(contentId(answer))}${running.isPastErasure ? '!' : ''},`;
          resolve(answer);
        },
      };
      running.wake();
    });
  }
  await proceed(running, () => {
    process.start(world, around).then(
      () => finish(running),
      (error: unknown) => {
        running.error = error;
        finish(running);
      },
    );
  });
  return running;
}

/** An email that was sent although its sender could have known that it was erased. */
export interface LateEmail extends RecordedEmail {
  readonly isLate: true;
}

function markLate({ emails }: World): void {
  const email = emails.pop();
  if (email === undefined) return;
  const late: LateEmail = { ...email, isLate: true };
  emails.push(late);
}

/** Whether an email was sent after an erasure. */
export function isLateEmail(email: RecordedEmail): email is LateEmail {
  return 'isLate' in email;
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

/** Lets a process go on until its next port call, or its end. A process that throws is no schedule but a bug. */
export async function proceed(running: Running, act: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    running.wake = resolve;
    act();
  });
  if (running.error !== undefined) throw new Error(`${running.name} failed`, { cause: running.error });
}
