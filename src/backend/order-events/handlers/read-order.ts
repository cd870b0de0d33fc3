import * as v from 'valibot';

import type { Product } from '../products/product.ts';
import type { Instant } from '../values/instant.ts';
import { ecomOrderSchema, readEcomOrder } from '../products/shop/ecom-order.ts';
import { present, type FieldReader } from '../values/fields.ts';
import type { Order } from './parse-order-event.ts';
import { planOrderSchema, readPlanOrder } from '../products/plans/plan-order.ts';
import { joinPath, rejectionOf, rejectionOfIssue, type Rejection } from '../values/rejection.ts';
import { readTicketEventTime, readTicketOrder, ticketOrderSchema } from '../products/tickets/ticket-order.ts';
import type { Envelope } from './unwrap-envelope.ts';

/** An order and what a flat event says beside it. */
export interface ReadOrder {
  readonly order: Order;
  readonly at: Instant | undefined;
  readonly isAnonymized: boolean;
}

/** Reads the order of an envelope; rejects it when it lacks an id or a field is of another type. */
export function readOrder(
  product: Product,
  envelope: Envelope,
  entityId: string | undefined,
  reader: FieldReader,
): ReadOrder | Rejection {
  switch (product) {
    case 'wix-events':
      return readFlatOrder(envelope, reader);
    case 'wix-pricing-plans':
      return readEntity(planOrderSchema, readPlanOrder, envelope, entityId, reader);
    case 'wix-ecom':
      return readEntity(ecomOrderSchema, readEcomOrder, envelope, entityId, reader);
  }
}

function readFlatOrder({ order: raw, orderPath }: Envelope, reader: FieldReader): ReadOrder | Rejection {
  const result = v.safeParse(ticketOrderSchema, raw);
  if (!result.success) return rejectionOfIssue(orderPath, result.issues[0]);
  const { output } = result;
  const number = present(output.orderNumber);
  if (number === undefined) return rejectionOf(joinPath(orderPath, 'orderNumber'), 'text', output.orderNumber);
  const isAnonymized = output.triggeredByAnonymizeRequest === true || output.anonymized === true;
  return { order: readTicketOrder(output, number, reader), at: readTicketEventTime(output, reader), isAnonymized };
}

type EntityIds = { readonly _id?: string | null | undefined; readonly id?: string | null | undefined };

function readEntity<Raw extends EntityIds>(
  schema: v.GenericSchema<unknown, Raw>,
  read: (raw: Raw, id: string, reader: FieldReader) => Order,
  { order: raw, orderPath }: Envelope,
  entityId: string | undefined,
  reader: FieldReader,
): ReadOrder | Rejection {
  const result = v.safeParse(schema, raw);
  if (!result.success) return rejectionOfIssue(orderPath, result.issues[0]);
  const { output } = result;
  const id = present(output._id) ?? present(output.id) ?? entityId;
  if (id === undefined) return rejectionOf(joinPath(orderPath, '_id'), 'text', output._id);
  return { order: read(output, id, reader), at: undefined, isAnonymized: false };
}
