import { ownValue } from './own-value.ts';

/** Returns an object's own field; `undefined` if it has none. */
export function ownField(object: object, field: string): unknown {
  return ownValue(object as Readonly<Record<string, unknown>>, field);
}

/** `true` if two values are equal as JSON: a field without a value is absent, and the order of fields does not matter. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  if (Object.keys(right).some((field) => ownField(right, field) !== undefined && ownField(left, field) === undefined)) {
    return false;
  }
  return Object.keys(left).every((field) => isSameJson(ownField(left, field), ownField(right, field)));
}
