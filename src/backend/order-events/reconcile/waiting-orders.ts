import { isWaitingForContact } from '../delivery/notification.ts';
import type { Ports } from '../ports/ports.ts';

/** The orders whose buyer could not be told for want of a contact. */
export interface WaitingOrders {
  includes(orderId: string): Promise<boolean>;
}

/** More than a site can have waiting, unless its orders have no contacts at all. */
const MAX_WAITING = 1000;

/** Reads them once, when they are first asked for. */
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
