import type { Emulator } from '../../../emulator/emulator.ts';
import type { FailureFault } from '../../workbench/local-site/fault-settings.ts';
import type { CallsSeen } from '../../workbench/local-site/fire-event.ts';

/** What is to go wrong. */
export interface FaultPlan {
  readonly faults: readonly FailureFault[];
  readonly crashAfter: number | undefined;
}

/** Sets the faults, so that they meet the first calls from now on. */
export function armFaults(emulator: Emulator, { faults, crashAfter }: FaultPlan): void {
  for (const fault of faults) emulator.faults.failNext(fault);
  if (crashAfter !== undefined) emulator.faults.crashAfterCall(crashAfter);
}

/** A note for each fault that met no call: a fault that does nothing must not look like a site that copes. */
export function notesOnFaults({ faults, crashAfter }: FaultPlan, { calls, outcomes, isCrashed }: CallsSeen): string[] {
  const made = [...calls].join(', ');
  const idle = faults.filter(({ code }) => !outcomes.has(code));
  return [
    ...idle.map(({ code }) => `Nothing failed with ${code}: no such call was made. Calls made: ${made}`),
    ...(crashAfter === undefined || isCrashed
      ? []
      : [`Nothing crashed: fewer than ${crashAfter} Wix calls were made.`]),
  ];
}
