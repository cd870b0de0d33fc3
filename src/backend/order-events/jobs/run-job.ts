import type { JobState, OrderEventStore } from '../ports/ports.ts';

/**
 * How long one run of a job may take. Wix documents no limit for scheduled jobs. A run notes its place as it goes, so one
 * that is stopped before its time loses no more than a page.
 */
export const JOB_BUDGET_MS = 5 * 60_000;

/** Rows that a job has in hand at once: enough to wait for Wix rarely, and few beside what the events of a shop ask. */
export const JOB_LANES = 5;

/** What one run of a job gives back. */
export interface JobRun {
  readonly report: JobState['report'];
  readonly progress: JobState['progress'];
}

/** The names of the jobs, as `jobs.config` and the health report have them. */
export const jobNames = ['deliverDueNotifications', 'cleanUp', 'reconcileOrders'] as const;

/** The name of a job. */
export type JobName = (typeof jobNames)[number];

/** Notes the place at which the next run would go on if this one were stopped now. */
export type NoteProgress = (progress: JobState['progress']) => Promise<void>;

/** Runs a job with its time budget and notes when it ran, what it did and where the next run goes on. */
export async function runJob(
  job: JobName,
  { store, now }: { readonly store: OrderEventStore; readonly now: () => number },
  work: (progress: JobState['progress'], deadline: number, noteProgress: NoteProgress) => Promise<JobRun>,
): Promise<JobState> {
  const startedAt = now();
  const last = await store.readJobState(job);
  const begun = last?.progress ?? {};
  const noteProgress: NoteProgress = (progress) =>
    store.saveJobState(job, { startedAt, report: last?.report ?? {}, progress });
  await noteProgress(begun);
  const run = await work(begun, startedAt + JOB_BUDGET_MS, noteProgress);
  const state: JobState = { startedAt, finishedAt: now(), ...run };
  await store.saveJobState(job, state);
  return state;
}
