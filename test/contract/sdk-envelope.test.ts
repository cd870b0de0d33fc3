import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedHandlers, documentedPayload } from '../support/documented-payloads.ts';
import { valueAt, type JsonObject } from '../../tools/workbench/payload/json.ts';
import { toRestBody } from '../../tools/workbench/payload/rest-body.ts';
import { identity, sdkEvent } from '../../tools/workbench/payload/sdk-events.ts';
import { INSTANCE_ID } from '../../tools/workbench/payload/webhook-event.ts';

const TICKETS = 'wixEvents_onOrderUpdated';
const PLANS = 'wixPricingPlans_onOrderUpdated';
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

function restBody(handler: HandlerName): JsonObject {
  return toRestBody(handler, documentedPayload(handler));
}

function keysAt(event: unknown, path: string): string[] {
  return Object.keys(Object(valueAt(event, path))).sort();
}

function datePaths(value: unknown, path = ''): string[] {
  if (value instanceof Date) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => datePaths(child, path === '' ? key : `${path}.${key}`));
}

describe('the envelope of the JavaScript SDK', () => {
  it.each([
    [TICKETS, ['data', 'metadata']],
    [PLANS, ['entity', 'metadata']],
    [SHOP, ['entity', 'metadata']],
    [PAYMENT, ['data', 'metadata']],
  ] as const)('of %s has the order beside the metadata and no further key', async (handler, keys) => {
    const event = await sdkEvent(handler, restBody(handler));

    expect(Object.keys(Object(event)).sort()).toEqual(keys);
  });

  it('of a payment status event holds the order and the previous status', async () => {
    const event = await sdkEvent(PAYMENT, restBody(PAYMENT));

    expect(keysAt(event, 'data')).toEqual(['order', 'previousPaymentStatus']);
    expect(valueAt(event, 'data.previousPaymentStatus')).toBe('NOT_PAID');
  });

  it('of a ticket event has no event id and no event time', async () => {
    const event = await sdkEvent(TICKETS, restBody(TICKETS));

    expect(keysAt(event, 'metadata')).toEqual(['accountInfo', 'identity', 'instanceId']);
    expect(valueAt(event, 'metadata.identity')).toEqual(identity);
    expect(valueAt(event, 'metadata.instanceId')).toBe(INSTANCE_ID);
  });

  it.each([
    [PLANS, '7af51145-c023-43ba-a0b3-52e434af0476', 'wix.pricing_plans.v2.order', 'updated'],
    [SHOP, '69020d87-07b4-4e0b-9a7e-c0b607152e28', 'wix.ecom.v1.order', 'updated'],
    [PAYMENT, '5a521f73-0824-40b8-af4c-86da30219db8', 'wix.ecom.v1.order', 'payment_status_updated'],
  ] as const)('of %s has the event id as metadata._id', async (handler, id, entityFqdn, slug) => {
    const { metadata } = Object(await sdkEvent(handler, restBody(handler)));

    expect(metadata).toMatchObject({ _id: id, entityFqdn, slug, triggeredByAnonymizeRequest: false });
    expect(metadata).not.toHaveProperty('id');
  });

  it.each(documentedHandlers())(
    'of %s has no metadata.eventType, although the article and the typings name one',
    async (handler) => {
      const event = await sdkEvent(handler, restBody(handler));

      expect(valueAt(event, 'metadata.eventType')).toBeUndefined();
      expect(keysAt(event, 'metadata')).not.toContain('eventType');
    },
  );

  it('keeps entityEventSequence a string and has the key only when it is sent', async () => {
    const sent = await sdkEvent(PLANS, { ...restBody(PLANS), entityEventSequence: '17' });
    const notSent = await sdkEvent(PLANS, restBody(PLANS));

    expect(valueAt(sent, 'metadata.entityEventSequence')).toBe('17');
    expect(keysAt(notSent, 'metadata')).not.toContain('entityEventSequence');
  });

  it('has modifiedFields only when they are sent', async () => {
    const body = restBody(SHOP);
    const notSent = await sdkEvent(SHOP, body);
    const sent = await sdkEvent(
      SHOP,
      changed(body, {
        '+updatedEvent.modifiedFields': { paymentStatus: 'PENDING', updatedDate: '2023-01-16T13:53:11.000Z' },
      }),
    );

    expect(Object.keys(Object(notSent))).not.toContain('modifiedFields');
    expect(valueAt(sent, 'modifiedFields')).toEqual({
      paymentStatus: 'PENDING',
      _updatedDate: new Date('2023-01-16T13:53:11.000Z'),
    });
  });
});

