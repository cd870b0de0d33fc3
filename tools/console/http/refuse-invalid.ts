import type { Context } from 'hono';

import { refuse } from './guard-requests.ts';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Refuses a body that does not match its schema, and names the first invalid field. */
export function refuseInvalid(
  result: { readonly success: true } | { readonly success: false; readonly error: readonly Issue[] },
  context: Context,
): Response | undefined {
  if (result.success) return undefined;
  const [issue] = result.error;
  const keys = (issue?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const message = `${keys.join('.') || 'request'}: ${issue?.message ?? 'not as expected'}`;
  return refuse(context, 400, { message, next: 'Correct the value and try again.' });
}
