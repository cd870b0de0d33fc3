import { notEmulatedError } from '../../not-emulated.ts';
import type { FetchReply, FetchRequest } from '../../network/network.ts';
import type { ModuleHost } from '../module-host.ts';
import { createFetchResponse, type ReceivedResponse } from './fetch-response.ts';

/** Arguments of the fetch function, as the site gives them. */
export interface FetchArguments {
  readonly url: unknown;
  readonly options: unknown;
}

/** Sends a request of the site where it belongs: to a handler, to this computer or, if it is allowed, over the network. */
export async function fetchForSite(host: ModuleHost, module: string, given: FetchArguments): Promise<object> {
  const { realm, services } = host;
  const request = requestOf(host, given);
  const body = Buffer.from(await request.clone().arrayBuffer());
  const plain: FetchRequest = {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    body: body.toString('utf8'),
  };
  const routing = await services.network.route(plain).catch((cause: unknown) => {
    throw realm.error(`request to ${plain.url} failed, reason: ${messageOf(cause)}`, { name: 'FetchError' });
  });
  switch (routing.kind) {
    case 'reply':
      return createFetchResponse(host, receivedOf(plain.url, routing.reply));
    case 'send':
      return createFetchResponse(host, await send(host, request));
    case 'refuse': {
      const because = 'no handler answers it, and the network is used only if onUnhandledFetch says so';
      throw notEmulatedError(realm, module, `fetch of ${plain.url}`, because);
    }
  }
}

function requestOf({ realm }: ModuleHost, { url, options }: FetchArguments): Request {
  const isStreamed = options !== null && typeof options === 'object' && Reflect.has(options, 'body');
  try {
    const input = url instanceof Request ? url : String(url);
    return new Request(input, { ...(options as RequestInit | undefined), ...(isStreamed ? { duplex: 'half' } : {}) });
  } catch (cause) {
    throw realm.error(messageOf(cause), { name: 'TypeError' });
  }
}

async function send({ realm }: ModuleHost, request: Request): Promise<ReceivedResponse> {
  try {
    // Redirections are returned, because their targets would not pass the rules for the network.
    const response = await fetch(new Request(request, { redirect: 'manual' }));
    const { status, statusText, headers, url } = response;
    return { status, statusText, headers, url, body: Buffer.from(await response.arrayBuffer()) };
  } catch (cause) {
    throw realm.error(`request to ${request.url} failed, reason: ${messageOf(cause)}`, { name: 'FetchError' });
  }
}

/** Completes the answer of a handler. */
function receivedOf(url: string, reply: FetchReply): ReceivedResponse {
  const { status = 200, json, text, bytes } = reply;
  const headers = new Headers(reply.headers);
  if (json !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const body =
    bytes === undefined ? Buffer.from(text ?? (json === undefined ? '' : JSON.stringify(json))) : Buffer.from(bytes);
  return { status, statusText: '', headers, url, body };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
