import type { Emulator } from '../../../emulator/emulator.ts';
import type { WixCall } from '../../../emulator/invocation.ts';

/** Failure of the next call, or of the next call that matches. */
export interface FailureFault {
  readonly code: string;
  readonly call?: {
    readonly kind?: WixCall['kind'];
    readonly module?: string;
    readonly member?: string;
  };
}

/** Faults to inject. */
export interface FaultPlan {
  readonly faults: readonly FailureFault[];
  /** The site stops for good after this number of Wix calls from now. */
  readonly crashAfter?: number | undefined;
}

/** Sets the faults on the emulator, starting with its next call. */
export function armFaults(emulator: Emulator, { faults, crashAfter }: FaultPlan): void {
  for (const fault of faults) emulator.faults.failNext(fault);
  if (crashAfter !== undefined) emulator.faults.crashAfterCall(crashAfter);
}

/** Returns the faults that these calls did not trigger, for the calls that follow. */
export function faultsLeft({ faults, crashAfter = 0 }: FaultPlan, calls: readonly WixCall[]): FaultPlan {
  const unspent = [...calls];
  return {
    faults: faults.filter((fault) => !takeFailure(unspent, fault)),
    crashAfter: crashAfter > calls.length ? crashAfter - calls.length : undefined,
  };
}

/** `true` if one of the calls failed with this fault; removes that call, because it accounts for one fault only. */
export function takeFailure(calls: WixCall[], { code, call: wanted = {} }: FailureFault): boolean {
  const index = calls.findIndex((call) => call.outcome === code && isLike(call, wanted));
  if (index >= 0) calls.splice(index, 1);
  return index >= 0;
}

function isLike(call: WixCall, { kind, module, member }: NonNullable<FailureFault['call']>): boolean {
  return [
    [kind, call.kind],
    [module, call.module],
    [member, call.member],
  ].every(([wanted, actual]) => wanted === undefined || wanted === actual);
}
