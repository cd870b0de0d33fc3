import { handlers, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { cloneJson, isJsonObject, valueAt, type Json, type JsonObject } from './json.ts';

/** Options for wrapping an order that a Velo event has under `entity`; one under `data` always becomes an `actionEvent`. */
export interface RestBodyOptions {
  /** `createdEvent` holds the order under `entity`, `updatedEvent` under `currentEntity`; the default fits the event type. */
  readonly wrapper?: 'createdEvent' | 'updatedEvent';
  /** If `true`, the wrapped value is a JSON string under `entityAsJson`, `currentEntityAsJson` or `bodyAsJson`. */
  readonly asJson?: boolean;
}

const restNameOf: Readonly<Record<string, string>> = {
  _id: 'id',
  _createdDate: 'createdDate',
  _updatedDate: 'updatedDate',
  addressLine1: 'addressLine',
};

/** Converts a Velo payload to the REST webhook body of the same event, by the documented naming rules. */
export function toRestBody(handler: HandlerName, veloPayload: JsonObject, options: RestBodyOptions = {}): JsonObject {
  const { orderPlace, sdk } = handlers[handler];
  return orderPlace === 'root'
    ? withoutEmptyFormValues(veloPayload)
    : domainBody(veloPayload, ...entityAndSlugOf(sdk.eventType), options);
}

/** Entities whose names begin event types; the rest of an event type is the action. */
const entityNames = [
  'wix.ecom.v1.order_transactions',
  'wix.ecom.v1.fulfillments',
  'wix.ecom.v1.order',
  'wix.pricing_plans.v2.order',
];

function entityAndSlugOf(eventType: string): readonly [string, string] {
  const entity = entityNames.find((name) => eventType.startsWith(`${name}_`)) ?? eventType;
  return [entity, eventType.slice(entity.length + 1)];
}

function domainBody(payload: JsonObject, entityFqdn: string, slug: string, options: RestBodyOptions): JsonObject {
  const metadata = toRest(payload['metadata'] ?? {});
  const wrapper = slug === 'created' ? 'createdEvent' : 'updatedEvent';
  return {
    ...(isJsonObject(metadata) ? metadata : {}),
    entityFqdn,
    slug,
    ...wrapped(payload, { wrapper, ...options }),
  };
}

function wrapped(payload: JsonObject, { wrapper = 'updatedEvent', asJson = false }: RestBodyOptions): JsonObject {
  const { entity, data } = payload;
  if (data !== undefined) return { actionEvent: under('body', toRest(data), asJson) };
  if (entity === undefined) return {};
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

/** Converts `wix:image://v1/<id>#originWidth=W&originHeight=H` to the object that REST prints; other texts are returned unchanged. */
function toRestImage(image: string): Json {
  const [, id, width, height] = /^wix:image:\/\/v1\/([^/#]+).*#originWidth=(\d+)&originHeight=(\d+)$/.exec(image) ?? [];
  if (id === undefined) return image;
  return { id, url: `https://static.wixstatic.com/media/${id}`, height: Number(height), width: Number(width) };
}

/** Removes the empty one of a form field's `value` and `values`, of which Velo prints both and REST only one. */
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
