import type { FieldIssue, Shape } from './fields.ts';
import type { JsonObject } from './json-object.ts';
import { joinPath } from './rejection.ts';
import type { WarningCode } from './warnings.ts';

/** Result of reading an object by a shape, and what could not be read. */
export interface ReadFields<Output> {
  readonly output: Output;
  readonly issues: readonly FieldIssue[];
}

/** Most odd fields that are reported: more would say nothing new, and an outcome must stay small. */
const MAX_WARNINGS = 20;

/**
 * Reads an object field by field: a field of an unexpected type counts as absent, with a warning that names its path below `path`, never
 * its value.
 */
export function readFields<Output>(
  shape: Shape<Output>,
  object: JsonObject,
  path: string,
  warnings: WarningCode[],
): ReadFields<Output> {
  const issues: FieldIssue[] = [];
  const output = shape(object, issues);
  for (const { keys } of issues.slice(0, MAX_WARNINGS)) {
    warnings.push(`unexpected-type: ${joinPath(path, keys.join('.'))}`);
  }
  return { output, issues };
}
