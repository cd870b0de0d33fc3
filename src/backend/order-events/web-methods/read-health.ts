import { countByRule, type RuleCounts } from '../delivery/count-by-rule.ts';
import { HEARTBEAT_JOB } from '../jobs/heartbeat.ts';
import { installationOf, type Installation } from '../jobs/installation.ts';
import { jobNames } from '../jobs/run-job.ts';
import { secondInsertOf } from '../jobs/second-insert.ts';
import type { SecondInsert } from '../ports/insert-proof.ts';
import type { JobState } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';
import type { Product } from '../products/product.ts';

/** What needs the owner's eye, and when each job last ran. */
export interface Health {
  /** States of orders that are stored: one for each order, and until the next clean-up those that it replaced. */
  readonly orderStates: number;
  readonly notifications: Readonly<Record<'pending' | 'overdue' | 'held' | 'failed' | 'unknown', number>>;
  /** The same of the last seven days by rule, with what was told; of very many the newest thousand. */
  readonly byRule: Readonly<Record<string, RuleCounts>>;
  readonly unhandledEvents: Readonly<Record<'rejected' | 'failed', number>>;
  /** Erasures of which something may be left, for the hourly job to look for. */
  readonly openErasures: number;
  /** Whether personal details are compared: they need the site's digest key. */
  readonly comparesDetails: boolean;
  /** How far the reconcile job is with reading each product's open orders for the first time. */
  readonly installation: Readonly<Record<Product, Installation>>;
  /** What the database answered when the hourly job inserted under one id twice: anything but `refused` is a reason to ask for help. */
  readonly secondInsert: SecondInsert | null;
  readonly jobs: Readonly<Record<string, JobHealth | null>>;
}

/** The last run of a job. */
export interface JobHealth {
  readonly startedAt: string;
  /** `null` while it runs, and when it stopped half-way. */
  readonly finishedAt: string | null;
  readonly report: JobState['report'];
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** Reads the site's health. */
export async function readHealth({
  projections,
  notifications,
  unhandled,
  erasures,
  jobStates,
  now,
  loadDigest,
}: Pick<
  Ports,
  'projections' | 'notifications' | 'unhandled' | 'erasures' | 'jobStates' | 'now' | 'loadDigest'
>): Promise<Health> {
  const { count } = notifications;
  const jobs: Record<string, JobHealth | null> = {};
  let installation = installationOf({});
  let secondInsert: SecondInsert | undefined;
  for (const job of jobNames) {
    const state = await jobStates.read(job);
    jobs[job] = healthOfJob(state);
    if (job === 'reconcileOrders') installation = installationOf(state?.progress ?? {});
    if (job === HEARTBEAT_JOB) secondInsert = secondInsertOf(state?.progress ?? {});
  }
  return {
    orderStates: await projections.count(),
    notifications: {
      pending: await count({ status: 'pending' }),
      overdue: await count({ status: 'pending', dueBefore: now() }),
      held: await count({ status: 'held' }),
      failed: await count({ status: 'failed' }),
      unknown: await count({ status: 'unknown' }),
    },
    byRule: await countByRule(now() - WEEK_MS, { notifications }),
    unhandledEvents: {
      rejected: await unhandled.count({ kind: 'rejected' }),
      failed: await unhandled.count({ kind: 'failed' }),
    },
    openErasures: await erasures.count(),
    comparesDetails: (await loadDigest()) !== undefined,
    installation,
    secondInsert: secondInsert ?? null,
    jobs,
  };
}

function healthOfJob(state: JobState | undefined): JobHealth | null {
  if (state === undefined) return null;
  const { startedAt, finishedAt, report } = state;
  return {
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === undefined ? null : new Date(finishedAt).toISOString(),
    report,
  };
}
