import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { openLocalSite } from './local-site.ts';

const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const HOUR = 3_600_000;
const START = Date.parse('2023-01-16T14:41:00Z');

/** The documented payment, of a buyer who wrote so many characters. */
function paymentWithNote(length: number) {
  return changed(documentedPayload(PAYMENT), { '+data.order.buyerNote': '"é'.repeat(length / 2) });
}

describe('a large event that meets a database that is busy', () => {
  it.each([
    ['91,000 characters', 91_000, 1],
    ['a million characters', 1_000_000, 9],
  ])('of a note of %s is kept whole, and told once by the hourly job', async (_what, length, rows) => {
    const site = openLocalSite({ startAt: START });
    // The first calls make the collections.
    await site.invokeJob('deliverDueNotifications');
    site.faults.failNext({ call: { collection: 'OrderEventsOrders' }, code: 'WDE0014', times: 3 });

    const { result } = await site.invokeEvent(PAYMENT, paymentWithNote(length));

    expect(result).toMatchObject({ kind: 'returned', value: { rejection: { found: 'store-busy' } } });
    expect(site.data.count('OrderEventsUnhandled')).toBe(rows);
    expect(site.emails()).toEqual([]);
    site.clock.advanceTo(START + HOUR);
    await site.invokeJob('deliverDueNotifications');
    await site.invokeEvent(PAYMENT, paymentWithNote(length));
    expect(site.emails()).toMatchObject([{ emailId: 'ShopOrderPaid' }]);
    expect(site.data.count('OrderEventsUnhandled')).toBe(0);
  });

  it('and is more than can be kept is left to Wix', async () => {
    const site = openLocalSite({ startAt: START });
    site.faults.failNext({ call: { collection: 'OrderEventsOrders' }, code: 'WDE0014', times: 3 });

    const { result } = await site.invokeEvent(PAYMENT, paymentWithNote(4_000_000));

    expect(result).toMatchObject({ kind: 'threw', error: { name: 'OrderEventsError', code: 'item-too-large' } });
  });
});
