import { isJsonObject } from '../values/json-object.ts';

/** A copy that cannot be changed, so that no rule changes what another reads, or the event that its handler was given. */
export function frozenCopy<Value>(value: Value): Value {
  return copyOf(value) as Value;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(copyOf));
  if (!isJsonObject(value)) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)])));
}
