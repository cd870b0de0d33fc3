import type { OrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import type { ShopOrder } from '../../src/backend/order-events/products/shop/order.ts';
import { classifyEvent, withShipments } from '../../src/backend/order-events/timeline/classify-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent, parsedShopOrder } from '../support/parsed-order.ts';
import { dateText, instant } from '../support/typed-texts.ts';

const PAYLOAD = documentedPayload('wixEcom_onOrderUpdated');
const unnumbered = shipment(undefined);

function shipment(number: string | undefined) {
  return { id: '1', createdAt: dateText('2023-02-01T09:00:00.000Z'), number, provider: undefined, link: undefined };
}

/** What is stored after the documented event of the order itself. */
function seenOrder() {
  return classifyEvent(undefined, parsedEvent('wixEcom_onOrderUpdated', PAYLOAD), undefined).projection;
}

/** Result of the first event of its shipments: one, which has no number yet. */
function firstShipments() {
  return classifyEvent(seenOrder(), shipmentsEvent(1, [unnumbered]), undefined);
}

/** An event that shows the shipments of the documented order, and nothing else of it. */
function shipmentsEvent(day: number, tracking: ShopOrder['tracking']): OrderEvent {
  return {
    ...parsedEvent('wixEcom_onOrderUpdated', PAYLOAD),
    eventId: `shipments-${String(day)}`,
    at: instant(`2023-02-0${String(day)}T10:00:00.000000000Z`),
    carries: 'fulfillments',
    order: { ...parsedShopOrder(PAYLOAD), tracking },
  };
}

describe('an event of the shipments of an order', () => {
  it('is stored beside the states, which stay as they are', () => {
    const first = firstShipments();

    expect(first).toMatchObject({ verdict: 'no-change', changes: [], projection: { shipments: [unnumbered] } });
    expect(first.projection?.timeline).toEqual(seenOrder()?.timeline);
  });

  it('tells a number that was added', () => {
    const second = classifyEvent(firstShipments().projection, shipmentsEvent(2, [shipment('A1')]), undefined);

    expect(second).toMatchObject({ verdict: 'changed', changes: [{ kind: 'tracking-updated' }] });
  });

  it('tells and stores nothing where it shows what is known, or no shipments at all', () => {
    const nothing = { verdict: 'no-change', changes: [], projection: undefined };
    const { projection } = firstShipments();

    expect(classifyEvent(projection, shipmentsEvent(2, [unnumbered]), undefined)).toEqual(nothing);
    expect(classifyEvent(projection, shipmentsEvent(2, undefined), undefined)).toEqual(nothing);
  });

  it('tells nothing of an order that was never seen', () => {
    const known = classifyEvent(undefined, shipmentsEvent(1, [unnumbered]), undefined).projection;
    const { changes } = classifyEvent(known, shipmentsEvent(2, [shipment('A1')]), undefined);

    expect(changes).toEqual([]);
  });

  it('is no redelivery when it shows other shipments under a known id', () => {
    const other = { ...shipmentsEvent(2, [shipment('A1')]), eventId: 'shipments-1' };

    const { verdict, changes } = classifyEvent(firstShipments().projection, other, undefined);

    expect([verdict, changes.map(({ kind }) => kind)]).toEqual(['changed', ['tracking-updated']]);
  });

  it('stays known of an order that is seen for the first time afterwards', () => {
    const known = classifyEvent(undefined, shipmentsEvent(1, [unnumbered]), undefined).projection;

    const seen = classifyEvent(known, parsedEvent('wixEcom_onOrderUpdated', PAYLOAD), undefined);

    expect(seen).toMatchObject({ verdict: 'first-seen', changes: [], projection: { shipments: [unnumbered] } });
    expect(seen.projection?.timeline).toHaveLength(1);
  });

  it('is an order without shipments while nothing is known of them', () => {
    const order = parsedShopOrder(PAYLOAD);

    expect(withShipments(order, undefined)).toEqual(order);
    expect(withShipments(order, seenOrder())).toEqual(order);
  });
});
