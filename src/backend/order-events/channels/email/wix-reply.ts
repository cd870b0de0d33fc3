import { isJsonObject } from '../../values/json-object.ts';

/**
 * Result of a call of Wix's REST API. `refused` and `busy`: nothing was done, and `busy` asks to retry later. `unclear`: any other
 * failure.
 */
export type WixReply =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'refused' | 'busy' | 'unclear'; readonly code: string };

/** Statuses by which Wix says that it did nothing: https://dev.wix.com/docs/rest/articles/getting-started/errors */
const refusals = [400, 401, 403, 404, 428];
const TOO_MANY_CALLS = 429;

const codeForm = /^[A-Z][A-Z0-9_]{1,59}$/;

/** Reads a failure by its status; the code in the body distinguishes errors of one status. */
export function readFailure(status: number, body: unknown): Exclude<WixReply, { readonly kind: 'answered' }> {
  const code = [`http-${String(status)}`, applicationCode(body)].filter((part) => part !== undefined).join(': ');
  if (status === TOO_MANY_CALLS) return { kind: 'busy', code };
  return { kind: refusals.includes(status) ? 'refused' : 'unclear', code };
}

function applicationCode(body: unknown): string | undefined {
  const details = isJsonObject(body) ? body['details'] : undefined;
  const error = isJsonObject(details) ? details['applicationError'] : undefined;
  const code = isJsonObject(error) ? error['code'] : undefined;
  return typeof code === 'string' && codeForm.test(code) ? code : undefined;
}
