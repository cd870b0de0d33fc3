import type { Product } from '../products/product.ts';
import type { AnyOrder } from '../products/product-model.ts';
import { modelOf, type Order } from '../products/product-models.ts';
import {
  countField,
  createFieldReader,
  dateField,
  flagField,
  idField,
  present,
  shapeOf,
  statusField,
} from '../values/fields.ts';
import { readInstant, type Instant } from '../values/instant.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { readFields } from '../values/read-fields.ts';
import { rejectionOf, type Rejection } from '../values/rejection.ts';
import type { WarningCode } from '../values/warnings.ts';
import { findOtherProduct } from './find-other-product.ts';
import { findStructureFault } from './guard-structure.ts';
import { handlers, updateHandlerOf, type EventContent, type HandlerName } from './handlers.ts';
import { openNestedTexts, unwrapEvent, type Dialect, type Envelope } from './unwrap-envelope.ts';

/** One order event of any handler and dialect. */
export interface OrderEvent {
  readonly handler: HandlerName;
  readonly dialect: Dialect;
  /** Content of the event. If that is not an order, `order` holds what the event says about one: its id, and little else. */
  readonly carries: EventContent;
  readonly order: Order;
  /** The order as Wix sent it. */
  readonly raw: JsonObject;
  /** Wix's id of this event; `undefined` for ticket orders, which have none. */
  readonly eventId: string | undefined;
  /** Time of the event; its arrival if it names none. Sorts the states of an order. */
  readonly at: Instant;
  /** Time at which the event arrived or was handled again, or at which the order was read. */
  readonly receivedAt: Instant;
  /** Time of the change, from which the age of its news counts; `undefined` if an order that was read does not say. */
  readonly happenedAt: Instant | undefined;
  /** `event` if Wix called a handler; `reconcile` if a job read the order, because Wix may not have called one. */
  readonly source: 'event' | 'reconcile';
  /** Increases with each update of an order; only the SDK and REST dialects may have it. */
  readonly sequence: string | undefined;
  /** `true` if the order's personal data was just erased on request. */
  readonly isAnonymization: boolean;
  /** Payment status before the change, if the event names it; `null` if the event is about a payment status and does not. */
  readonly previousPaymentStatus: string | null | undefined;
  readonly warnings: readonly WarningCode[];
}

/** Result of parsing a handler's argument. */
export type ParsedEvent =
  { readonly kind: 'event'; readonly event: OrderEvent } | { readonly kind: 'rejected'; readonly rejection: Rejection };

const metadataShape = shapeOf({
  id: idField,
  _id: idField,
  entityId: idField,
  eventTime: dateField,
  entityEventSequence: countField,
  triggeredByAnonymizeRequest: flagField,
});

const previousStatusShape = shapeOf({ previousPaymentStatus: statusField });

/**
 * Parses the argument of a handler: the Velo event, the JavaScript SDK envelope or the REST webhook body. Never throws: anything else is
 * rejected with the path, what was expected and what was found.
 */
export function parseOrderEvent(handler: HandlerName, raw: unknown, receivedAt: Instant): ParsedEvent {
  const { value, wasText } = openNestedTexts(raw);
  if (isWebhookToken(value)) return rejected({ path: 'event', expected: 'an event object', found: UNDECODED_TOKEN });
  if (!isJsonObject(value)) return rejected(rejectionOf('', 'an event object', value));
  const fault = findStructureFault(value);
  if (fault !== undefined) return rejected(fault);
  const envelope = unwrapEvent(value, wasText, handlers[handler].orderPlace);
  return 'expected' in envelope ? rejected(envelope) : parseEnvelope(handler, envelope, receivedAt);
}

const UNDECODED_TOKEN = 'an undecoded webhook token: decode it with the JavaScript SDK first';

/** `true` for the undecoded body of a webhook: three parts in base64url, the first of which is a JSON object. */
function isWebhookToken(value: unknown): boolean {
  return typeof value === 'string' && /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(value.trim());
}

/**
 * Parses an order that a method returned, in the SDK's form. It is the order's state at `readAt`, whatever its own dates say: a resume,
 * for example, does not change the date of the last update.
 */
