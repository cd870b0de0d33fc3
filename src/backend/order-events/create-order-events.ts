import { deliverOne } from './delivery/deliver-due.ts';
import { createMessageCap } from './delivery/message-cap.ts';
import { LEASE_MS } from './ports/attempt-claims.ts';
import { summarizeWeek } from './delivery/weekly-summary.ts';
import { noteRejected } from './delivery/note-rejected.ts';
import { createOverdueTurns } from './delivery/overdue-turns.ts';
import type { HandlerName } from './handlers/handlers.ts';
import { deliverWaiting } from './intake/deliver-waiting.ts';
import { handleEvent, handleInTransaction, type AfterCommit, type KeptEvent } from './intake/handle-event.ts';
import type { EventOutcome } from './intake/outcome.ts';
import { beatOf, createListeningReader } from './jobs/heartbeat.ts';
import { prepareNotKept } from './jobs/not-kept.ts';
import { CLEAN_UP_JOB, createRemovedBeforeReader } from './jobs/removed-orders.ts';
import { JOB_CONCURRENCY, runJob } from './jobs/run-job.ts';
import { noteSecondInsert } from './jobs/second-insert.ts';
import type { Step } from './jobs/share-time.ts';
import type { JobState } from './ports/job-states.ts';
import type { Notification } from './ports/notifications.ts';
import type { OrderReader } from './ports/order-reader.ts';
import type { Ports, Stores } from './ports/ports.ts';
import { sweepOrders } from './reconcile/sweep-orders.ts';
import { cleanUpRecorded, recordEvent } from './recording/record-event.ts';
import { cleanUpStores } from './retention/clean-up.ts';
import type { SiteRules } from './rules/site-rules.ts';
import { createWebMethods, type WebMethods } from './web-methods/create-web-methods.ts';

/** Everything that a site calls, over the ports of its host. */
export interface OrderEvents {
  /** Handles one Wix order event. The outcome is for the local tools; Wix ignores it. */
  handleOrderEvent(handler: HandlerName, event: unknown, site: SiteRules): Promise<EventOutcome>;
  /** Does the same on a host with transactions, in two steps; see `handleInTransaction`. */
  handleInTransaction(event: KeptEvent, site: SiteRules, stores: Stores): Promise<AfterCommit>;
  /** Makes the next attempt at a notification that is due; see `deliverOne`. */
  deliverDue(notification: Notification, site: SiteRules): Promise<void>;
  readonly jobs: OrderEventsJobs;
  readonly webMethods: WebMethods;
}

/** The jobs; each resolves to the state that it stored of its run. */
export interface OrderEventsJobs {
  /** Hourly: handles stored events again, sends due notifications, and shows that the site is listening. */
  deliverDueNotifications(site: SiteRules): Promise<JobState>;
  /** Daily: removes data whose retention is over, and records how much is left. */
  cleanUp(site: SiteRules): Promise<JobState>;
  /** Every six hours: reads the open orders once, then the orders that changed, and handles those whose event never arrived. */
  reconcileOrders(orders: OrderReader, site: SiteRules): Promise<JobState>;
}

/**
 * Ports that a host provides. This package adds the heartbeat, the record of removed orders and the message cap itself. By default
 * `takeOverdueTurn` follows the clock, and `leaseMs` is `LEASE_MS`, as containers of Wix need it.
 */
export type HostPorts = Omit<
  Ports,
  'takeOverdueTurn' | 'readListeningSince' | 'readRemovedBefore' | 'messageCap' | 'storeTime' | 'leaseMs'
> &
  Partial<Pick<Ports, 'takeOverdueTurn' | 'storeTime' | 'leaseMs'>>;

/** Settings of a host for its jobs. */
export interface JobSettings {
  /**
   * Stores for jobs. They may retry for longer: a call that gives up ends the run, and the next run is an hour later. Default: the stores
   * of the ports.
   */
  readonly stores?: Stores;
  /** Rows processed in parallel. */
  readonly concurrency?: number;
}

/** Composes the core over the ports of a host: the only composition, used by every host, tool and test. */
export function createOrderEvents(
  hostPorts: HostPorts,
  { stores = hostPorts, concurrency = JOB_CONCURRENCY }: JobSettings = {},
): OrderEvents {
  const ports: Ports = {
    takeOverdueTurn: createOverdueTurns(hostPorts.now),
    leaseMs: LEASE_MS,
    storeTime: () => ({ earliest: hostPorts.now(), latest: hostPorts.now() }),
    ...hostPorts,
    readListeningSince: createListeningReader(hostPorts),
    readRemovedBefore: createRemovedBeforeReader(hostPorts),
    messageCap: createMessageCap(hostPorts),
  };
  const jobPorts: Ports = { ...ports, ...stores };

  return {
    async handleOrderEvent(handler, event, site) {
      const outcome = await handleEvent(handler, event, site, { ...ports, site });
      const { record } = site.settings;
      if (record !== undefined) await recordEvent(handler, event, record, ports);
      return outcome;
    },
    async handleInTransaction(event, site, transactionStores) {
      const sendAll = await handleInTransaction(event, site, transactionStores, { ...ports, site });
      return async () => {
        const outcome = await sendAll();
        const { record } = site.settings;
        if (record !== undefined) await recordEvent(event.handler, event.raw, record, ports);
        return outcome;
      };
    },
    async deliverDue(notification, site) {
      await deliverOne(notification, { ...ports, site });
    },
    jobs: {
      deliverDueNotifications: (site) =>
        runJob(
          'deliverDueNotifications',
          jobPorts,
          async (progress, deadline) => {
            await prepareNotKept(jobPorts);
            return {
              report: await deliverWaiting(deadline, concurrency, site, { ...jobPorts, site }),
              progress: await afterDelivery(progress, { ...jobPorts, site }),
            };
          },
          beatOf,
        ),
      cleanUp: (site) =>
        runJob(CLEAN_UP_JOB, jobPorts, async (progress, deadline, noteProgress) => {
          const { record } = site.settings;
          let recorded = 0;
          const note = (removed: number): void => {
            recorded += removed;
          };
          const others: readonly Step[] =
            record === undefined ? [] : [(turn) => cleanUpRecorded(record, turn, note, jobPorts)];
          const run = await cleanUpStores(progress, site, deadline, { ...jobPorts, noteProgress }, others);
          return record === undefined ? run : { ...run, report: { ...run.report, recorded } };
        }),
      reconcileOrders: (orders, site) =>
        runJob('reconcileOrders', jobPorts, (progress, deadline, noteProgress) =>
          sweepOrders(progress, deadline, site, { ...jobPorts, site, ...orders, noteProgress, concurrency }),
        ),
    },
    webMethods: createWebMethods(ports),
  };
}

/** Runs the remaining steps of the hourly job, each from where its last run stopped. */
async function afterDelivery(progress: JobState['progress'], ports: Ports): Promise<JobState['progress']> {
  return await summarizeWeek(await noteRejected(await noteSecondInsert(progress, ports), ports), ports);
}
