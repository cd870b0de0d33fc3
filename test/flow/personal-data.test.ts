import type { Emulator } from '../../emulator/emulator.ts';
import type { Invocation } from '../../emulator/invocation.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';
import { openLocalSite, returned, storedText } from './local-site.ts';

const MARKER = 'CANARY';

/** Every personal field of the documented payloads, and of those that the field lists add, with a marker in it. */
function markedTicketOrder(version: string, changes: Record<string, string> = {}): JsonObject {
  return changed(documentedPayload('wixEvents_onOrderUpdated'), {
    firstName: `${MARKER} ${version}`,
    lastName: `${MARKER} ${version}`,
    email: `${MARKER}-${version}@example.com`,
    'checkoutForm.inputValues.0.value': `${MARKER} ${version}`,
    'checkoutForm.inputValues.1.value': `${MARKER} ${version}`,
    'checkoutForm.inputValues.2.value': `${MARKER}-${version}@example.com`,
    'tickets.0.firstName': `${MARKER} ${version}`,
    'tickets.0.lastName': `${MARKER} ${version}`,
    'tickets.0.email': `${MARKER}-${version}@example.com`,
    'tickets.0.form.inputValues.0.value': `${MARKER} ${version}`,
    'tickets.0.form.inputValues.6.values.0': `${MARKER} ${version} Street`,
    'tickets.0.form.inputValues.7.value': `${MARKER} ${version} 555`,
    ...changes,
  });
}

function markedPlanOrder(version: string, changes: Record<string, string> = {}): JsonObject {
  return changed(documentedPayload('wixPricingPlans_onOrderUpdated'), {
    '+entity.formData': { submissionData: { first_name_c551: `${MARKER} ${version}`, phone_8cf1: `${MARKER} 555` } },
    ...changes,
  });
}

function markedShopOrder(version: string, changes: Record<string, string> = {}): JsonObject {
  const contact = { firstName: `${MARKER} ${version}`, lastName: `${MARKER} ${version}`, phone: `${MARKER} 555` };
  const address = { addressLine1: `${MARKER} ${version} Street`, city: `${MARKER} City`, postalCode: `${MARKER} 1` };
  return changed(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), {
    'data.order.buyerInfo.email': `${MARKER}-${version}@example.com`,
    'data.order.billingInfo': { contactDetails: contact, address },
    'data.order.shippingInfo.logistics.shippingDestination': { contactDetails: contact, address },
    '+data.order.recipientInfo': { contactDetails: contact, address },
    '+data.order.buyerNote': `${MARKER} please ring`,
    ...changes,
  });
}

const firstAndNext = [
  {
    handler: 'wixEvents_onOrderUpdated',
    first: markedTicketOrder('one'),
    next: markedTicketOrder('two', { status: 'CANCELED', timestamp: '2020-04-28T12:30:00.000Z' }),
    tells: ['order-canceled', 'buyer-details-changed', 'guest-details-changed'],
  },
  {
    handler: 'wixPricingPlans_onOrderUpdated',
    first: markedPlanOrder('one'),
    next: markedPlanOrder('two', {
      'entity.lastPaymentStatus': 'PAID',
      'metadata.id': '00000000-0000-4000-8000-000000000001',
      'metadata.eventTime': '2022-07-26T15:20:00.000000Z',
      'entity._updatedDate': '2022-07-26T15:20:00.000Z',
    }),
    tells: ['order-paid', 'buyer-details-changed'],
  },
  {
    handler: 'wixEcom_onOrderPaymentStatusUpdated',
    first: markedShopOrder('one'),
    next: markedShopOrder('two', {
      'data.order.status': 'CANCELED',
      'metadata.id': '00000000-0000-4000-8000-000000000001',
      'metadata.eventTime': '2023-01-16T14:45:00.000000Z',
      'data.order._updatedDate': '2023-01-16T14:45:00.000Z',
    }),
    tells: ['order-canceled', 'buyer-details-changed', 'shipping-address-changed', 'billing-details-changed'],
  },
];

