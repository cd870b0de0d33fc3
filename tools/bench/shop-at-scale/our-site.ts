import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';
import { deliverWaiting } from '../../../src/backend/order-events/jobs/deliver-waiting.ts';
import {
  handleOrderEvent,
  type EventDeps,
  type SiteRules,
} from '../../../src/backend/order-events/intake/handle-event.ts';
import type { OrderEventStore } from '../../../src/backend/order-events/ports/ports.ts';
import { createOverdueTurns } from '../../../src/backend/order-events/delivery/overdue-turns.ts';
import { JOB_LANES, runJob } from '../../../src/backend/order-events/jobs/run-job.ts';
import { reconcileOrders } from '../../../src/backend/order-events/reconcile/reconcile-orders.ts';
import { createInMemoryStore } from '../../../src/backend/order-events/memory/in-memory-store.ts';
import type { World } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import type { JsonObject } from '../../../test/support/json.ts';
import type { SiteProcess } from './site-process.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A page of the shop's orders, the newest first, from an offset. */
export type ListOrders = (offset: number, limit: number) => Promise<readonly JsonObject[]>;

/** This package on a simulated site: its handler and its jobs, each run as one process. */
export interface OurSite {
  handle(event: JsonObject, process: SiteProcess): Promise<'handled' | 'kept'>;
  deliverDue(process: SiteProcess): Promise<void>;
  reconcile(process: SiteProcess, listOrders: ListOrders): Promise<void>;
}

/** As many as `reconcile/sdk-order-sources.ts` reads at once. */
const ORDERS_PER_PAGE = 100;

/** What the site mails: about the payment as rules do by default, about the cancellation at most once. */
export const saleRules: SiteRules = {
  rules: [rule('paid', 'order-paid', 'resend'), rule('canceled', 'order-canceled', 'hold')],
  settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 },
};

/** Takes something of the store away, so that a test can see what it is for. */
export type Weaken = (store: OrderEventStore) => OrderEventStore;

/** Makes the site over a world that outlives its processes. */
export function createOurSite(
  world: World,
  time: VirtualTime,
  random: () => number,
  weaken: Weaken = (store) => store,
): OurSite {
  const takeOverdueTurn = createOverdueTurns(time.now);

  function depsOf(process: SiteProcess): EventDeps {
    return {
      store: weaken(createInMemoryStore(world, process.around)),
      mailer: process.mailer,
      now: time.now,
      random,
      loadDigest: () => Promise.resolve(digest),
      takeOverdueTurn,
      log: () => undefined,
    };
  }

  return {
    async handle(event, process) {
      const outcome = await handleOrderEvent('wixEvents_onOrderUpdated', event, saleRules, depsOf(process));
      return outcome.verdict === 'rejected' ? 'kept' : 'handled';
    },
    async deliverDue(process) {
      const deps = depsOf(process);
      await runJob('deliverDueNotifications', deps, (_progress, deadline) => deliverWaiting(deadline, saleRules, deps));
    },
    async reconcile(process, listOrders) {
      const source = {
        product: 'wix-events' as const,
        async listChanged(_since: Date, from: string | undefined) {
          const offset = Number(from ?? 0);
          const orders = await listOrders(offset, ORDERS_PER_PAGE);
          return { orders, next: orders.length < ORDERS_PER_PAGE ? undefined : String(offset + orders.length) };
        },
      };
      const deps = { ...depsOf(process), sources: [source], findContact: () => Promise.resolve(undefined) };
      await runJob('reconcileOrders', deps, (progress, deadline, noteProgress) =>
        reconcileOrders(progress, deadline, saleRules, { ...deps, noteProgress, atOnce: JOB_LANES }),
      );
    },
  };
}

function rule(
  id: string,
  change: NotificationRule<'wix-events'>['change'],
  ifUnknown: 'resend' | 'hold',
): NotificationRule<'wix-events'> {
  return {
    id,
    product: 'wix-events',
    change,
    emailId: id,
    recipient: 'buyer',
    ifUnknown,
    variables: ({ order }) => ({ orderNumber: order.number }),
  };
}

/** Tells any two texts apart as far as a sale needs it, and is quick. */
function digest(text: string): string {
  return `d${String(text.length)}/${text.slice(0, 40)}`;
}
