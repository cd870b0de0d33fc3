import { fetch, type WixFetchResponse } from 'wix-fetch';

import { readSecret } from '../../wix/read-secret.ts';
import { withTimeLimit } from '../../wix/time-limit.ts';
import type { EmailSettings } from './email.ts';
import { TRANSMISSIONS_PATH, type CallTransmissions } from './email-by-transmissions.ts';
import { readFailure, type WixReply } from './wix-reply.ts';

const BASE = `https://www.wixapis.com${TRANSMISSIONS_PATH}`;

/** Name of the secret with an API key that may manage Email Marketing. */
export const API_KEY_SECRET = 'ORDER_EVENTS_API_KEY';

/** Returns the call of Email Transmissions with the site's API key, for the site that the settings name; `undefined` without settings. */
export function openTransmissions(settings: EmailSettings | undefined): CallTransmissions | undefined {
  if (settings === undefined) return undefined;
  const { siteId } = settings;
  return async (method, request) => {
    const apiKey = await readSecret(API_KEY_SECRET);
    if (apiKey === undefined) return { kind: 'refused', code: 'no-api-key' };
    const headers = { authorization: apiKey, 'wix-site-id': siteId, 'content-type': 'application/json' };
    try {
      const options = { method: 'post', headers, body: JSON.stringify(request) };
      return await withTimeLimit(fetch(`${BASE}/${method}`, options).then(readResponse));
    } catch {
      return { kind: 'unclear', code: 'no-answer' };
    }
  };
}

async function readResponse(response: WixFetchResponse): Promise<WixReply> {
  const { ok, status } = response;
  if (ok) return { kind: 'answered', body: await response.json() };
  return readFailure(status, await response.json().catch(() => undefined));
}
