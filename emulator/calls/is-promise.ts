/** `true` for a promise of any realm. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return value !== null && typeof value === 'object' && typeof Reflect.get(value, 'then') === 'function';
}
