import { createEmulator } from '../../../emulator/emulator.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';
import { createRandom } from '../../workbench/sequences/shuffle.ts';
import { dealOrders, writeEvent } from './sale-orders.ts';
import { SALE_OPENS_AT, type SaleSettings } from './sale-settings.ts';
import { simulateOurs } from './simulate-sale.ts';

/** A sale without faults that ends before the first job runs. */
export const smallSale: SaleSettings = {
  seed: 7,
  orders: 100,
  decayMs: 75_000,
  saleMs: 300_000,
  quota: 100_000,
  stoppedPercent: 0,
  duplicatePercent: 20,
  latePercent: 5,
  canceledPercent: 10,
  timeoutsInTenThousand: 0,
  refusedEmailsInThousand: 0,
  containers: 1,
  containerLifeMs: Infinity,
  isSharing: true,
  isRedelivered: false,
  observedMs: 9 * 60_000,
};

const ruleOfTemplate: Readonly<Record<string, string>> = { TicketOrderPaid: 'paid', TicketOrderCanceled: 'canceled' };

/** Returns the emails that simulation and emulator send in one small sale, as sorted `rule order` labels; the two must be equal. */
export async function sendOnBothWays(
  root: string,
  documented: JsonObject,
): Promise<{ readonly simulated: string[]; readonly emulated: string[] }> {
  const { record } = await simulateOurs(documented, smallSale);
  const simulated = [...record.sent].flatMap(([label, { sentAt }]) => sentAt.map(() => label)).sort();
  return { simulated, emulated: await sendInEmulator(root, documented) };
}

/** Sends the events to the built files of this repository, in the order of arrival. */
async function sendInEmulator(root: string, documented: JsonObject): Promise<string[]> {
  const orders = dealOrders(smallSale, createRandom(smallSale.seed));
  const deliveries = orders
    .flatMap((order) => order.deliveries.map((delivery) => ({ order, ...delivery })))
    .filter(({ arrivesAt }) => arrivesAt <= SALE_OPENS_AT + smallSale.observedMs)
    .sort((left, right) => left.arrivesAt - right.arrivesAt);
  const emulator = createEmulator({ siteDir: root, stateFile: ':memory:', startAt: SALE_OPENS_AT, seed: 1 });
  try {
    for (const { order, event, happenedAt, arrivesAt } of deliveries) {
      emulator.clock.advanceTo(arrivesAt);
      await emulator.invokeEvent('wixEvents_onOrderUpdated', writeEvent(documented, order, event, happenedAt));
    }
    return emulator
      .emails()
      .map(({ emailId, contactId }) => `${ruleOfTemplate[emailId] ?? emailId} ${contactId ?? ''}`)
      .sort();
  } finally {
    emulator.close();
  }
}
