import { isJsonObject, valueAt, type JsonObject } from '../values/json-object.ts';
import { rejectionOf, type Rejection } from '../values/rejection.ts';
import type { WarningCode } from '../values/warnings.ts';

/** The forms in which one order event reaches code. */
export type Dialect = 'velo' | 'sdk' | 'rest';

/** An event with its order found, whatever the dialect, but not yet read. */
export interface Envelope {
  readonly dialect: Dialect;
  /** Holds the event's id, time and flags; empty where the dialect has none. */
  readonly metadata: JsonObject;
  readonly order: JsonObject;
  /** Where the order stands in the event, as a dotted path; empty for the root. */
  readonly orderPath: string;
  readonly previousPaymentStatus: unknown;
  readonly warnings: readonly WarningCode[];
}

/** Where a handler's documents put the order of a domain event. */
export type OrderPlace = 'entity' | 'data';

/** REST webhooks nest JSON texts: https://dev.wix.com/docs/api-reference/articles/get-started/about-webhooks */
const MAX_NESTED_TEXTS = 4;

/** Opens the JSON texts that a decoded REST webhook nests under `data`; everything else is returned as it is. */
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

/** A ticket order is flat, and a `data` of its own would be no envelope. */
function nestedText(value: unknown): unknown {
  return valueAt(value, 'orderNumber') === undefined ? valueAt(value, 'data') : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Finds the ticket order: the root itself in Velo and REST, `data` in the JavaScript SDK. */
export function unwrapTicketEvent(root: JsonObject, wasText: boolean): Envelope {
  const data = root['data'];
  const isSdk = isJsonObject(data) && root['orderNumber'] === undefined;
  return {
    dialect: isSdk ? 'sdk' : wasText ? 'rest' : 'velo',
    metadata: objectAt(root, 'metadata'),
    order: isSdk ? data : root,
    orderPath: isSdk ? 'data' : '',
    previousPaymentStatus: undefined,
    warnings: [],
  };
}

/** Finds the order of a plan or eCommerce event in any dialect. */
export function unwrapDomainEvent(root: JsonObject, documentedPlace: OrderPlace): Envelope | Rejection {
  return unwrapRest(root) ?? unwrapVeloOrSdk(root, documentedPlace) ?? missingOrder(root, documentedPlace);
}

const restPlaces = [
  ['createdEvent', 'entity'],
  ['updatedEvent', 'currentEntity'],
  ['actionEvent', 'body'],
] as const;

function unwrapRest(root: JsonObject): Envelope | undefined {
  for (const [event, place] of restPlaces) {
    const holder = root[event];
    if (!isJsonObject(holder)) continue;
    const printed = holder[place] ?? holder[`${place}AsJson`];
    const found = typeof printed === 'string' ? parseJson(printed) : printed;
    if (!isJsonObject(found)) return undefined;
    const order = event === 'actionEvent' ? found['order'] : found;
    if (!isJsonObject(order)) return undefined;
    const orderPath = event === 'actionEvent' ? `${event}.${place}.order` : `${event}.${place}`;
    const previousPaymentStatus = found['previousPaymentStatus'];
    return { dialect: 'rest', metadata: root, order, orderPath, previousPaymentStatus, warnings: [] };
  }
  return undefined;
}

function unwrapVeloOrSdk(root: JsonObject, documentedPlace: OrderPlace): Envelope | undefined {
  const metadata = objectAt(root, 'metadata');
  const dialect = metadata['_id'] === undefined && metadata['eventType'] === undefined ? 'velo' : 'sdk';
  const data = objectAt(root, 'data');
  const underData = data['order'];
  const underEntity = root['entity'];
  const previousPaymentStatus = data['previousPaymentStatus'];
  const common = { dialect, metadata, previousPaymentStatus } as const;
  const places = [
    { place: 'entity', order: underEntity, orderPath: 'entity', oddity: 'order-under-entity' },
    { place: 'data', order: underData, orderPath: 'data.order', oddity: 'order-under-data' },
  ] as const;
  const documented = places.find(({ place, order }) => place === documentedPlace && isJsonObject(order));
  const { order, orderPath, oddity } = documented ?? places.find((place) => isJsonObject(place.order)) ?? places[0];
  if (!isJsonObject(order)) return undefined;
  return { ...common, order, orderPath, warnings: documented === undefined ? [oddity] : [] };
}

function missingOrder(root: JsonObject, documentedPlace: OrderPlace): Rejection {
  if (documentedPlace === 'entity') return rejectionOf('entity', 'an order', root['entity']);
  return rejectionOf('data.order', 'an order', valueAt(root['data'], 'order'));
}

function objectAt(root: JsonObject, key: string): JsonObject {
  const value = root[key];
  return isJsonObject(value) ? value : {};
}
