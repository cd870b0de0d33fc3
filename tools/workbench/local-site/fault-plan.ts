import type { Emulator } from '../../../emulator/emulator.ts';
import type { WixCall } from '../../../emulator/invocation.ts';

/** A failure to come: of the next call, or of the next that fits. */
export interface FailureFault {
  readonly code: string;
  readonly call?: {
    readonly kind?: WixCall['kind'];
    readonly module?: string;
    readonly member?: string;
  };
}

/** What is to go wrong. */
export interface FaultPlan {
  readonly faults: readonly FailureFault[];
  /** The site stops for good after so many Wix calls from now. */
  readonly crashAfter?: number | undefined;
}

/** Sets the faults, so that they meet the first calls from now on. */
export function armFaults(emulator: Emulator, { faults, crashAfter }: FaultPlan): void {
  for (const fault of faults) emulator.faults.failNext(fault);
  if (crashAfter !== undefined) emulator.faults.crashAfterCall(crashAfter);
}

/** The faults that these calls have not met, for the calls that follow. */
export function faultsLeft({ faults, crashAfter = 0 }: FaultPlan, calls: readonly WixCall[]): FaultPlan {
  const unspent = [...calls];
  return {
    faults: faults.filter((fault) => !takeFailure(unspent, fault)),
    crashAfter: crashAfter > calls.length ? crashAfter - calls.length : undefined,
  };
}

/** Whether one of the calls failed so; that call is taken out, because it answers for one fault only. */
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
