import { summarizeWeek } from './delivery/weekly-summary.ts';
import { noteRejected } from './delivery/note-rejected.ts';
import { deliverWaiting } from './intake/deliver-waiting.ts';
import { beatOf } from './jobs/heartbeat.ts';
import { prepareNotKept } from './jobs/not-kept.ts';
import { CLEAN_UP_JOB } from './jobs/removed-orders.ts';
import { JOB_CONCURRENCY, runJob } from './jobs/run-job.ts';
import { noteSecondInsert } from './jobs/second-insert.ts';
import type { Step } from './jobs/share-time.ts';
import type { JobState } from './ports/job-states.ts';
import type { OrderReader } from './ports/order-reader.ts';
import type { Ports } from './ports/ports.ts';
import { sweepOrders } from './reconcile/sweep-orders.ts';
import { cleanUpRecorded } from './recording/record-event.ts';
import { cleanUpStores } from './retention/clean-up.ts';
import type { SiteRules } from './rules/site-rules.ts';

/** The jobs; each resolves to the state that it stored of its run. */
export interface OrderEventsJobs {
  /** Hourly: handles stored events again, sends due notifications, and shows that the site is listening. */
  deliverDueNotifications(site: SiteRules): Promise<JobState>;
  /** Daily: removes data whose retention is over, and records how much is left. */
  cleanUp(site: SiteRules): Promise<JobState>;
  /** Every six hours: reads the open orders once, then the orders that changed, and handles those whose event never arrived. */
  reconcileOrders(orders: OrderReader, site: SiteRules): Promise<JobState>;
}

/** Creates the jobs over the ports of a site, which process that many rows in parallel. */
export function createJobs(ports: Ports, concurrency = JOB_CONCURRENCY): OrderEventsJobs {
  return {
    deliverDueNotifications: (site) =>
      runJob(
        'deliverDueNotifications',
        ports,
        async (progress, deadline) => {
          await prepareNotKept(ports);
          return {
            report: await deliverWaiting(deadline, concurrency, site, { ...ports, site }),
            progress: await afterDelivery(progress, { ...ports, site }),
          };
        },
        beatOf,
      ),
    cleanUp: (site) =>
      runJob(CLEAN_UP_JOB, ports, async (progress, deadline, noteProgress) => {
        const { record } = site.settings;
        let recorded = 0;
        const note = (removed: number): void => {
          recorded += removed;
        };
        const others: readonly Step[] =
          record === undefined ? [] : [(turn) => cleanUpRecorded(record, turn, note, ports)];
        const run = await cleanUpStores(progress, site, deadline, { ...ports, noteProgress }, others);
        return record === undefined ? run : { ...run, report: { ...run.report, recorded } };
      }),
    reconcileOrders: (orders, site) =>
      runJob('reconcileOrders', ports, (progress, deadline, noteProgress) =>
        sweepOrders(progress, deadline, site, { ...ports, site, ...orders, noteProgress, concurrency }),
      ),
  };
}

/** Runs the remaining steps of the hourly job, each from where its last run stopped. */
async function afterDelivery(progress: JobState['progress'], ports: Ports): Promise<JobState['progress']> {
  return await summarizeWeek(await noteRejected(await noteSecondInsert(progress, ports), ports), ports);
}
