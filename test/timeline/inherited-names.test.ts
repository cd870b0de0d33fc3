import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { deliverAll, kindsOf, type Delivery } from './deliver.ts';

const inheritedNames = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];
const tickets = documentedPayload('wixEvents_onOrderUpdated');
const plan = documentedPayload('wixPricingPlans_onOrderUpdated');
const shop = documentedPayload('wixEcom_onOrderUpdated');

describe.each(inheritedNames)('what every object inherits as %s', (name) => {
  it('is an answer like any other in a form: one that appears is no change', () => {
    const added = changed(tickets, {
      timestamp: '2020-04-28T13:00:00.000Z',
      '+checkoutForm.inputValues.3': { inputName: name, value: 'blue' },
      '+tickets.0.form.inputValues.8': { inputName: name, value: 'blue' },
    });

    expect(kindsOfLast(ticketEvents(tickets, added))).toEqual([]);
  });

  it('is a ticket like any other: it is added, and then checked in', () => {
    const added = changed(tickets, {
      timestamp: '2020-04-28T13:00:00.000Z',
      '+tickets.2': { ticketNumber: name, archived: false },
    });
    const checkedIn = changed(added, {
      timestamp: '2020-04-28T14:00:00.000Z',
      '+tickets.2.checkIn': { created: '2020-04-28T13:59:59.000Z' },
    });

    expect(kindsOfLast(ticketEvents(tickets, added))).toEqual(['ticket-added']);
    expect(kindsOfLast(ticketEvents(tickets, added, checkedIn))).toEqual(['ticket-checked-in']);
    expect(kindsOfLast(ticketEvents(added, { ...tickets, timestamp: '2020-04-28T15:00:00.000Z' }))).toEqual([
      'ticket-removed',
    ]);
  });

  it('is a line item like any other', () => {
    const added = changed(shop, {
      'metadata.id': '69020d87-0000-4000-8000-000000000002',
      'metadata.eventTime': '2023-01-16T15:00:00.000000Z',
      '+entity.lineItems.1': { _id: name, quantity: 1, price: { amount: '5.00' } },
    });

    const [, classification] = deliverAll([shopEvent(shop), shopEvent(added)]);

    expect(classification?.changes).toMatchObject([
      {
        kind: 'line-items-changed',
        previous: { lineItems: [`${name}: none`] },
        current: { lineItems: [`${name}: 1x5`] },
      },
    ]);
  });

  it('is a status that no document lists', () => {
    const ticketStatus = changed(tickets, { timestamp: '2020-04-28T13:00:00.000Z', status: name });
    const planStatus = { 'entity.status': name, 'entity.lastPaymentStatus': name };
    const shopStatus = { 'entity.status': name, 'entity.paymentStatus': name, 'entity.fulfillmentStatus': name };

    expect(kindsOfLast(ticketEvents(tickets, ticketStatus))).toEqual(['status-unknown']);
    expect(kindsOfLast([{ handler: 'wixPricingPlans_onOrderUpdated', raw: changed(plan, planStatus) }])).toEqual([
      'status-unknown',
      'status-unknown',
    ]);
    expect(kindsOfLast([shopEvent(changed(shop, shopStatus))])).toEqual([
      'status-unknown',
      'status-unknown',
      'status-unknown',
    ]);
  });

  it('is an activity like any other', () => {
    const recorded = changed(shop, {
      'metadata.id': '69020d87-0000-4000-8000-000000000002',
      'metadata.eventTime': '2023-01-16T15:00:00.000000Z',
      '+entity.activities.1': { _createdDate: '2023-01-16T14:30:00.000Z', type: name },
    });

    expect(kindsOfLast([shopEvent(shop), shopEvent(recorded)])).toEqual(['activity-recorded']);
  });
});

function ticketEvents(...raws: readonly unknown[]): Delivery[] {
  return raws.map((raw) => ({ handler: 'wixEvents_onOrderUpdated', raw }));
}

function shopEvent(raw: unknown): Delivery {
  return { handler: 'wixEcom_onOrderUpdated', raw };
}

function kindsOfLast(deliveries: readonly Delivery[]): string[] {
  const classifications = deliverAll(deliveries);
  const last = classifications[classifications.length - 1];
  if (last === undefined) throw new Error('Nothing was delivered');
  return kindsOf(last);
}
