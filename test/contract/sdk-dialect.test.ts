import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { toRestBody } from '../../tools/workbench/payload/rest-body.ts';
import { sdkEvent } from '../../tools/workbench/payload/sdk-events.ts';

const TICKETS = 'wixEvents_onOrderUpdated';
const PLANS = 'wixPricingPlans_onOrderUpdated';
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

const SHOP_CONTACT = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const PLAN_CONTACT = 'ea3d74df-b7dc-4ca1-a7c9-c416b9017a86';

/** Typed from the documents: what each documented payload says, in whichever dialect it arrives. */
const documentedEvents = [
  {
    handler: TICKETS,
    eventId: undefined,
    preciseTime: '2020-04-28T12:24:29.768000000Z',
    millisecondTime: '2020-04-28T12:24:29.768000000Z',
    previousPaymentStatus: undefined,
    order: {
      product: 'wix-events',
      id: 'FMXC-BZG3-OT',
      ticketedEventId: '566e7be9-1410-4095-ae7a-349a4ac95c6b',
      contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
      memberId: 'b272b0bb-d013-415a-8461-e8a175fe8dc6',
      firstName: 'John',
      status: 'PAID',
      confirmed: true,
      archived: false,
      tickets: [
        {
          number: 'FMXC-BZG3-OT021',
          price: { amount: '123', currency: 'USD' },
          checkedInAt: '2020-04-28T12:24:20.920Z',
          contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
        },
        {
          number: 'FMXC-BZG3-OT041',
          price: { amount: '0', currency: 'USD' },
          checkedInAt: undefined,
          contactId: 'e11af3d4-c205-4d3a-b687-58d4dda78a6c',
        },
      ],
    },
  },
  {
    handler: PLANS,
    eventId: '7af51145-c023-43ba-a0b3-52e434af0476',
    preciseTime: '2022-07-26T15:19:06.124503000Z',
    millisecondTime: '2022-07-26T15:19:06.124000000Z',
    previousPaymentStatus: undefined,
    order: {
      product: 'wix-pricing-plans',
      id: 'beaf5979-536b-4659-b3fc-78cc08579eab',
      planId: 'a4d57b6c-42eb-4416-b8dd-196f1c321b78',
      planName: 'One and Done',
      contactId: PLAN_CONTACT,
      memberId: PLAN_CONTACT,
      isOffline: true,
      status: 'PENDING',
      paymentStatus: 'UNPAID',
      startAt: '2022-08-01T16:23:00.000Z',
      endAt: '2023-02-01T16:23:00.000Z',
      createdAt: '2022-07-24T08:17:04.278Z',
      updatedAt: '2022-07-24T08:17:05.117Z',
      pauses: [],
      total: { amount: '33', currency: 'EUR' },
    },
  },
  {
    handler: SHOP,
    eventId: '69020d87-07b4-4e0b-9a7e-c0b607152e28',
    preciseTime: '2023-01-16T13:53:13.143235000Z',
    millisecondTime: '2023-01-16T13:53:13.143000000Z',
    previousPaymentStatus: undefined,
    order: {
      product: 'wix-ecom',
      id: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
      number: '10003',
      contactId: SHOP_CONTACT,
      memberId: undefined,
      email: 'janedoe@gmail.com',
      firstName: 'Jane',
      language: 'en',
      status: 'APPROVED',
      paymentStatus: 'NOT_PAID',
      fulfillmentStatus: 'NOT_FULFILLED',
      archived: false,
      currency: 'USD',
      total: '40',
      balance: '40',
      lineItems: [{ id: '00000000-0000-0000-0000-000000000001', name: 'Watch', quantity: '1', price: '30' }],
      activities: [{ type: 'ORDER_PLACED', at: '2023-01-16T13:53:10.776Z' }],
      createdAt: '2023-01-16T13:53:10.776Z',
      updatedAt: '2023-01-16T13:53:13.099Z',
    },
  },
  {
    handler: PAYMENT,
    eventId: '5a521f73-0824-40b8-af4c-86da30219db8',
    preciseTime: '2023-01-16T14:40:02.119716000Z',
    millisecondTime: '2023-01-16T14:40:02.119000000Z',
    previousPaymentStatus: 'NOT_PAID',
    order: {
      product: 'wix-ecom',
      id: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
      contactId: SHOP_CONTACT,
      email: 'janedoe8@gmail.com',
      status: 'APPROVED',
      paymentStatus: 'PAID',
      total: '40',
      balance: '0',
      activities: [
        { type: 'ORDER_PLACED', at: '2023-01-16T13:53:10.776Z' },
        { type: 'EMAIL_EDITED', at: '2023-01-16T14:38:48.249Z' },
      ],
    },
  },
] as const;

