import { changeEvent } from './change-event.ts';
import { changeAt, type EventChange } from './event-change.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** Changes by path, as `event fire` takes them; `undefined` removes a field, and a path with a leading `+` adds one. */
export type PayloadChanges = Readonly<Record<string, Json | undefined>>;

/** Returns a copy of the event with the changes made in order; throws if a path does not fit its change. */
export function changed(event: JsonObject, changes: PayloadChanges): JsonObject {
  const copy = changeEvent(event, Object.entries(changes).map(readChange));
  if (!isJsonObject(copy)) throw new Error('A copy of an object is an object');
  return copy;
}

function readChange([path, value]: readonly [string, Json | undefined]): EventChange {
  return value === undefined ? { kind: 'unset', path } : changeAt(path, value);
}
