import type { JobState } from '../ports/job-states.ts';
import type { Ports, ReadStates } from '../ports/ports.ts';
import type { JobName } from './run-job.ts';

/** Milliseconds for which a container caches the state of a job. */
const REMEMBERED_MS = 10 * 60_000;

/** Creates a reader of a job's state that asks the store at most every ten minutes. */
export function createStateReader(
  job: JobName,
  deps: Pick<Ports, 'jobStates' | 'now'>,
): (stores?: ReadStates) => Promise<JobState | undefined> {
  const { now } = deps;
  let known: { readonly state: JobState | undefined; readonly readAt: number } | undefined;
  return async function readRememberedState({ jobStates } = deps) {
    if (known === undefined || now() - known.readAt > REMEMBERED_MS) {
      known = { state: await jobStates.read(job), readAt: now() };
    }
    return known.state;
  };
}
