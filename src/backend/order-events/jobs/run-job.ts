import type { JobRun, JobState, NoteProgress } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Time budget of one job run, in milliseconds. Wix documents no limit for scheduled jobs. A run stores its place as it goes, so a run
 * that is stopped early loses at most one page.
 */
export const JOB_BUDGET_MS = 5 * 60_000;

/** Job concurrency: enough to hide latency, low next to event traffic. */
export const JOB_CONCURRENCY = 20;

/** Names of the jobs, as in `jobs.config` and the health report. */
export const jobNames = ['deliverDueNotifications', 'cleanUp', 'reconcileOrders'] as const;

/** The name of a job. */
export type JobName = (typeof jobNames)[number];

/**
 * Runs a job within its time budget, and stores when it ran, what it did and where the next run continues. `begin` returns the progress
 * that this run starts from; by default that of the last run.
 */
export async function runJob(
  job: JobName,
  { jobStates, now }: Pick<Ports, 'jobStates' | 'now'>,
  work: (progress: JobRun['progress'], deadline: number, noteProgress: NoteProgress) => Promise<JobRun>,
  begin: (last: JobState | undefined, now: number) => JobRun['progress'] = (state) => state?.progress ?? {},
): Promise<JobState> {
  const startedAt = now();
  const last = await jobStates.read(job);
  const begun = begin(last, startedAt);
  const noteProgress: NoteProgress = (progress) =>
    jobStates.save(job, { startedAt, report: last?.report ?? {}, progress });
  await noteProgress(begun);
  const run = await work(begun, startedAt + JOB_BUDGET_MS, noteProgress);
  const state: JobState = { startedAt, finishedAt: now(), ...run };
  await jobStates.save(job, state);
  return state;
}
