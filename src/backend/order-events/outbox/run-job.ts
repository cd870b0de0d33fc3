import type { JobState, OrderEventStore } from './ports.ts';

/**
 * How long one run of a job may take. Wix documents no limit for scheduled jobs; a run that stops in time says where
 * the next one goes on.
 */
export const JOB_BUDGET_MS = 60_000;

/** What one run of a job gives back. */
export interface JobRun {
  readonly report: JobState['report'];
  readonly progress: JobState['progress'];
}

/** The names of the jobs, as `jobs.config` and the health report have them. */
export const jobNames = ['deliverDueNotifications', 'cleanUp', 'reconcileOrders'] as const;

/** The name of a job. */
export type JobName = (typeof jobNames)[number];

/** Runs a job with its time budget and notes when it ran, what it did and where the next run goes on. */
export async function runJob(
  job: JobName,
  { store, now }: { readonly store: OrderEventStore; readonly now: () => number },
  work: (progress: JobState['progress'], deadline: number) => Promise<JobRun>,
): Promise<JobState> {
  const startedAt = now();
  const last = await store.readJobState(job);
  const progress = last?.progress ?? {};
  await store.saveJobState(job, { startedAt, report: last?.report ?? {}, progress });
  const run = await work(progress, startedAt + JOB_BUDGET_MS);
  const state: JobState = { startedAt, finishedAt: now(), ...run };
  await store.saveJobState(job, state);
  return state;
}
