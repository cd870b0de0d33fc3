import { createOrderEvents, type OrderEvents } from '../../../src/backend/order-events/create-order-events.ts';
import { createOverdueTurns } from '../../../src/backend/order-events/delivery/overdue-turns.ts';
import { createInMemoryPorts } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import type { Notifications } from '../../../src/backend/order-events/ports/notifications.ts';
import type { OrderSource } from '../../../src/backend/order-events/ports/order-reader.ts';
import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';
import type { SiteRules } from '../../../src/backend/order-events/rules/site-rules.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';
import type { SiteProcess } from './site-process.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Returns a page of the shop's orders, newest first, from an offset. */
export type ListOrders = (offset: number, limit: number) => Promise<readonly JsonObject[]>;

/** This package on a simulated site: its handler and jobs, each run as one process. */
export interface OurSite {
  handle(event: JsonObject, process: SiteProcess): Promise<'handled' | 'kept'>;
  deliverDue(process: SiteProcess): Promise<void>;
  reconcile(process: SiteProcess, listOrders: ListOrders): Promise<void>;
}

/** Page size of `wix/sdk-order-reader.ts`. */
const ORDERS_PER_PAGE = 100;

/** Rules of the site: an email about the payment with default settings, and one about the cancellation at most once. */
export const saleRules: SiteRules = {
  rules: [rule('paid', 'order-paid', 'resend'), rule('canceled', 'order-canceled', 'hold')],
  settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 },
};

/** Removes a feature of the notifications' port, so that a test can show its purpose. */
export type Weaken = (notifications: Notifications) => Notifications;

/** Creates the site on a world that outlives its processes. */
export function createOurSite(
  world: World,
  time: VirtualTime,
  random: () => number,
  weaken: Weaken = (notifications) => notifications,
): OurSite {
  const takeOverdueTurn = createOverdueTurns(time.now);

  function orderEventsOf({ around, channels }: SiteProcess): OrderEvents {
    const ports = createInMemoryPorts(world, around);
    return createOrderEvents({
      ...ports,
      notifications: weaken(ports.notifications),
      channels,
      now: time.now,
      storeTime: () => ({ earliest: time.now(), latest: time.now() }),
      random,
      loadDigest: () => Promise.resolve({ fingerprint: 'key', of: beginningOf }),
      takeOverdueTurn,
    });
  }

  return {
    async handle(event, process) {
      const { verdict } = await orderEventsOf(process).handleOrderEvent('wixEvents_onOrderUpdated', event, saleRules);
      return verdict === 'rejected' ? 'kept' : 'handled';
    },
    async deliverDue(process) {
      await orderEventsOf(process).jobs.deliverDueNotifications(saleRules);
    },
    async reconcile(process, listOrders) {
      const source: OrderSource = {
        product: 'wix-events',
        // The package was installed before the sale, on a site without orders.
        listOpen: () => Promise.resolve({ orders: [] }),
        async listChanged(_since, from) {
          const offset = Number(from ?? 0);
          const orders = await listOrders(offset, ORDERS_PER_PAGE);
          return { orders, next: orders.length < ORDERS_PER_PAGE ? undefined : String(offset + orders.length) };
        },
      };
      const orders = { sources: [source], findContact: () => Promise.resolve(undefined) };
      await orderEventsOf(process).jobs.reconcileOrders(orders, saleRules);
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

/** Returns a short token, different for all texts of a sale. */
function beginningOf(text: string): string {
  return `d${String(text.length)}/${text.slice(0, 40)}`;
}
