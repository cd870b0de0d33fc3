import type { JobRun } from '../ports/job-states.ts';

type Progress = JobRun['progress'];

/**
 * Instants that the hourly job carries from run to run, in milliseconds since 1970: up to when it looked for messages that were rejected
 * later, and when it last sent the weekly summary.
 */
const names = ['rejectedUpTo', 'summarizedAt'] as const;

/** Name of an instant that the hourly job carries from run to run. */
export type KeptInstant = (typeof names)[number];

/** Returns the instant of a name, in milliseconds since 1970; `undefined` while there is none. */
export function instantIn(progress: Progress, name: KeptInstant): number | undefined {
  const instant = progress[name];
  return typeof instant === 'number' ? instant : undefined;
}

/** Returns all of these instants, for the next run to start from. */
export function keptInstants(progress: Progress): Progress {
  return Object.fromEntries(
    names.flatMap((name) => {
      const instant = instantIn(progress, name);
      return instant === undefined ? [] : [[name, instant]];
    }),
  );
}
