import { ownValue } from './own-value.ts';

/** The value of a field of any object; `undefined` when the object itself has none. */
export function ownField(object: object, field: string): unknown {
  return ownValue(object as Readonly<Record<string, unknown>>, field);
}

/** Whether two values say the same as JSON does: a field without a value is none, and the order of fields says nothing. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  if (Object.keys(right).some((field) => ownField(right, field) !== undefined && ownField(left, field) === undefined)) {
    return false;
  }
  return Object.keys(left).every((field) => isSameJson(ownField(left, field), ownField(right, field)));
}
