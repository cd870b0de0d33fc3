/** An object as parsed from JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** `true` if the value is an object with keys: not an array, not a date. */
export function isJsonObject(value: unknown): value is JsonObject {
  // The first test spares most calls of the last, which costs more.
  return typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]';
}

/** Returns the value under a key; `undefined` if `value` is not an object. */
export function valueAt(value: unknown, key: string): unknown {
  return isJsonObject(value) ? value[key] : undefined;
}
