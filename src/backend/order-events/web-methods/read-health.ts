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

/** Health of a site: what needs the owner's attention, and when each job last ran. */
export interface Health {
  /** Version of wix-order-events that the site runs. */
  readonly version: typeof packageVersion;
  /** Stored items, which count toward the site's limit. */
  readonly items: KeptItems & {
    readonly total: number;
    /** Estimate for a year from now, from recent growth; `null` until the clean-up has run for a day. */
    readonly inAYear: number | null;
  };
  /** Events that the site could neither handle nor store, for example at its item limit: they were left to Wix. */
  readonly notKept: NotKept | null;
  readonly notifications: Readonly<Record<'pending' | 'overdue' | 'held' | 'failed' | 'unknown', number>>;
  /** Number of each rule's notifications by status, created in the last seven days; of very many, the newest thousand. */
  readonly byRule: Readonly<Record<string, RuleCounts>>;
  readonly unhandledEvents: Readonly<Record<'rejected' | 'failed', number>>;
  /** Erasures that the hourly job has not completed yet. */
  readonly openErasures: number;
  /** `true` if personal details are compared, which needs the site's digest key. */
  readonly comparesDetails: boolean;
  /** Progress of the reconcile job in reading each product's open orders for the first time. */
  readonly installation: Readonly<Record<Product, Installation>>;
  /** Answer of the database when the hourly job inserted under one id twice: anything but `refused` is a reason to ask for help. */
  readonly secondInsert: SecondInsert | null;
  readonly jobs: Readonly<Record<string, JobHealth | null>>;
}

/** Last run of a job. */
export interface JobHealth {
  readonly startedAt: string;
  /** `null` while the job runs, and if it stopped half-way. */
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
