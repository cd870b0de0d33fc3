import * as v from 'valibot';

import type { Log } from '../ports/ports.ts';

/** An id or key from outside. */
export const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

/** What a web method returns: JSON-safe, and without internal text. */
export type WebResult<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'refused'; readonly reason: string; readonly path?: string }
  | { readonly kind: 'failed' };

/** Runs a web method's work on checked input. What the caller may not see ends as `failed`, and in the site's log. */
export async function answer<Input, Value>(
  schema: v.GenericSchema<unknown, Input>,
  raw: unknown,
  work: (input: Input) => Promise<WebResult<Value>>,
  logFailure: (error: unknown) => void,
): Promise<WebResult<Value>> {
  const input = v.safeParse(schema, raw);
  if (!input.success) return refusedInput(input.issues[0]);
  try {
    return await work(input.output);
  } catch (error) {
    logFailure(error);
    return { kind: 'failed' };
  }
}

function refusedInput(issue: v.BaseIssue<unknown>): WebResult<never> {
  return { kind: 'refused', reason: `expected ${issue.expected ?? 'another value'}`, path: v.getDotPath(issue) ?? '' };
}

/** Notes that a web method failed: the kind of error only, because messages can hold anything. */
export function failureLog(log: Log, method: string): (error: unknown) => void {
  return (error) => {
    log('web method failed', { method, error: error instanceof Error ? error.name : typeof error });
  };
}