function kindsOf(invocation: Invocation): string[] {
  const outcome = returned(invocation) as { readonly changes: { readonly kind: string }[] };
  return outcome.changes.map(({ kind }) => kind).sort();
}

async function fire(site: Emulator, handler: string, event: JsonObject): Promise<Invocation> {
  site.clock.advanceTo(Date.parse('2020-04-28T12:24:30Z'));
  return await site.invokeEvent(handler, event);
}

describe.each(firstAndNext)('personal data of $handler', ({ handler, first, next, tells }) => {
  it('is noticed when it changes, and found in no outcome, log or stored row once all is sent', async () => {
    const site = openLocalSite();

    const invocations = [await fire(site, handler, first), await fire(site, handler, next)];
    const health = await site.invokeWebMethod('notifications.web', 'getHealth', [], 'admin');
    const list = await site.invokeWebMethod('notifications.web', 'listNotifications', [], 'admin');

    expect(kindsOf(invocations[1] ?? health)).toEqual(expect.arrayContaining(tells));
    const seen = [...invocations, health, list].map(({ result, logs, calls }) => ({ result, logs, calls }));
    expect(JSON.stringify(seen)).not.toContain(MARKER);
    expect(storedText(site)).not.toContain(MARKER);
  });

  it('stays out of logs and errors when the email is refused, and goes when the email is sent at last', async () => {
    const site = openLocalSite();
    site.faults.failNext({ call: { kind: 'email' }, code: 'EMAIL_DOWN', times: 1 });

    const refused = [await fire(site, handler, first), await fire(site, handler, next)];
    site.clock.advanceBy(3_600_000);
    const job = await site.invokeJob('deliverDueNotifications');

    expect(JSON.stringify([...refused, job].map(({ result, logs }) => ({ result, logs })))).not.toContain(MARKER);
    expect(storedText(site)).not.toContain(MARKER);
  });
});

it('keeps an event that is not understood as it came, and shows the owner only where it broke', async () => {
  const site = openLocalSite();
  const broken = changed(markedTicketOrder('one'), { orderNumber: 12 });

  const invocation = await fire(site, 'wixEvents_onOrderUpdated', broken);
  const list = await site.invokeWebMethod('notifications.web', 'listUnhandledEvents', [], 'admin');

  expect(JSON.stringify([invocation, list].map(({ result, logs }) => ({ result, logs })))).not.toContain(MARKER);
  expect(storedText(site)).toContain(MARKER);
  expect(storedText(site, ['OrderEventsUnhandled'])).not.toContain(MARKER);
  expect(returned(list)).toMatchObject({
    kind: 'ok',
    value: [{ rejection: { path: 'orderNumber', expected: 'string', found: 'a number' }, count: 1 }],
  });
});

it('cannot be confirmed from a projection by digests that need no key', async () => {
  const site = openLocalSite();
  const other = openLocalSite();
  other.putSecret('ORDER_EVENTS_DIGEST_KEY', 'another key for tests, and long enough');

  await fire(site, 'wixEcom_onOrderPaymentStatusUpdated', markedShopOrder('one'));
  await fire(other, 'wixEcom_onOrderPaymentStatusUpdated', markedShopOrder('one'));

  const [mine, theirs] = [site, other].map((each) =>
    JSON.stringify(each.data.items('OrderEventsOrders')[0]?.['timeline']),
  );
  expect(mine).toContain('billing.addressLine1');
  expect(mine).not.toEqual(theirs);
});

it('is not compared under a key that is too short to keep it', async () => {
  const site = openLocalSite();
  site.putSecret('ORDER_EVENTS_DIGEST_KEY', 'x'.repeat(31));

  await fire(site, 'wixEcom_onOrderPaymentStatusUpdated', markedShopOrder('one'));
  const health = await site.invokeWebMethod('notifications.web', 'getHealth', [], 'admin');

  expect(returned(health)).toMatchObject({ kind: 'ok', value: { comparesDetails: false } });
  expect(JSON.stringify(site.data.items('OrderEventsOrders'))).not.toContain('firstName');
});
