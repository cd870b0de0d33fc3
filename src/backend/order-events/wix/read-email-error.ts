import type { SendResult } from '../ports/channel-calls.ts';
import { codeOf, fieldOf } from './error-code.ts';

/**
 * Codes by which a Wix service says that it rejected a request, and so accepted no email. The email call has no documented codes of its
 * own, so every other code is a doubt: https://dev.wix.com/docs/sdk/articles/work-with-the-sdk/about-errors
 */
const refusals = new Set([
  ...['400', '401', '403', '404', '428', '429'],
  ...['INVALID_ARGUMENT', 'UNAUTHENTICATED', 'PERMISSION_DENIED', 'NOT_FOUND'],
  ...['FAILED_PRECONDITION', 'RESOURCE_EXHAUSTED'],
]);

/** Returns the result of an email call that threw: refused only if the error is known to say so, and otherwise in doubt. */
export function readEmailError(error: unknown): Exclude<SendResult, { readonly kind: 'sent' }> {
  const isInvalid = fieldOf(fieldOf(error, 'details'), 'validationError') !== undefined;
  const code = codeOf(error) ?? (isInvalid ? 'INVALID_ARGUMENT' : 'no-code');
  return { kind: refusals.has(code) ? 'refused' : 'may-be-sent', code };
}