describe('dates from the JavaScript SDK', () => {
  it('are Date objects at the known paths of a ticket order, and only there', async () => {
    const event = await sdkEvent(TICKETS, restBody(TICKETS));

    expect(datePaths(event).sort()).toEqual(['data.created', 'data.tickets.0.checkIn.created', 'data.timestamp']);
  });

  it('are Date objects at the known paths of a plan order, internal cycles included', async () => {
    const body = changed(restBody(PLANS), {
      '+updatedEvent.currentEntity.currentCycle': { index: 2, startedDate: '2022-08-01T16:23:00Z' },
      '+updatedEvent.currentEntity.cycles': [{ index: 2, startedDate: '2022-08-01T16:23:00Z' }],
      '+updatedEvent.currentEntity.cancellation': { cause: 'OWNER_ACTION', requestedDate: '2022-08-01T16:23:00Z' },
      '+updatedEvent.currentEntity.pausePeriods.0': { status: 'ENDED', pauseDate: '2022-08-02T10:00:00.000Z' },
    });

    expect(datePaths(await sdkEvent(PLANS, body)).sort()).toEqual([
      'entity._createdDate',
      'entity._updatedDate',
      'entity.cancellation.requestedDate',
      'entity.currentCycle.startedDate',
      'entity.cycles.0.startedDate',
      'entity.earliestEndDate',
      'entity.endDate',
      'entity.pausePeriods.0.pauseDate',
      'entity.startDate',
      'metadata.eventTime',
    ]);
  });

  it.each([
    [SHOP, 'entity', ['activities.0._createdDate']],
    [PAYMENT, 'data.order', ['activities.0._createdDate', 'activities.1._createdDate']],
  ] as const)('are Date objects at the known paths of %s', async (handler, order, activities) => {
    const event = await sdkEvent(handler, restBody(handler));

    const inOrder = ['_createdDate', '_updatedDate', ...activities].map((path) => `${order}.${path}`);
    expect(datePaths(event).sort()).toEqual([...inOrder, 'metadata.eventTime'].sort());
  });

  it('lose what is finer than a millisecond', async () => {
    const event = await sdkEvent(PAYMENT, restBody(PAYMENT));

    expect(documentedPayload(PAYMENT)['metadata']).toMatchObject({ eventTime: '2023-01-16T14:40:02.119716Z' });
    expect(valueAt(event, 'metadata.eventTime')).toEqual(new Date(Date.UTC(2023, 0, 16, 14, 40, 2, 119)));
  });

  it('read two fraction digits as hundredths of a second', async () => {
    const event = await sdkEvent(TICKETS, restBody(TICKETS));

    expect(valueAt(event, 'data.tickets.0.checkIn.created')).toEqual(new Date(Date.UTC(2020, 3, 28, 12, 24, 20, 920)));
  });

  it.each([[''], [null]])('are undefined, with the key kept, when %p is sent', async (sent) => {
    const event = await sdkEvent(PLANS, changed(restBody(PLANS), { 'updatedEvent.currentEntity.endDate': sent }));

    expect(keysAt(event, 'entity')).toContain('endDate');
    expect(valueAt(event, 'entity.endDate')).toBeUndefined();
  });

  it('can be invalid Date objects', async () => {
    const typo = '2021-01-0315:38:06.235Z';
    const event = await sdkEvent(PLANS, changed(restBody(PLANS), { 'updatedEvent.currentEntity.startDate': typo }));

    expect(valueAt(event, 'entity.startDate')).toBeInstanceOf(Date);
    expect(Number(valueAt(event, 'entity.startDate'))).toBeNaN();
  });
});

describe('names and values from the JavaScript SDK', () => {
  it('have an underscore for id, createdDate and updatedDate at every depth', async () => {
    const event = await sdkEvent(SHOP, restBody(SHOP));

    expect(valueAt(event, 'entity._id')).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(valueAt(event, 'entity.lineItems.0._id')).toBe('00000000-0000-0000-0000-000000000001');
    expect(keysAt(event, 'entity').filter((key) => ['id', 'createdDate', 'updatedDate'].includes(key))).toEqual([]);
  });

  it('give unknown keys as they are sent, renamed inside too, with dates left as text', async () => {
    const body = changed(restBody(TICKETS), {
      '+seating': {
        id: 'B7',
        createdDate: '2020-04-28T12:24:20.92Z',
        'a key, with punctuation?': { deeper: [1, null] },
      },
    });

    expect(valueAt(await sdkEvent(TICKETS, body), 'data.seating')).toEqual({
      _id: 'B7',
      _createdDate: '2020-04-28T12:24:20.92Z',
      'a key, with punctuation?': { deeper: [1, null] },
    });
  });

  it('give an image as the wix:image text that Velo prints', async () => {
    const event = await sdkEvent(SHOP, restBody(SHOP));

    expect(valueAt(event, 'entity.lineItems.0.image')).toBe(
      'wix:image://v1/3c76e2_8891bbe3372a428aac976ac59aa0ac74~mv2.jpg#originWidth=1000&originHeight=1000',
    );
  });

  it('give an address with its own list of keys and drop all others', async () => {
    const billing = 'updatedEvent.currentEntity.billingInfo.address';
    const event = await sdkEvent(
      SHOP,
      changed(restBody(SHOP), {
        [`+${billing}.formattedAddress`]: '525 5th Avenue, New York',
        [`+${billing}.district`]: 'Midtown',
      }),
    );

    expect(valueAt(event, 'entity.billingInfo.address')).toEqual({
      formatted: '525 5th Avenue, New York',
      addressLine1: '525 5th Avenue',
      city: 'New York',
      subdivision: 'US-NY',
      country: 'US',
      postalCode: '10173',
    });
  });

  it('leave amounts the decimal strings that were sent', async () => {
    const shopEvent = await sdkEvent(SHOP, restBody(SHOP));
    const planEvent = await sdkEvent(PLANS, restBody(PLANS));

    expect(valueAt(shopEvent, 'entity.priceSummary.total.amount')).toBe('40.00');
    expect(valueAt(planEvent, 'entity.pricing.prices.0.price.total')).toBe('33');
  });
});

describe('the SDK', () => {
  it('gives the order under entity for a createdEvent too', async () => {
    const event = await sdkEvent(PLANS, toRestBody(PLANS, documentedPayload(PLANS), { wrapper: 'createdEvent' }));

    expect(valueAt(event, 'entity._id')).toBe('beaf5979-536b-4659-b3fc-78cc08579eab');
  });

  it('gives no order at all for the AsJson spelling of a body', async () => {
    const event = await sdkEvent(SHOP, toRestBody(SHOP, documentedPayload(SHOP), { asJson: true }));

    expect(valueAt(event, 'entity')).toBeUndefined();
  });
});
