/** An object as JSON gives it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether the value is an object with keys: not an array, not a date. */
export function isJsonObject(value: unknown): value is JsonObject {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** The value under a key, when the value is an object. */
export function valueAt(value: unknown, key: string): unknown {
  return isJsonObject(value) ? value[key] : undefined;
}
