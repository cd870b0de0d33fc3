import { findTracking, type Shipment } from '../../../src/backend/order-events/products/shop/shipments.ts';
import { changed } from '../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { parsedEvent } from '../../support/parsed-order.ts';
import { dateText } from '../../support/typed-texts.ts';

const HANDLER = 'wixEcom_onFulfillmentsUpdated';
const AT = dateText('2023-05-10T14:20:05.842Z');
const example = documentedPayload(`${HANDLER}.example`);

describe('the shipments of a shop order', () => {
  it('are read as the example prints them', () => {
    expect(parsedEvent(HANDLER, example).order).toMatchObject({
      id: '3a640b26-d13f-45d1-aa7f-ab8b6969ae65',
      tracking: [
        {
          id: '7acf4a34-5a09-48e5-a102-3304a2110eca',
          createdAt: '2023-05-10T14:20:05.611Z',
          number: 'EX0010046',
          provider: 'Example Parcels',
          link: 'https://example.com/parcels/EX0010046',
        },
      ],
    });
  });

  it('go by their id under either name, else by their place', () => {
    const fulfillments = [{ id: 'rest-1', createdDate: '2023-05-10T14:20:05Z' }, null, { _id: '', trackingInfo: {} }];
    const { order } = parsedEvent(HANDLER, changed(example, { 'entity.fulfillments': fulfillments }));

    expect(order).toMatchObject({
      tracking: [
        { id: 'rest-1', createdAt: '2023-05-10T14:20:05.000Z', number: undefined },
        { id: '#1', createdAt: undefined, number: undefined },
      ],
    });
  });

  it('are unknown to an event of the order itself', () => {
    const { order } = parsedEvent('wixEcom_onOrderUpdated', documentedPayload('wixEcom_onOrderUpdated'));

    expect(order).toMatchObject({ tracking: undefined });
  });
});

describe('a tracking number', () => {
  it('that is added is told as the event reports it, with the shipment and the number', () => {
    expect(findTracking([shipment({})], [shipment({ number: 'EX@1' })], AT)).toEqual([
      {
        kind: 'tracking-updated',
        evidence: 'reported',
        occurrence: 'parcel-1@EX%401',
        canRepeat: true,
        previous: { trackingNumber: null },
        current: { trackingNumber: 'EX@1' },
        notBefore: '2023-05-10T14:20:05.842Z',
      },
    ]);
  });

  it('that is changed is told with the one before', () => {
    const [finding] = findTracking([shipment({ number: 'EX1' })], [shipment({ number: 'EX2' })], AT);

    expect(finding).toMatchObject({ previous: { trackingNumber: 'EX1' }, current: { trackingNumber: 'EX2' } });
  });

  it('that stays or goes is not told', () => {
    const known = [shipment({ number: 'EX1' })];

    expect(findTracking(known, known, AT)).toStrictEqual([]);
    expect(findTracking(known, [shipment({})], AT)).toStrictEqual([]);
  });

  it.each<[string, string | undefined, number]>([
    ['ten minutes ago', '2023-05-10T14:10:05.842Z', 1],
    ['before that', '2023-05-10T14:10:05.841Z', 0],
    ['nobody knows when', undefined, 0],
  ])(
    'of an order whose shipments nobody saw is told where the shipment was made %s, or not',
    (_when, created, count) => {
      const createdAt = created === undefined ? undefined : dateText(created);

      expect(findTracking(undefined, [shipment({ number: 'EX1', createdAt })], AT)).toHaveLength(count);
    },
  );

  it('of an old shipment is told where the others were known', () => {
    const old = shipment({ number: 'EX1', createdAt: dateText('2023-05-01T00:00:00.000Z') });

    expect(findTracking([], [old], AT)).toHaveLength(1);
  });
});

function shipment(shown: Partial<Shipment>): Shipment {
  return { id: 'parcel-1', createdAt: undefined, number: undefined, provider: undefined, link: undefined, ...shown };
}
