import { STATUS_CODES } from 'node:http';

import type { SiteFunction } from '../../container/realm.ts';
import type { ModuleHost } from '../module-host.ts';

/** A response, wherever it comes from. */
export interface ReceivedResponse {
  readonly status: number;
  /** Empty for the usual text. */
  readonly statusText: string;
  readonly headers: Headers;
  readonly url: string;
  readonly body: Buffer;
}

/**
 * Creates a response as site code sees it: https://dev.wix.com/docs/velo/apis/wix-fetch/wix-fetch-response/introduction; "In backend files the
 * node-fetch module is used", so it also has what a response of node-fetch has.
 */
export function createFetchResponse(host: ModuleHost, received: ReceivedResponse): Record<string, unknown> {
  const { realm } = host;
  const { status, headers, url, body } = received;
  let bodyUsed = false;

  function reader(name: string, read: () => unknown): SiteFunction {
    return realm.asyncFunction(name, (_args, _isElevated, resolve, reject) => {
      if (bodyUsed) return reject(realm.error(`body used already for: ${url}`, { name: 'TypeError' }));
      bodyUsed = true;
      try {
        resolve(read());
      } catch (error) {
        reject(error);
      }
    });
  }

  const response = host.strictObject(
    {
      status,
      statusText: received.statusText || (STATUS_CODES[status] ?? ''),
      ok: status >= 200 && status < 300,
      url,
      redirected: false,
      type: 'default',
      headers,
      text: reader('text', () => body.toString('utf8')),
      json: reader('json', () => realm.parse(body.toString('utf8'))),
      arrayBuffer: reader('arrayBuffer', () => Uint8Array.from(body).buffer),
      buffer: reader('buffer', () => Buffer.from(body)),
      blob: reader('blob', () => new Blob([Uint8Array.from(body)], { type: headers.get('content-type') ?? '' })),
      clone: realm.syncFunction('clone', () => createFetchResponse(host, received)),
    },
    'WixFetchResponse',
  );
  Object.defineProperty(response, 'bodyUsed', { get: () => bodyUsed, enumerable: true });
  Object.defineProperty(response, 'body', { get: () => new Response(Uint8Array.from(body)).body, enumerable: true });
  return response;
}
