import type { PendingCall, WixCallKind } from '../invocation.ts';
import type { Mirror, Staleness } from '../storage/mirror.ts';
import { wixLimits } from '../wix-limits.ts';

/** Which calls a fault is about; what is left out matches every call. */
export type CallMatcher =
  | {
      readonly module?: string;
      readonly member?: string;
      readonly kind?: WixCallKind;
      readonly collection?: string;
      readonly id?: string;
    }
  | ((call: PendingCall) => boolean);

/** A failure to come. */
export interface FailureFault {
  readonly call?: CallMatcher;
  /** The code of the error that site code gets, such as WDE0014; an empty one for an error without a code. */
  readonly code: string;
  /** How many matching calls fail; 1 by default. */
  readonly times?: number;
  /** `after`: the call takes effect, and its answer is lost. By default `before`. */
  readonly effect?: 'before' | 'after';
}

/** Slowness to come: the emulator's clock moves on by this much in each matching call. */
export interface DelayFault {
  readonly call?: CallMatcher;
  readonly ms: number;
  readonly times?: number;
}

/** Everything that can be made to go wrong, from tests, the command line and the console. */
export interface Faults {
  failNext(fault: FailureFault): void;
  /** A data call that takes longer than Wix allows fails with WDE0028 before it takes effect. */
  delay(fault: DelayFault): void;
  /** Stops the invocation that makes the n-th call from now, once that call has taken effect. */
  crashAfterCall(n: number): void;
  /** Stops the invocation that is about to make the n-th call from now. */
  crashBeforeCall(n: number): void;
  /** Ordinary reads lag: `true` by a few seconds of the emulator's clock, a number by that many ms, or by a number of writes. */
  staleReads(lag: boolean | number | { readonly writes: number }): void;
  /** Data calls beyond this many in a minute of the emulator's clock fail with WDE0014; null lifts it. */
  quota(dataCallsPerMinute: number | null): void;
  /** Takes back everything. */
  clear(): void;
}

/** What the call pipeline asks of the faults. */
export interface FaultPlan extends Faults {
  takeDelayMs(call: PendingCall): number;
  takeFailure(call: PendingCall, effect: 'before' | 'after'): string | undefined;
  isOverQuota(call: PendingCall): boolean;
  /** Counts the call, and says whether the invocation crashes at this side of it. */
  crashesBefore(): boolean;
  crashesAfter(): boolean;
}

interface Armed<T> {
  readonly fault: T;
  left: number;
}

/** Makes faults that are all off. */
export function createFaults(deps: { readonly mirror: Mirror; readonly now: () => number }): FaultPlan {
  let failures: Armed<FailureFault>[] = [];
  let delays: Armed<DelayFault>[] = [];
  let quota: number | null = null;
  let callTimes: number[] = [];
  let untilCrashBefore = 0;
  let untilCrashAfter = 0;

  function take<T extends { readonly call?: CallMatcher }>(
    armed: Armed<T>[],
    call: PendingCall,
    alsoNeeds: (fault: T) => boolean = () => true,
  ): T | undefined {
    const match = armed.find((entry) => alsoNeeds(entry.fault) && matches(entry.fault.call, call));
    if (match === undefined) return undefined;
    match.left -= 1;
    if (match.left <= 0) armed.splice(armed.indexOf(match), 1);
    return match.fault;
  }

  return {
    failNext: (fault) => void failures.push({ fault, left: fault.times ?? 1 }),
    delay: (fault) => void delays.push({ fault, left: fault.times ?? 1 }),
    crashAfterCall: (n) => void (untilCrashAfter = n),
    crashBeforeCall: (n) => void (untilCrashBefore = n),
    staleReads(lag) {
      deps.mirror.configure(stalenessOf(lag));
    },
    quota(dataCallsPerMinute) {
      quota = dataCallsPerMinute;
      callTimes = [];
    },
    clear() {
      failures = [];
      delays = [];
      quota = null;
      untilCrashBefore = 0;
      untilCrashAfter = 0;
      deps.mirror.configure({ kind: 'none' });
    },
    takeDelayMs: (call) => take(delays, call)?.ms ?? 0,
    takeFailure: (call, effect) => take(failures, call, (fault) => (fault.effect ?? 'before') === effect)?.code,
    isOverQuota(call) {
      if (quota === null || call.kind !== 'data') return false;
      callTimes = callTimes.filter((at) => at > deps.now() - 60_000);
      callTimes.push(deps.now());
      return callTimes.length > quota;
    },
    crashesBefore: () => untilCrashBefore > 0 && --untilCrashBefore === 0,
    crashesAfter: () => untilCrashAfter > 0 && --untilCrashAfter === 0,
  };
}

function stalenessOf(lag: boolean | number | { readonly writes: number }): Staleness {
  if (lag === false) return { kind: 'none' };
  if (typeof lag === 'object') return { kind: 'writes', count: lag.writes };
  return { kind: 'delay', ms: lag === true ? wixLimits.mirrorDelayMs : lag };
}

function matches(matcher: CallMatcher | undefined, call: PendingCall): boolean {
  if (matcher === undefined) return true;
  if (typeof matcher === 'function') return matcher(call);
  const facts = { ...call.detail, module: call.module, member: call.member, kind: call.kind };
  return Object.entries(matcher).every(([name, wanted]) => Reflect.get(facts, name) === wanted);
}