export function parseReadOrder(product: Product, raw: unknown, readAt: Instant): ParsedEvent {
  if (!isJsonObject(raw)) return rejected(rejectionOf('', 'an order', raw));
  const fault = findStructureFault(raw);
  if (fault !== undefined) return rejected(fault);
  const envelope: Envelope = { dialect: 'sdk', metadata: {}, order: raw, orderPath: '', warnings: [] };
  const parsed = parseEnvelope(updateHandlerOf[product], envelope, readAt);
  if (parsed.kind === 'rejected') return parsed;
  const { event } = parsed;
  const { updatedAt }: AnyOrder = event.order;
  const ownDate = event.warnings.includes('event-time-missing') ? undefined : event.at;
  const happenedAt = readInstant(updatedAt) ?? ownDate;
  return { kind: 'event', event: { ...event, at: readAt, happenedAt, source: 'reconcile', warnings: [] } };
}

function parseEnvelope(handler: HandlerName, envelope: Envelope, receivedAt: Instant): ParsedEvent {
  const { product, carries } = handlers[handler];
  const other = findOtherProduct(handler, envelope);
  if (other !== undefined) return rejected(other);
  const reader = createFieldReader();
  const { output: metadata } = readFields(metadataShape, envelope.metadata, metadataPath(envelope), reader.warnings);
  const { id, _id, eventTime, entityEventSequence, triggeredByAnonymizeRequest } = metadata;
  const entityId = present(metadata.entityId);
  const model = modelOf(product);
  const read = model.readOrder({ ...envelope, order: orderIn(carries, envelope), entityId }, reader);
  if ('expected' in read) return rejected(read);
  const { order, isAnonymized } = read;
  const previousPaymentStatus = readPreviousStatus(envelope, reader.warnings);
  const hasIds = model.entity !== undefined;
  const at = read.at ?? reader.instant(eventTime);
  const warnings: readonly (WarningCode | false)[] = [
    ...envelope.warnings,
    at === undefined && 'event-time-missing',
    hasIds && entityId !== undefined && entityId !== order.id && 'entity-id-mismatch',
    ...reader.warnings,
  ];
  const event: OrderEvent = {
    handler,
    dialect: envelope.dialect,
    carries,
    order,
    raw: envelope.order,
    eventId: hasIds ? (present(_id) ?? present(id)) : undefined,
    at: at ?? receivedAt,
    receivedAt,
    happenedAt: at ?? receivedAt,
    source: 'event',
    sequence: present(entityEventSequence?.toString()),
    isAnonymization: isAnonymized || triggeredByAnonymizeRequest === true,
    previousPaymentStatus: previousPaymentStatus ?? unnamedStatusOf(handler),
    warnings: [...new Set(warnings.filter((warning) => warning !== false))],
  };
  return { kind: 'event', event };
}

function readPreviousStatus(envelope: Envelope, warnings: WarningCode[]): string | undefined {
  const { dialect, previousPaymentStatus } = envelope;
  if (previousPaymentStatus === undefined) return undefined;
  const place = dialect === 'rest' ? 'actionEvent.body' : 'data';
  const { output } = readFields(previousStatusShape, { previousPaymentStatus }, place, warnings);
  return present(output.previousPaymentStatus);
}

/** Returns `null` for the event of payment statuses, which is a change of status even if it does not name the one before. */
function unnamedStatusOf(handler: HandlerName): null | undefined {
  return handler === 'wixEcom_onOrderPaymentStatusUpdated' ? null : undefined;
}

/** Returns the order of an envelope, or what an event that carries something else says about its order. */
function orderIn(carries: EventContent, { order }: Envelope): JsonObject {
  if (carries === 'order' || carries === 'deletion') return order;
  const { orderId, fulfillments } = order;
  return carries === 'fulfillments' ? { _id: orderId, fulfillments } : { _id: orderId };
}

function metadataPath({ dialect }: Envelope): string {
  return dialect === 'rest' ? '' : 'metadata';
}

function rejected(rejection: Rejection): ParsedEvent {
  return { kind: 'rejected', rejection };
}
