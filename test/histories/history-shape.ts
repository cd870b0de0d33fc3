import type { Json, JsonObject, OrderHistory, Step } from './history.ts';

/** The object at a key; throws when there is none. */
export function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`No object at ${key}`);
  return value;
}

/** The objects of the list at a key; none when the list is absent. */
export function objectsAt(parent: JsonObject, key: string): JsonObject[] {
  const value: Json[] = [];
  return value.concat(parent[key] ?? []).flatMap((item) => (isObject(item) ? [item] : []));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The order in a step's event, whichever handler it is for. */
export function orderOf({ handler, event }: Step): JsonObject {
  if (handler === 'wixEvents_onOrderUpdated') return event;
  if (handler === 'wixEcom_onOrderPaymentStatusUpdated') return objectAt(objectAt(event, 'data'), 'order');
  return objectAt(event, 'entity');
}

/** The text at a key; empty when there is none. */
export function textAt(parent: JsonObject, key: string): string {
  const value = parent[key];
  return typeof value === 'string' ? value : '';
}

/** The time of a step's event as text of one length, so that text order is time order. */
export function timeOf({ handler, event }: Step): string {
  const isTicket = handler === 'wixEvents_onOrderUpdated';
  const text = isTicket ? textAt(event, 'timestamp') : textAt(objectAt(event, 'metadata'), 'eventTime');
  return text.replace('Z', '').padEnd('2021-01-04T09:00:00.000000000'.length, '0');
}

/** A text field of a JSON object as milliseconds since 1970. */
export function msAt(parent: JsonObject, key: string): number {
  return Date.parse(textAt(parent, key));
}

/** Every two neighbouring steps of the histories. */
export function neighbours(histories: readonly OrderHistory[]): { readonly before: Step; readonly after: Step }[] {
  return histories.flatMap(function pairUp({ steps }) {
    return steps.slice(1).flatMap(function pair(after, at) {
      const before = steps[at];
      return before === undefined ? [] : [{ before, after }];
    });
  });
}

/** The kinds that a step tells, sorted. */
export function kindsOf(step: Step): string {
  return step.reported
    .map((change) => change.kind)
    .sort()
    .join(' ');
}
