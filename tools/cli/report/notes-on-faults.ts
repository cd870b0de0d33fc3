import type { FaultPlan } from '../../workbench/local-site/fault-plan.ts';
import type { CallsSeen } from '../../workbench/local-site/fire-event.ts';

/** Returns a note for each fault that no call triggered, because an unused fault must not look like a site that handled it. */
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
