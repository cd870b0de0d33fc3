import type { Rejection } from '../values/rejection.ts';

/** Deeper than any documented payload by far; Wix Data itself stops at 50 levels. */
const MAX_DEPTH = 64;

/** Rejects what no Wix event is and what could harm code that copies it: extreme depth and `__proto__` keys. */
export function findStructureFault(root: unknown): Rejection | undefined {
  return faultIn(root, 0);
}

function faultIn(value: unknown, depth: number): Rejection | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === MAX_DEPTH) {
    return { path: '', expected: `at most ${String(MAX_DEPTH)} levels`, found: 'a deeper level' };
  }
  return Array.isArray(value) ? faultInArray(value, depth) : faultInObject(value, depth);
}

function faultInArray(items: readonly unknown[], depth: number): Rejection | undefined {
  for (let index = 0; index < items.length; index += 1) {
    const fault = faultIn(items[index], depth + 1);
    if (fault !== undefined) return below(`[${String(index)}]`, fault);
  }
  return undefined;
}

function faultInObject(object: object, depth: number): Rejection | undefined {
  // Each value of an event comes through here: pairs of key and value would be made for nothing.
  for (const key of Object.keys(object)) {
    const item: unknown = (object as Readonly<Record<string, unknown>>)[key];
    if (key === '__proto__') return { path: key, expected: 'no such key', found: 'a `__proto__` key' };
    if (typeof item !== 'object' || item === null) continue;
    const fault = faultIn(item, depth + 1);
    if (fault !== undefined) return below(key, fault);
  }
  return undefined;
}

/** The path is put together only when there is a fault, so that a sound event costs no text. */
function below(key: string, fault: Rejection): Rejection {
  if (fault.path === '') return { ...fault, path: key };
  const joint = fault.path.startsWith('[') ? '' : '.';
  return { ...fault, path: `${key}${joint}${fault.path}` };
}
