import type { JsonObject } from '../../workbench/payload/json.ts';
import { SALE_OPENS_AT, type SaleSettings } from './sale-settings.ts';

/** The history of one ticket order. Instants are milliseconds since 1970. */
export interface SaleOrder {
  readonly number: string;
  readonly begunAt: number;
  readonly paidAt: number;
  readonly canceledAt: number | undefined;
  readonly deliveries: readonly SaleDelivery[];
}

/** The events of an order: begun, paid, the same state again a little later, canceled. */
export type SaleEventName = 'begun' | 'paid' | 'again' | 'canceled';

/** One delivery of an event. */
export interface SaleDelivery {
  readonly event: SaleEventName;
  readonly happenedAt: number;
  readonly arrivesAt: number;
}

/** Generates the orders of a sale and the arrival times of their events; equal settings give equal sales. */
export function dealOrders(settings: SaleSettings, random: () => number): SaleOrder[] {
  const begun = Array.from({ length: settings.orders }, () => SALE_OPENS_AT + arrivalMs(settings, random()));
  return begun.sort((left, right) => left - right).map((begunAt, index) => dealOrder(index, begunAt, settings, random));
}

/** Returns a random time with an exponential distribution, truncated at the end of the sale. */
function arrivalMs({ decayMs, saleMs }: SaleSettings, share: number): number {
  const inSale = 1 - Math.exp(-saleMs / decayMs);
  return Math.floor(-decayMs * Math.log(1 - share * inSale));
}

function dealOrder(index: number, begunAt: number, settings: SaleSettings, random: () => number): SaleOrder {
  const happens = (percent: number): boolean => random() * 100 < percent;
  const paidAt = begunAt + 10_000 + Math.floor(random() * 110_000);
  const canceledAt = happens(settings.canceledPercent)
    ? paidAt + 300_000 + Math.floor(random() * 1_500_000)
    : undefined;
  const events: (readonly [SaleEventName, number])[] = [
    ['begun', begunAt],
    ['paid', paidAt],
    ['again', paidAt + 50 + Math.floor(random() * 2_000)],
    ...(canceledAt === undefined ? [] : [['canceled', canceledAt] as const]),
  ];
  const deliveries = events.flatMap(([event, happenedAt]) => {
    const late = (): number => (happens(settings.latePercent) ? random() * 60_000 : -Math.log(1 - random()) * 400);
    const first = { event, happenedAt, arrivesAt: happenedAt + Math.floor(100 + late()) };
    if (!happens(settings.duplicatePercent)) return [first];
    return [first, { ...first, arrivesAt: first.arrivesAt + Math.floor(random() * 30_000) }];
  });
  return { number: `SALE-${String(index).padStart(5, '0')}`, begunAt, paidAt, canceledAt, deliveries };
}

/** Returns the event as passed to its handler: the documented one, for this order in this state. */
export function writeEvent(
  documented: JsonObject,
  order: SaleOrder,
  event: SaleEventName,
  happenedAt: number,
): JsonObject {
  const { tickets, contactId: _contact, memberId: _member, method: _method, ...begun } = documented;
  const common = {
    ...begun,
    orderNumber: order.number,
    created: instant(order.begunAt),
    timestamp: instant(happenedAt),
  };
  if (event === 'begun') return { ...common, status: 'INITIATED', confirmed: false };
  const shown = (Array.isArray(tickets) ? tickets : []).flatMap((ticket, index) => {
    if (typeof ticket !== 'object' || ticket === null || Array.isArray(ticket)) return [];
    const { checkIn: _checkIn, ...rest } = ticket;
    return [{ ...rest, ticketNumber: `${order.number}${String(index)}`, contactId: order.number }];
  });
  const status = event === 'canceled' ? 'CANCELED' : 'PAID';
  return { ...common, status, confirmed: true, contactId: order.number, tickets: shown };
}

/** Returns the order as a method of the shop would at an instant; `undefined` before it begins. */
export function readOrder(documented: JsonObject, order: SaleOrder, at: number): JsonObject | undefined {
  if (order.canceledAt !== undefined && order.canceledAt <= at)
    return ofState(documented, order, 'canceled', order.canceledAt);
  if (order.paidAt <= at) return ofState(documented, order, 'paid', order.paidAt);
  return order.begunAt <= at ? ofState(documented, order, 'begun', order.begunAt) : undefined;
}

function ofState(documented: JsonObject, order: SaleOrder, event: SaleEventName, happenedAt: number): JsonObject {
  const { timestamp, ...read } = writeEvent(documented, order, event, happenedAt);
  return { ...read, updated: timestamp ?? null };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
