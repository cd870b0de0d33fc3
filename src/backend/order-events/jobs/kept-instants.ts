import type { JobRun } from '../ports/job-states.ts';

type Progress = JobRun['progress'];

/**
 * Instants that the hourly job goes on from, in milliseconds since 1970: up to which it looked for messages that were rejected later,
 * and when it last told the owner of the week.
 */
const names = ['rejectedUpTo', 'summarizedAt'] as const;

/** The name of an instant that the hourly job goes on from. */
export type KeptInstant = (typeof names)[number];

/** The instant of a name; `undefined` while there is none. */
export function instantIn(progress: Progress, name: KeptInstant): number | undefined {
  const instant = progress[name];
  return typeof instant === 'number' ? instant : undefined;
}

/** All of them, as the next run begins with them. */
export function keptInstants(progress: Progress): Progress {
  return Object.fromEntries(
    names.flatMap((name) => {
      const instant = instantIn(progress, name);
      return instant === undefined ? [] : [[name, instant]];
    }),
  );
}
