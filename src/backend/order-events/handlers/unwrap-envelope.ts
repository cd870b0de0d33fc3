import { isJsonObject, valueAt, type JsonObject } from '../values/json-object.ts';
import { rejectionOf, type Rejection } from '../values/rejection.ts';
import type { WarningCode } from '../values/warnings.ts';
import { parseJson } from '../values/parse-json.ts';

/** Forms in which code receives an order event. */
export type Dialect = 'velo' | 'sdk' | 'rest';

/** An event of any dialect in which the order was found, but not read yet. */
export interface Envelope {
  readonly dialect: Dialect;
  /** Holds the event's id, time and flags; empty where the dialect has none. */
  readonly metadata: JsonObject;
  readonly order: JsonObject;
  /** Dotted path of the order in the event; empty for the root. */
  readonly orderPath: string;
  readonly previousPaymentStatus?: unknown;
  readonly warnings: readonly WarningCode[];
}

/** Place of the order, or of the content in its stead, in an event; `root` if the event is the order itself. */
export type OrderPlace = 'root' | 'entity' | 'data.order' | 'data.orderTransactions';

/** REST webhooks nest JSON texts: https://dev.wix.com/docs/api-reference/articles/get-started/about-webhooks */
const MAX_NESTED_TEXTS = 4;

/** Parses the JSON texts that a decoded REST webhook nests under `data`; returns everything else unchanged. */
export function openNestedTexts(raw: unknown): { readonly value: unknown; readonly wasText: boolean } {
  let value = raw;
  for (let opened = 0; opened < MAX_NESTED_TEXTS; opened += 1) {
    const text = typeof value === 'string' ? value : nestedText(value);
    if (typeof text !== 'string') return { value, wasText: opened > 0 };
    const inner = parseJson(text);
    if (inner === undefined) return { value, wasText: opened > 0 };
    value = inner;
  }
  return { value, wasText: true };
}

/** Id field of an order that is itself the event; no envelope has this key. */
const FLAT_ORDER_ID = 'orderNumber';

/** Returns the text that may hold the event. The `data` of an order that is itself the event is no envelope. */
function nestedText(value: unknown): unknown {
  return valueAt(value, FLAT_ORDER_ID) === undefined ? valueAt(value, 'data') : undefined;
}

/** Finds the order of an event in any dialect; `wasText` is `true` if the event was parsed from text. */
export function unwrapEvent(root: JsonObject, wasText: boolean, documentedPlace: OrderPlace): Envelope | Rejection {
  if (documentedPlace === 'root') return unwrapFlatEvent(root, wasText);
  return unwrapRest(root, documentedPlace) ?? unwrapVeloOrSdk(root, documentedPlace);
}

/** Unwraps an event whose order is the root in Velo and REST, and is under `data` in the JavaScript SDK. */
function unwrapFlatEvent(root: JsonObject, wasText: boolean): Envelope {
  const data = root['data'];
  const isSdk = isJsonObject(data) && root[FLAT_ORDER_ID] === undefined;
  return {
    dialect: isSdk ? 'sdk' : wasText ? 'rest' : 'velo',
    metadata: objectAt(root, 'metadata'),
    order: isSdk ? data : root,
    orderPath: isSdk ? 'data' : '',
    warnings: [],
  };
}

const restPlaces = [
  ['createdEvent', 'entity'],
  ['updatedEvent', 'currentEntity'],
  ['actionEvent', 'body'],
] as const;

function unwrapRest(root: JsonObject, documentedPlace: OrderPlace): Envelope | undefined {
  const key = documentedPlace === 'data.orderTransactions' ? 'orderTransactions' : 'order';
  for (const [event, place] of restPlaces) {
    const holder = root[event];
    if (!isJsonObject(holder)) continue;
    const printed = holder[place] ?? holder[`${place}AsJson`];
    const found = typeof printed === 'string' ? parseJson(printed) : printed;
    if (!isJsonObject(found)) return undefined;
    const order = event === 'actionEvent' ? found[key] : found;
    if (!isJsonObject(order)) return undefined;
    const orderPath = event === 'actionEvent' ? `${event}.${place}.${key}` : `${event}.${place}`;
    const previousPaymentStatus = found['previousPaymentStatus'];
    const whole = event === 'actionEvent' ? withSiblings(order, found) : order;
    return { dialect: 'rest', metadata: root, order: whole, orderPath, previousPaymentStatus, warnings: [] };
  }
  return undefined;
}

/** Fields that some plan events have beside the order although they are about the order. */
const siblingKeys = ['cancellation', 'cycleNumber'] as const;

/** Returns the order with the fields beside it; the order's own fields take precedence. */
function withSiblings(order: JsonObject, holder: JsonObject): JsonObject {
  let whole = order;
  for (const key of siblingKeys) {
    if (holder[key] !== undefined && order[key] === undefined) whole = { ...whole, [key]: holder[key] };
  }
  return whole;
}

/** Warnings for an order in another place than the documented one; both places are accepted. */
const oddityOf = { entity: 'order-under-entity', 'data.order': 'order-under-data' } as const;

type DomainPlace = Exclude<OrderPlace, 'root'>;

function unwrapVeloOrSdk(root: JsonObject, documentedPlace: DomainPlace): Envelope | Rejection {
  const metadata = objectAt(root, 'metadata');
  const dialect = metadata['_id'] === undefined && metadata['eventType'] === undefined ? 'velo' : 'sdk';
  const data = objectAt(root, 'data');
  const previousPaymentStatus = data['previousPaymentStatus'];
  const orders = {
    entity: root['entity'],
    'data.order': data['order'],
    'data.orderTransactions': data['orderTransactions'],
  } as const;
  for (const orderPath of [documentedPlace, ...otherPlaces(documentedPlace)]) {
    const found = orders[orderPath];
    if (!isJsonObject(found)) continue;
    const order = orderPath === 'entity' ? found : withSiblings(found, data);
    const isOdd = orderPath !== documentedPlace && orderPath !== 'data.orderTransactions';
    const warnings = isOdd ? [oddityOf[orderPath]] : [];
    return { dialect, metadata, order, orderPath, previousPaymentStatus, warnings };
  }
  return rejectionOf(documentedPlace, 'an order', orders[documentedPlace]);
}

function otherPlaces(documentedPlace: DomainPlace): ('entity' | 'data.order')[] {
  if (documentedPlace === 'data.orderTransactions') return [];
  return [documentedPlace === 'entity' ? 'data.order' : 'entity'];
}

function objectAt(root: JsonObject, key: string): JsonObject {
  const value = root[key];
  return isJsonObject(value) ? value : {};
}
