import * as v from 'valibot';

import { productOfHandler, type HandlerName, type Product } from '../handlers.ts';
import type { Instant } from '../instant.ts';
import { ecomOrderSchema, readEcomOrder, type EcomOrder } from './ecom-order.ts';
import { createFieldReader, idField, dateField, flagField, present, type FieldReader } from './fields.ts';
import { findStructureFault } from './guard-structure.ts';
import { isJsonObject } from './json-object.ts';
import { planOrderSchema, readPlanOrder, type PlanOrder } from './plan-order.ts';
import { findOtherProduct } from './product-marks.ts';
import { describeValue, rejectionOf, type Rejection } from './rejection.ts';
import { readTicketEventTime, readTicketOrder, ticketOrderSchema, type TicketOrder } from './ticket-order.ts';
import {
  openNestedTexts,
  unwrapDomainEvent,
  unwrapTicketEvent,
  type Dialect,
  type Envelope,
} from './unwrap-envelope.ts';
import type { WarningCode } from './warnings.ts';

/** An order of any product, in this package's words. */
export type Order = TicketOrder | PlanOrder | EcomOrder;

/** One order event of any handler and dialect. */
export interface OrderEvent {
  readonly handler: HandlerName;
  readonly dialect: Dialect;
  readonly order: Order;
  /** Wix's id of this event; `undefined` for ticket orders, which have none. */
  readonly eventId: string | undefined;
  /** When the event happened; its time of arrival when it names none. */
  readonly at: Instant;
  /** Grows with each later update of one order; only the SDK and REST dialects may have it. */
  readonly sequence: string | undefined;
  /** Whether the order's personal data was just erased at somebody's request. */
  readonly isAnonymization: boolean;
  /** The payment status before the change, where the event itself says so. */
  readonly previousPaymentStatus: string | undefined;
  readonly warnings: readonly WarningCode[];
}

/** What became of a value that a handler was called with. */
export type ParsedEvent =
  { readonly kind: 'event'; readonly event: OrderEvent } | { readonly kind: 'rejected'; readonly rejection: Rejection };

const metadataSchema = v.object({
  id: idField,
  _id: idField,
  entityId: idField,
  eventTime: dateField,
  entityEventSequence: idField,
  triggeredByAnonymizeRequest: flagField,
});

/**
 * Reads what Wix calls a handler with: the Velo event, the JavaScript SDK envelope or the REST webhook body.
 * Never throws: whatever is not such an event is rejected with the path, what was expected and what was found.
 */
export function parseOrderEvent(handler: HandlerName, raw: unknown, receivedAt: Instant): ParsedEvent {
  const { value, wasText } = openNestedTexts(raw);
  if (!isJsonObject(value)) return rejected(rejectionOf('', 'an event object', value));
  const fault = findStructureFault(value);
  if (fault !== undefined) return rejected(fault);
  const product = productOfHandler[handler];
  if (product === 'wix-events') return parseAs(product, handler, unwrapTicketEvent(value, wasText), receivedAt);
  const place = handler === 'wixEcom_onOrderPaymentStatusUpdated' ? 'data' : 'entity';
  const envelope = unwrapDomainEvent(value, place);
  return 'expected' in envelope ? rejected(envelope) : parseAs(product, handler, envelope, receivedAt);
}

function parseAs(product: Product, handler: HandlerName, envelope: Envelope, receivedAt: Instant): ParsedEvent {
  const other = findOtherProduct(product, envelope);
  if (other !== undefined) return rejected(other);
  const metadata = v.safeParse(metadataSchema, envelope.metadata);
  if (!metadata.success) return rejected(rejectionOfIssue(metadataPath(envelope), metadata.issues[0]));
  const reader = createFieldReader();
  const read = readOrder(product, envelope, present(metadata.output.entityId), reader);
  if ('expected' in read) return rejected(read);
  const { order, isAnonymized } = read;
  const { id, _id, entityId, eventTime, entityEventSequence, triggeredByAnonymizeRequest } = metadata.output;
  const at = read.at ?? reader.instant(eventTime);
  const namesOther = product !== 'wix-events' && present(entityId) !== undefined && entityId !== order.id;
  const warnings: readonly (WarningCode | false)[] = [
    ...envelope.warnings,
    at === undefined && 'event-time-missing',
    namesOther && 'entity-id-mismatch',
    ...reader.warnings,
  ];
  const event: OrderEvent = {
    handler,
    dialect: envelope.dialect,
    order,
    eventId: product === 'wix-events' ? undefined : (present(_id) ?? present(id)),
    at: at ?? receivedAt,
    sequence: present(entityEventSequence),
    isAnonymization: isAnonymized || triggeredByAnonymizeRequest === true,
    previousPaymentStatus: readPreviousStatus(envelope.previousPaymentStatus),
    warnings: [...new Set(warnings.filter((warning) => warning !== false))],
  };
  return { kind: 'event', event };
}

interface ReadOrder {
  readonly order: Order;
  readonly at: Instant | undefined;
  readonly isAnonymized: boolean;
}

function readOrder(
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

function readPreviousStatus(value: unknown): string | undefined {
  return typeof value === 'string' ? present(value) : undefined;
}

function metadataPath({ dialect }: Envelope): string {
  return dialect === 'rest' ? '' : 'metadata';
}

function rejectionOfIssue(rootPath: string, issue: v.BaseIssue<unknown>): Rejection {
  const path = joinPath(rootPath, v.getDotPath(issue) ?? '');
  const bound = issue.type === 'max_length' ? String(issue.expected).replace('<=', 'at most ') : undefined;
  const expected = bound === undefined ? String(issue.expected) : `text of ${bound} characters`;
  return { path, expected, found: describeValue(issue.input) };
}

function joinPath(left: string, right: string): string {
  return left === '' || right === '' ? left + right : `${left}.${right}`;
}

function rejected(rejection: Rejection): ParsedEvent {
  return { kind: 'rejected', rejection };
}