describe.each(documentedEvents)('the documented event of $handler', (documented) => {
  const { handler, eventId, preciseTime, millisecondTime, previousPaymentStatus, order } = documented;
  const velo = documentedPayload(handler);

  it('is read from the Velo event', () => {
    const event = parsedEvent(handler, velo);

    expect(event).toMatchObject({ handler, dialect: 'velo', eventId, at: preciseTime, previousPaymentStatus });
    expect(event.order).toMatchObject(order);
    expect(event.warnings).toEqual([]);
  });

  it('is the same order as a REST webhook body', () => {
    const event = parsedEvent(handler, toRestBody(handler, velo));

    expect(event).toMatchObject({ handler, eventId, at: preciseTime, previousPaymentStatus });
    expect(event.order).toMatchObject(order);
    expect(event.warnings).toEqual([]);
  });

  it('is the same order as the REST body inside its two JSON texts', () => {
    const event = parsedEvent(handler, { data: JSON.stringify({ data: JSON.stringify(toRestBody(handler, velo)) }) });

    expect(event).toMatchObject({ dialect: 'rest', eventId, at: preciseTime, previousPaymentStatus });
    expect(event.order).toMatchObject(order);
  });

  it('is the same order from the JavaScript SDK, timed to the millisecond', async () => {
    const event = parsedEvent(handler, await sdkEvent(handler, toRestBody(handler, velo)));

    expect(event).toMatchObject({ handler, dialect: 'sdk', eventId, at: millisecondTime, previousPaymentStatus });
    expect(event.order).toMatchObject(order);
    expect(event.warnings).toEqual([]);
  });
});

/** Parts that no documented payload has, so that the dialects are compared there too. */
const richPayloads: readonly (readonly [HandlerName, JsonObject])[] = [
  [
    TICKETS,
    changed(documentedPayload(TICKETS), {
      '+language': 'de',
      '+updated': '2020-04-28T12:24:29.768Z',
      '+tickets.0.canceled': true,
      '+tickets.0.checkIn.checkInCanceledDate': '2020-04-28T12:24:25Z',
      '+tickets.1.price.value': '0.00',
    }),
  ],
  [
    PLANS,
    changed(documentedPayload(PLANS), {
      'entity.status': 'CANCELED',
      '+entity.cancellation': { cause: 'OWNER_ACTION', effectiveAt: 'IMMEDIATELY' },
      '+entity.autoRenewCanceled': true,
      '+entity.currentCycle': { index: 2, startedDate: '2022-08-01T16:23:00Z' },
      '+entity.pausePeriods.0': {
        status: 'ENDED',
        pauseDate: '2022-08-02T10:00:00.661858Z',
        resumeDate: '2022-08-03T10:00:00.5Z',
      },
      '+entity.pricing.prices.0.price.coupon': { _id: 'dd1b8b0c-5c1a-4b8f-9f6e-0f3d3f5a7c11', code: 'SPRING' },
    }),
  ],
  [
    SHOP,
    changed(documentedPayload(SHOP), {
      'entity.paymentStatus': 'PARTIALLY_REFUNDED',
      '+entity.purchasedDate': '2023-01-16T13:53:10.776Z',
      '+entity.recipientInfo': {
        address: { addressLine1: '11 Wall Street', addressLine2: 'Floor 3', city: 'New York', country: 'US' },
        contactDetails: { firstName: 'Jim', lastName: 'Doe' },
      },
      '+entity.activities.1': {
        _createdDate: '2023-01-16T15:00:00.123Z',
        type: 'ORDER_REFUNDED',
        orderRefunded: { amount: { amount: '12.50' }, manual: false, reason: '' },
      },
    }),
  ],
];

describe.each(richPayloads)('a fuller event of %s', (handler, velo) => {
  it('is the same order in every dialect', async () => {
    const inVelo = parsedEvent(handler, velo);
    const inRest = parsedEvent(handler, toRestBody(handler, velo));
    const inSdk = parsedEvent(handler, await sdkEvent(handler, toRestBody(handler, velo)));

    expect(inRest.order).toEqual(inVelo.order);
    expect(inSdk.order).toEqual(inVelo.order);
  });
});
