import { createMessageCap } from './delivery/message-cap.ts';
import { createOverdueTurns } from './delivery/overdue-turns.ts';
import type { HandlerName } from './handlers/handlers.ts';
import { handleEvent, handleInTransaction, type AfterCommit, type KeptEvent } from './intake/handle-event.ts';
import type { EventOutcome } from './intake/outcome.ts';
import { createListeningReader } from './jobs/heartbeat.ts';
import { createRemovedBeforeReader } from './jobs/removed-orders.ts';
import type { OrderEventsJobs } from './create-jobs.ts';
import type { OnDemand } from './on-demand.ts';
import { LEASE_MS } from './ports/attempt-claims.ts';
import type { Notification } from './ports/notifications.ts';
import type { Ports, Stores } from './ports/ports.ts';
import type { SiteRules } from './rules/site-rules.ts';
import type { WebMethods } from './web-methods/create-web-methods.ts';

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

/**
 * Ports that a host provides. This package adds the heartbeat, the record of removed orders, the message cap and the seldom steps itself.
 * By default `takeOverdueTurn` follows the clock, and `leaseMs` is `LEASE_MS`, as containers of Wix need it.
 */
export type HostPorts = Omit<
  Ports,
  | 'takeOverdueTurn'
  | 'readListeningSince'
  | 'readRemovedBefore'
  | 'messageCap'
  | 'storeTime'
  | 'leaseMs'
  | 'loadSeldomSteps'
> &
  Partial<Pick<Ports, 'takeOverdueTurn' | 'storeTime' | 'leaseMs'>>;

/** Settings of a host for its jobs. */
export interface JobSettings {
  /**
   * Stores for jobs. They may retry for longer: a call that gives up ends the run, and the next run is an hour later. Default: the stores
   * of the ports.
   */
  readonly stores?: Stores;
  /** Rows processed in parallel; see `JOB_CONCURRENCY`. */
  readonly concurrency?: number;
}

/**
 * Composes the core over the ports of a host: the only composition, used by every host, tool and test. `loadOnDemand` loads what
 * an event usually does not need; it is called each time.
 */
export function composeOrderEvents(
  hostPorts: HostPorts,
  loadOnDemand: () => Promise<OnDemand>,
  { stores = hostPorts, concurrency }: JobSettings = {},
): OrderEvents {
  const ports: Ports = {
    takeOverdueTurn: createOverdueTurns(hostPorts.now),
    leaseMs: LEASE_MS,
    storeTime: () => ({ earliest: hostPorts.now(), latest: hostPorts.now() }),
    ...hostPorts,
    readListeningSince: createListeningReader(hostPorts),
    readRemovedBefore: createRemovedBeforeReader(hostPorts),
    messageCap: createMessageCap(hostPorts),
    loadSeldomSteps: async () => (await loadOnDemand()).seldomSteps,
  };

  async function recordIfAsked(handler: HandlerName, event: unknown, { settings }: SiteRules): Promise<void> {
    if (settings.record === undefined) return;
    const { recordEvent } = await loadOnDemand();
    await recordEvent(handler, event, settings.record, ports);
  }

  async function loadJobs(): Promise<OrderEventsJobs> {
    const { createJobs } = await loadOnDemand();
    return createJobs({ ...ports, ...stores }, concurrency);
  }

  async function loadWebMethods(): Promise<WebMethods> {
    const { createWebMethods } = await loadOnDemand();
    return createWebMethods(ports);
  }

  return {
    async handleOrderEvent(handler, event, site) {
      const outcome = await handleEvent(handler, event, site, { ...ports, site });
      await recordIfAsked(handler, event, site);
      return outcome;
    },
    async handleInTransaction(event, site, transactionStores) {
      const sendAll = await handleInTransaction(event, site, transactionStores, { ...ports, site });
      return async () => {
        const outcome = await sendAll();
        await recordIfAsked(event.handler, event.raw, site);
        return outcome;
      };
    },
    async deliverDue(notification, site) {
      const { deliverOne } = await loadOnDemand();
      await deliverOne(notification, { ...ports, site });
    },
    jobs: {
      deliverDueNotifications: async (site) => await (await loadJobs()).deliverDueNotifications(site),
      cleanUp: async (site) => await (await loadJobs()).cleanUp(site),
      reconcileOrders: async (orders, site) => await (await loadJobs()).reconcileOrders(orders, site),
    },
    webMethods: {
      sendEmailToContact: async (...args) => await (await loadWebMethods()).sendEmailToContact(...args),
      listNotifications: async (...args) => await (await loadWebMethods()).listNotifications(...args),
      resendNotification: async (...args) => await (await loadWebMethods()).resendNotification(...args),
      getOrderHistory: async (...args) => await (await loadWebMethods()).getOrderHistory(...args),
      getMyOrderHistory: async (...args) => await (await loadWebMethods()).getMyOrderHistory(...args),
      eraseContact: async (...args) => await (await loadWebMethods()).eraseContact(...args),
      listUnhandledEvents: async (...args) => await (await loadWebMethods()).listUnhandledEvents(...args),
      replayUnhandledEvents: async (...args) => await (await loadWebMethods()).replayUnhandledEvents(...args),
      getHealth: async (...args) => await (await loadWebMethods()).getHealth(...args),
    },
  };
}
