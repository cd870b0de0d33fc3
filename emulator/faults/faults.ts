import type { PendingCall, WixCallKind } from '../invocation.ts';
import type { Mirror, Staleness } from '../storage/mirror.ts';
import { wixLimits } from '../wix-limits.ts';
import { createMinute } from './minute.ts';

/** Selects the calls that a fault applies to; an absent property matches every call. */
export type CallMatcher =
  | {
      readonly module?: string;
      readonly member?: string;
      readonly kind?: WixCallKind;
      readonly collection?: string;
      readonly id?: string;
    }
  | ((call: PendingCall) => boolean);

/** A failure of future calls. */
export interface FailureFault {
  readonly call?: CallMatcher;
  /** The error code that site code receives, such as WDE0014; empty for an error without a code. */
  readonly code: string;
  /** Number of matching calls that fail (default: 1). */
  readonly times?: number;
  /** `before` (the default): the call has no effect. `after`: the call takes effect, but fails. */
  readonly effect?: 'before' | 'after';
}

/** A delay of future calls: each matching call moves the emulator's clock forward by this much. */
export interface DelayFault {
  readonly call?: CallMatcher;
  readonly ms: number;
  readonly times?: number;
}

/** Faults that can be provoked from tests, the command line and the console. */
export interface Faults {
  failNext(fault: FailureFault): void;
  /** Delays calls. A data call that exceeds Wix's time limit fails with WDE0028 and has no effect. */
  delay(fault: DelayFault): void;
  /** Crashes the invocation that makes the n-th call from now, after that call took effect. */
  crashAfterCall(n: number): void;
  /** Crashes the invocation that is about to make the n-th call from now. */
  crashBeforeCall(n: number): void;
  /**
   * Lets ordinary reads lag: `true` by a few seconds of the emulator's clock, a number by that many milliseconds, or by a number of writes.
   */
  staleReads(lag: boolean | number | { readonly writes: number }): void;
  /** Lets data calls beyond this number per minute of the emulator's clock fail with WDE0014; null removes the limit. */
  quota(dataCallsPerMinute: number | null): void;
  /** Removes all faults. */
  clear(): void;
}

/** The faults, as used by the call pipeline. */
export interface FaultPlan extends Faults {
  takeDelayMs(call: PendingCall): number;
  takeFailure(call: PendingCall, effect: 'before' | 'after'): string | undefined;
  isOverQuota(call: PendingCall): boolean;
  /** Counts the call, and returns `true` if the invocation crashes before it. */
  crashesBefore(): boolean;
  crashesAfter(): boolean;
}

interface Armed<T> {
  readonly fault: T;
  left: number;
}

/** Creates faults that are all off. */
export function createFaults(deps: { readonly mirror: Mirror; readonly now: () => number }): FaultPlan {
  let failures: Armed<FailureFault>[] = [];
  let delays: Armed<DelayFault>[] = [];
  let quota: number | null = null;
  const dataCalls = createMinute();
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
      dataCalls.forget();
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
      return dataCalls.count(deps.now()) > quota;
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
