import { fetch, type WixFetchResponse } from 'wix-fetch';

import { isJsonObject, type JsonObject } from '../../values/json-object.ts';
import { readSecret } from '../../wix/read-secret.ts';
import { withTimeLimit } from '../../wix/time-limit.ts';
import type { EmailSettings } from './email.ts';

const BASE = 'https://www.wixapis.com/email-transmissions/v1/email-transmissions';

/** The secret with an API key that may manage Email Marketing. */
export const API_KEY_SECRET = 'ORDER_EVENTS_API_KEY';

/** What came of a call. `refused`: nothing was done. `unclear`: any other failure. */
export type Reply =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'refused' | 'unclear'; readonly code: string };

/** The statuses by which Wix says that it did nothing: 400, 403 and 428 are the method's own, the others Wix's common ones. */
const refusals = [400, 401, 403, 404, 428, 429];

/**
 * Calls a method of Email Transmissions as the API key's owner. `query` reads and `send` is under a key, so both can be made again:
 * https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/send-email-transmission
 */
export async function callTransmissions(
  method: 'send' | 'query',
  request: JsonObject,
  { siteId }: EmailSettings,
): Promise<Reply> {
  const apiKey = await readSecret(API_KEY_SECRET);
  if (apiKey === undefined) return { kind: 'refused', code: 'no-api-key' };
  const headers = { authorization: apiKey, 'wix-site-id': siteId, 'content-type': 'application/json' };
  try {
    const options = { method: 'post', headers, body: JSON.stringify(request) };
    return await withTimeLimit(fetch(`${BASE}/${method}`, options).then(readResponse));
  } catch {
    return { kind: 'unclear', code: 'no-answer' };
  }
}

async function readResponse(response: WixFetchResponse): Promise<Reply> {
  const { ok, status } = response;
  if (ok) return { kind: 'answered', body: await response.json() };
  const code = await response.json().then(applicationCode, () => undefined);
  const named = [`http-${String(status)}`, code].filter((part) => part !== undefined).join(': ');
  return { kind: refusals.includes(status) ? 'refused' : 'unclear', code: named };
}

const codeForm = /^[A-Z][A-Z0-9_]{1,59}$/;

/** The code that tells two errors of one status apart: https://dev.wix.com/docs/rest/articles/getting-started/errors */
function applicationCode(body: unknown): string | undefined {
  const details = isJsonObject(body) ? body['details'] : undefined;
  const error = isJsonObject(details) ? details['applicationError'] : undefined;
  const code = isJsonObject(error) ? error['code'] : undefined;
  return typeof code === 'string' && codeForm.test(code) ? code : undefined;
}
