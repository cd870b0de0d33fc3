import { countByRule, WEEK_MS, type RuleCounts } from '../delivery/count-by-rule.ts';
import { HEARTBEAT_JOB } from '../jobs/heartbeat.ts';
import { installationOf, type Installation } from '../jobs/installation.ts';
import { countItems, forecastItems, totalOf, type KeptItems } from '../jobs/kept-items.ts';
import { readNotKept, type NotKept } from '../jobs/not-kept.ts';
import { CLEAN_UP_JOB } from '../jobs/removed-orders.ts';
import { jobNames } from '../jobs/run-job.ts';
import { secondInsertOf } from '../jobs/second-insert.ts';
import type { SecondInsert } from '../ports/insert-proof.ts';
import type { JobState } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';
import type { Product } from '../products/product.ts';
import { packageVersion } from '../values/package-version.ts';

/** What needs the owner's eye, and when each job last ran. */
export interface Health {
  /** Which version of wix-order-events the site runs. */
  readonly version: typeof packageVersion;
  /** The items that are kept, which count toward the site's limit. */
  readonly items: KeptItems & {
    readonly total: number;
    /** As many as there will be if they go on growing as of late; `null` until the clean-up has run for a day. */
    readonly inAYear: number | null;
  };
  /** Events that the site could neither handle nor keep, such as at the limit of its items: they were left to Wix. */
  readonly notKept: NotKept | null;
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

/** Reads the site's health. */
export async function readHealth(
  ports: Pick<
    Ports,
    | 'projections'
    | 'notifications'
    | 'claims'
    | 'unhandled'
    | 'recorded'
    | 'erasures'
    | 'jobStates'
    | 'now'
    | 'loadDigest'
  >,
): Promise<Health> {
  const { notifications, unhandled, erasures, jobStates, now, loadDigest } = ports;
  const { count } = notifications;
  const items = await countItems(ports);
  const total = totalOf(items);
  let inAYear: number | null = null;
  const jobs: Record<string, JobHealth | null> = {};
  let installation = installationOf({});
  let secondInsert: SecondInsert | undefined;
  for (const job of jobNames) {
    const state = await jobStates.read(job);
    jobs[job] = healthOfJob(state);
    if (job === 'reconcileOrders') installation = installationOf(state?.progress ?? {});
    if (job === CLEAN_UP_JOB) inAYear = forecastItems(state?.progress ?? {}, total, now());
    if (job === HEARTBEAT_JOB) secondInsert = secondInsertOf(state?.progress ?? {});
  }
  return {
    version: packageVersion,
    items: { ...items, total, inAYear },
    notKept: await readNotKept(ports),
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
