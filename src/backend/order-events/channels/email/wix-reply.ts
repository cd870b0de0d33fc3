import { isJsonObject } from '../../values/json-object.ts';

/** What came of a call of Wix's REST API. `refused` and `busy`: nothing was done, and `busy` says to come back later. `unclear`: any other failure. */
export type WixReply =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'refused' | 'busy' | 'unclear'; readonly code: string };

/** The statuses by which Wix says that it did nothing: https://dev.wix.com/docs/rest/articles/getting-started/errors */
const refusals = [400, 401, 403, 404, 428];
const TOO_MANY_CALLS = 429;

const codeForm = /^[A-Z][A-Z0-9_]{1,59}$/;

/** Reads the failure of a status; the body's own code tells two errors of one status apart. */
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
