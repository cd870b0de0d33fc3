import { isWaitingForContact } from '../delivery/notification.ts';
import type { Ports } from '../ports/ports.ts';

/** Orders whose buyer could not be notified because no contact is known. */
export interface WaitingOrders {
  includes(orderId: string): Promise<boolean>;
}

/** More than a site has waiting, unless its orders have no contacts at all. */
const MAX_WAITING = 1000;

/** Creates the set of waiting orders, which is read once, on its first use. */
export function createWaitingOrders({ notifications }: Pick<Ports, 'notifications'>): WaitingOrders {
  let reading: Promise<ReadonlySet<string>> | undefined;

  async function read(): Promise<ReadonlySet<string>> {
    const held = await notifications.list({ status: 'held' }, MAX_WAITING);
    return new Set(held.filter(isWaitingForContact).map(({ orderId }) => orderId));
  }

  return {
    async includes(orderId) {
      reading ??= read();
      return (await reading).has(orderId);
    },
  };
}
