import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { Realm } from '../container/realm.ts';
import type { FaultPlan } from '../faults/faults.ts';
import type { Gate, PendingCall, WixCall, WixCallDetail, WixCallKind } from '../invocation.ts';
import { wixLimits } from '../wix-limits.ts';
import { wixError } from '../wix-error.ts';
import { isDatabaseError, stateError } from '../state-error.ts';
import type { Journal } from './journal.ts';
import type { RunningInvocation } from './running-invocation.ts';
import { isPromise } from './is-promise.ts';

/** A call of a Wix function before it passes the pipeline. */
export interface CallRequest {
  readonly module: string;
  readonly member: string;
  readonly kind: WixCallKind;
  readonly detail: WixCallDetail;
  /** Performs the call and returns its result or a promise of it; errors are of the site's realm. */
  readonly execute: () => unknown;
}

/** Runs every Wix call of every invocation through these steps in order: gate, faults, effect, record, crash. */
export interface CallPipeline {
  /** Settles the site's promise, or leaves it pending forever if the invocation crashes. */
  run(
    invocation: RunningInvocation,
    request: CallRequest,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ): void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

interface Deps {
  readonly clock: EmulatorClock;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly gate: () => Gate | undefined;
}

/** Creates the pipeline. */
export function createCallPipeline(deps: Deps): CallPipeline {
  const { faults } = deps;

  function proceed(
    invocation: RunningInvocation,
    pending: PendingCall,
    request: CallRequest,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ): void {
    const { container, calls } = invocation;
    if (!container.isAlive()) return;
    if (faults.crashesBefore() || invocation.crashBeforeCall === calls.length + 1) {
      container.kill();
      return;
    }

    const outcome = perform(container.realm, pending, request, deps);
    if ('error' in outcome && isDatabaseError(outcome.error)) {
      invocation.abort(stateError(outcome.error));
      return;
    }
    if ('error' in outcome || !isPromise(outcome.value)) {
      finish(invocation, pending, request, outcome, resolve, reject, deps);
      return;
    }
    outcome.value.then(
      (value: unknown) => finish(invocation, pending, request, { value }, resolve, reject, deps),
      (error: unknown) => finish(invocation, pending, request, { error }, resolve, reject, deps),
    );
  }

  return {
    run(invocation, request, resolve, reject) {
      if (!invocation.container.isAlive()) return;
      invocation.callsStarted += 1;
      const pending: PendingCall = {
        invocationId: invocation.id,
        invocation: invocation.name,
        number: invocation.callsStarted,
        module: request.module,
        member: request.member,
        kind: request.kind,
        detail: request.detail,
      };
      const gate = invocation.gate ?? deps.gate();
      if (gate === undefined) {
        proceed(invocation, pending, request, resolve, reject);
        return;
      }
      const opened = gate(pending);
      // A call that need not wait settles at once, as a stand-in without promises has to.
      if (opened === undefined) proceed(invocation, pending, request, resolve, reject);
      else opened.then(() => proceed(invocation, pending, request, resolve, reject), reject);
    },
  };
}

/** Records a call that was performed, and settles it. */
function finish(
  invocation: RunningInvocation,
  pending: PendingCall,
  request: CallRequest,
  performed: Outcome,
  resolve: (value: unknown) => void,
  reject: (error: unknown) => void,
  deps: Deps,
): void {
  const { clock, faults, journal } = deps;
  const { container, calls } = invocation;
  if (!container.isAlive()) return;
  const outcome = failAfter(container.realm, pending, performed, deps);
  const call: WixCall = {
    seq: journal.nextSeq(),
    invocationId: invocation.id,
    module: request.module,
    member: request.member,
    kind: request.kind,
    detail: request.detail,
    outcome: 'error' in outcome ? codeOf(outcome.error) : 'ok',
    at: clock.now(),
  };
  calls.push(call);
  // The calls of an ended invocation are already in the journal, so further calls are added one by one.
  if (invocation.hasEnded) journal.addCalls([call]);

  if (faults.crashesAfter() || invocation.crashAfterCall === calls.length) container.kill();
  else if ('error' in outcome) reject(outcome.error);
  else resolve(outcome.value);
}

function codeOf(error: unknown): string {
  const code: unknown = error !== null && typeof error === 'object' ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'error';
}

/** Returns the error of a fault that takes effect before the call, if there is one. */
function failureBefore(realm: Realm, call: PendingCall, { clock, faults }: Deps): Error | undefined {
  const delayMs = faults.takeDelayMs(call);
  const isTooSlow = call.kind === 'data' && delayMs > wixLimits.dataOperationMs;
  clock.advanceBy(isTooSlow ? wixLimits.dataOperationMs : delayMs);
  if (isTooSlow) return wixError(realm, 'WDE0028');
  if (faults.isOverQuota(call)) return wixError(realm, 'WDE0014');
  const code = faults.takeFailure(call, 'before');
  return code === undefined ? undefined : wixError(realm, code);
}

function perform(realm: Realm, call: PendingCall, request: CallRequest, deps: Deps): Outcome {
  const early = failureBefore(realm, call, deps);
  if (early !== undefined) return { error: early };
  try {
    return { value: request.execute() };
  } catch (error) {
    return { error };
  }
}

/** Replaces the result of a call that took effect by the error of a fault, if there is one. */
function failAfter(realm: Realm, call: PendingCall, outcome: Outcome, { faults }: Deps): Outcome {
  if ('error' in outcome) return outcome;
  const code = faults.takeFailure(call, 'after');
  return code === undefined ? outcome : { error: wixError(realm, code) };
}
