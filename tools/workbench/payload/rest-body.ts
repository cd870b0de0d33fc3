import { handlers, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { cloneJson, isJsonObject, valueAt, type Json, type JsonObject } from './json.ts';

/** How a REST body wraps an order that a Velo event has under `entity`; payment status events always use `actionEvent`. */
export interface RestBodyOptions {
  /** `createdEvent` holds the order under `entity`, `updatedEvent` (the default) under `currentEntity`. */
  readonly wrapper?: 'createdEvent' | 'updatedEvent';
  /** Writes the wrapped value as a JSON string under `entityAsJson`, `currentEntityAsJson` or `bodyAsJson`. */
  readonly asJson?: boolean;
}

const restNameOf: Readonly<Record<string, string>> = {
  _id: 'id',
  _createdDate: 'createdDate',
  _updatedDate: 'updatedDate',
  addressLine1: 'addressLine',
};

/** The REST webhook body of the event that a Velo payload shows, by the documented naming rules. */
export function toRestBody(handler: HandlerName, veloPayload: JsonObject, options: RestBodyOptions = {}): JsonObject {
  const { orderPlace, sdk } = handlers[handler];
  return orderPlace === 'root'
    ? withoutEmptyFormValues(veloPayload)
    : domainBody(veloPayload, ...entityAndSlugOf(sdk.eventType), options);
}

/** The SDK's event types are an entity's name and what happened to it: `wix.ecom.v1.order_updated`. */
function entityAndSlugOf(eventType: string): [string, string] {
  const [, entity, slug] = /^(.*\.order)_(.*)$/.exec(eventType) ?? [];
  if (entity === undefined || slug === undefined) throw new Error(`Not an event of an order: ${eventType}`);
  return [entity, slug];
}

function domainBody(payload: JsonObject, entityFqdn: string, slug: string, options: RestBodyOptions): JsonObject {
  const { metadata } = payload;
  if (!isJsonObject(metadata)) throw new Error('A Velo event of this handler has metadata');
  const { id, entityId, eventTime, triggeredByAnonymizeRequest, ...furtherMetadata } = metadata;
  if (
    id === undefined ||
    entityId === undefined ||
    eventTime === undefined ||
    triggeredByAnonymizeRequest === undefined
  )
    throw new Error('Velo metadata has id, entityId, eventTime and triggeredByAnonymizeRequest');

  const head = { id, entityFqdn, slug, entityId, eventTime, triggeredByAnonymizeRequest, ...furtherMetadata };
  return { ...head, ...wrapped(payload, options) };
}

function wrapped(payload: JsonObject, { wrapper = 'updatedEvent', asJson = false }: RestBodyOptions): JsonObject {
  const { entity, data } = payload;
  if (data !== undefined) return { actionEvent: under('body', toRest(data), asJson) };
  if (entity === undefined) throw new Error('A Velo event of this handler has entity or data');
  return { [wrapper]: under(wrapper === 'createdEvent' ? 'entity' : 'currentEntity', toRest(entity), asJson) };
}

function under(key: string, value: Json, asJson: boolean): JsonObject {
  return asJson ? { [`${key}AsJson`]: JSON.stringify(value) } : { [key]: value };
}

function toRest(value: Json): Json {
  if (Array.isArray(value)) return value.map(toRest);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      restNameOf[key] ?? key,
      key === 'image' && typeof child === 'string' ? toRestImage(child) : toRest(child),
    ]),
  );
}

/** `wix:image://v1/<id>#originWidth=W&originHeight=H` as the object that REST prints. */
function toRestImage(image: string): JsonObject {
  const [, id, width, height] = /^wix:image:\/\/v1\/([^/#]+).*#originWidth=(\d+)&originHeight=(\d+)$/.exec(image) ?? [];
  if (id === undefined) throw new Error(`Not a Wix image: ${image}`);
  return { id, url: `https://static.wixstatic.com/media/${id}`, height: Number(height), width: Number(width) };
}

/** Velo prints `value` and `values` of a form field both; REST omits whichever is empty. */
function withoutEmptyFormValues(payload: JsonObject): JsonObject {
  const copy = cloneJson(payload);
  for (const form of [copy['checkoutForm'], ...formsOfTickets(copy)]) {
    const inputs = valueAt(form, 'inputValues');
    for (const input of Array.isArray(inputs) ? inputs : []) {
      if (!isJsonObject(input)) continue;
      if (input['value'] === '') delete input['value'];
      if (valueAt(input, 'values.length') === 0) delete input['values'];
    }
  }
  return copy;
}

function formsOfTickets(payload: JsonObject): unknown[] {
  const { tickets } = payload;
  return Array.isArray(tickets) ? tickets.map((ticket) => valueAt(ticket, 'form')) : [];
}
