import { isJsonObject, valueAt } from '../../../src/backend/order-events/values/json-object.ts';
import { openNestedTexts } from '../../../src/backend/order-events/handlers/unwrap-envelope.ts';

/** Returns the time of an event of any dialect, in milliseconds since 1970; `undefined` if the event has none. */
export function readEventTime(event: unknown): number | undefined {
  const { value } = openNestedTexts(event);
  if (!isJsonObject(value)) return undefined;
  const { metadata, data } = value;
  const candidates = [
    valueAt(metadata, 'eventTime'),
    value['eventTime'],
    value['timestamp'],
    value['updated'],
    valueAt(data, 'timestamp'),
    valueAt(data, 'updated'),
  ];
  return candidates.map(toMs).find((ms) => ms !== undefined);
}

function toMs(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
