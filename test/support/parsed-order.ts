import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { ShopOrder } from '../../src/backend/order-events/products/shop/order.ts';
import { parseOrderEvent, type OrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import type { PlanOrder } from '../../src/backend/order-events/products/plans/order.ts';
import type { TicketOrder } from '../../src/backend/order-events/products/tickets/order.ts';
import { instant } from './typed-texts.ts';

/** The time of arrival that events get here; later than every documented event, so that its use shows. */
export const receivedAt = instant('2030-01-01T00:00:00.000000000Z');

/** The event as the production parser reads it; throws with the rejection when there is one. */
export function parsedEvent(handler: HandlerName, raw: unknown): OrderEvent {
  const parsed = parseOrderEvent(handler, raw, receivedAt);
  if (parsed.kind === 'rejected') throw new Error(`Rejected: ${JSON.stringify(parsed.rejection)}`);
  return parsed.event;
}

/** The ticket order of an event of `wixEvents_onOrderUpdated`. */
export function parsedTicketOrder(raw: unknown): TicketOrder {
  const { order } = parsedEvent('wixEvents_onOrderUpdated', raw);
  if (order.product !== 'wix-events') throw new Error(`Parsed as ${order.product}`);
  return order;
}

/** The plan order of an event of `wixPricingPlans_onOrderUpdated`. */
export function parsedPlanOrder(raw: unknown): PlanOrder {
  const { order } = parsedEvent('wixPricingPlans_onOrderUpdated', raw);
  if (order.product !== 'wix-pricing-plans') throw new Error(`Parsed as ${order.product}`);
  return order;
}

/** The shop order of an event of `wixEcom_onOrderUpdated`. */
export function parsedShopOrder(raw: unknown): ShopOrder {
  const { order } = parsedEvent('wixEcom_onOrderUpdated', raw);
  if (order.product !== 'wix-ecom') throw new Error(`Parsed as ${order.product}`);
  return order;
}
