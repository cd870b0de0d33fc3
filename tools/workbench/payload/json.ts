/** Value that `JSON.parse` can return. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** JSON object with unknown keys, as untrusted as a delivered event. */
export interface JsonObject {
  [key: string]: Json;
}

/** Parses text that must be a JSON object; throws if it is not one. */
export function parseJsonObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new Error('The text is JSON but not an object');
  return value;
}

/** `true` for an object that is neither an array nor a `Date`; its values are assumed to be JSON. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Returns a deep copy without shared parts. */
export function cloneJson(value: JsonObject): JsonObject {
  return parseJsonObject(JSON.stringify(value));
}

/** Returns the value at a dotted path (`entity.lineItems.0._id`), or `undefined` if a step is missing. */
export function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const key of path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

/** Returns the object with that name; throws if there is none. */
export function objectAt(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  if (!isJsonObject(found)) throw new Error(`The documented event holds an object under ${name}`);
  return found;
}
