import { types } from 'node:util';

import type { Realm } from '../../container/realm.ts';

/** What creates values of a realm. */
export type ValueRealm = Pick<Realm, 'objectPrototype' | 'object' | 'array' | 'date' | 'error'>;

/**
 * Copies plain data and errors into a realm, so that `instanceof` works on them; everything else, and data that holds functions or values of
 * classes, is returned as it is.
 */
export function toRealm(realm: ValueRealm, value: unknown): unknown {
  if (types.isNativeError(value)) return copyError(realm, value);
  return isPlain(realm, value, 0) ? copy(realm, value) : value;
}

const MAX_DEPTH = 100;

function isPlain(realm: ValueRealm, value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
  if (depth > MAX_DEPTH) return false;
  if (types.isDate(value)) return true;
  if (!Array.isArray(value) && !isPlainObject(realm, value)) return false;
  return Object.values(value).every((child) => isPlain(realm, child, depth + 1));
}

function isPlainObject(realm: ValueRealm, value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === realm.objectPrototype || types.isProxy(value)) return false;
  return prototype === null || nameOfClass(prototype) === 'Object';
}

function copy(realm: ValueRealm, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (types.isDate(value)) return realm.date(value.getTime());
  if (Array.isArray(value)) return realm.array(value.map((child) => copy(realm, child)));
  return realm.object(Object.fromEntries(Object.entries(value).map(([key, child]) => [key, copy(realm, child)])));
}

/** Returns the name of the class of a prototype, which may be of any realm. */
export function nameOfClass(prototype: unknown): unknown {
  const { constructor } = Object(prototype) as { readonly constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : undefined;
}

function copyError(realm: ValueRealm, error: Error): Error {
  const { name, message, stack } = error;
  const copied = realm.error(message, { ...(error as object), ...(name === 'Error' ? {} : { name }) });
  if (stack !== undefined) Object.defineProperty(copied, 'stack', { value: stack, writable: true, configurable: true });
  return copied;
}
