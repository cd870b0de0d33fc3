import type { Context } from 'hono';
import * as v from 'valibot';

import { refuse } from './guard-requests.ts';

/** The checked body of a request, or the answer that refuses it. */
export async function readBody<T>(
  context: Context,
  schema: v.GenericSchema<unknown, T>,
): Promise<{ readonly kind: 'read'; readonly body: T } | { readonly kind: 'refused'; readonly response: Response }> {
  let raw: unknown;
  try {
    raw = await context.req.json();
  } catch {
    return {
      kind: 'refused',
      response: refuse(context, 400, { message: 'The request is not JSON.', next: 'Reload the page.' }),
    };
  }
  const result = v.safeParse(schema, raw);
  if (result.success) return { kind: 'read', body: result.output };
  const [issue] = result.issues;
  const message = `${v.getDotPath(issue) ?? 'request'}: ${issue.message}`;
  return { kind: 'refused', response: refuse(context, 400, { message, next: 'Correct the value and try again.' }) };
}
