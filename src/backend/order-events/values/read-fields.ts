import * as v from 'valibot';

import { isJsonObject, type JsonObject } from './json-object.ts';
import { joinPath } from './rejection.ts';
import type { WarningCode } from './warnings.ts';

/** Result of reading an object by a schema, and what could not be read. */
export interface ReadFields<Output> {
  readonly output: Output;
  readonly issues: readonly v.BaseIssue<unknown>[];
}

/** Most odd fields that are reported: more would say nothing new, and an outcome must stay small. */
const MAX_WARNINGS = 20;

/**
 * Reads an object field by field: a field of an unexpected type counts as absent, with a warning that names its path below `path`, never
 * its value. A sound object is parsed once; only a faulty one is copied.
 */
export function readFields<Output>(
  schema: v.GenericSchema<unknown, Output>,
  object: JsonObject,
  path: string,
  warnings: WarningCode[],
): ReadFields<Output> {
  const first = v.safeParse(schema, object);
  if (first.success) return { output: first.output, issues: [] };
  const { issues } = first;
  const copy = copyOf(object);
  const keysOfEach = issues.map(keysOf);
  for (const keys of keysOfEach) removeAt(copy, keys);
  for (const keys of keysOfEach.slice(0, MAX_WARNINGS)) {
    warnings.push(`unexpected-type: ${joinPath(path, keys.join('.'))}`);
  }
  return { output: v.parse(schema, copy), issues };
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]));
}

/** Returns the keys to an issue, which always has a path because an object is parsed. */
function keysOf({ path }: v.BaseIssue<unknown>): string[] {
  return (path as readonly { readonly key: unknown }[]).map(({ key }) => String(key));
}

/** Sets the value at the end of a path to `undefined`, in place. */
function removeAt(root: unknown, keys: readonly string[]): void {
  const parent = keys.slice(0, -1).reduce((value, key) => (value as JsonObject)[key], root);
  for (const last of keys.slice(-1)) (parent as Record<string, unknown>)[last] = undefined;
}
