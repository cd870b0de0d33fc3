import type { JobRun, JobState, NoteProgress } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * How long one run of a job may take. Wix documents no limit for scheduled jobs. A run notes its place as it goes, so one
 * that is stopped before its time loses no more than a page.
 */
export const JOB_BUDGET_MS = 5 * 60_000;

/** Job concurrency: enough to hide latency, low next to event traffic. */
export const JOB_CONCURRENCY = 5;

/** The names of the jobs, as `jobs.config` and the health report have them. */
export const jobNames = ['deliverDueNotifications', 'cleanUp', 'reconcileOrders'] as const;

/** The name of a job. */
export type JobName = (typeof jobNames)[number];

/**
 * Runs a job with its time budget and notes when it ran, what it did and where the next run goes on. `begin` says where this
 * run begins: by default where the last one stopped.
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
