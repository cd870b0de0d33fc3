import type { JobRun } from '../ports/job-states.ts';

const LOOKED_UP_TO = 'rejectedUpTo';

/** The instant up to which the hourly job looked for messages that were rejected later, in milliseconds since 1970. */
export function rejectedUpTo(progress: JobRun['progress']): number | undefined {
  const instant = progress[LOOKED_UP_TO];
  return typeof instant === 'number' ? instant : undefined;
}

/** The note of that instant; none where the job has not looked. */
export function noteOfRejected(instant: number | undefined): JobRun['progress'] {
  return instant === undefined ? {} : { [LOOKED_UP_TO]: instant };
}
