import type { Container } from '../container/container.ts';
import { createModuleHost, type ModuleHost, type WixServices } from '../modules/module-host.ts';
import { isHttpFunctionResponse } from '../modules/wix-http-functions/wix-http-functions.ts';
import { wixLimits } from '../wix-limits.ts';

/** A request to an HTTP function of the site. */
export interface HttpFunctionRequest {
  /** In capitals. */
  readonly method: string;
  /** The whole address: `http://localhost/_functions/name/part?key=value`. */
  readonly url: string;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly ip: string;
}

/** What the site answers. */
export interface HttpFunctionAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The parts of an address of an HTTP function. */
export interface HttpFunctionAddress {
  readonly functionName: string;
  readonly path: readonly string[];
  readonly baseUrl: string;
}

/**
 * Takes the address of an HTTP function apart; `undefined` if it is none:
 * https://dev.wix.com/docs/velo/velo-only-apis/wix-http-functions/wix-http-function-request/introduction
 */
export function readHttpFunctionAddress(url: string): HttpFunctionAddress | undefined {
  const { origin, pathname } = new URL(url);
  const [, prefix = '', rest = ''] = /^(.*?\/_functions(?:-dev)?)\/(.+)$/.exec(pathname) ?? [];
  const [functionName = '', ...path] = rest.split('/').map(decodeURIComponent);
  if (functionName === '') return undefined;
  return { functionName, path: path.filter((part) => part !== ''), baseUrl: origin + prefix };
}

/** Finds the export that serves a method: `get_name`, else `use_name`, which "responds to requests made with any HTTP method". */
function findHttpFunction(
  exports: object,
  method: string,
  functionName: string,
): ((request: unknown) => unknown) | undefined {
  for (const name of [`${method.toLowerCase()}_${functionName}`, `use_${functionName}`]) {
    const found: unknown = Object.hasOwn(exports, name) ? Reflect.get(exports, name) : undefined;
    if (typeof found === 'function') return found as (request: unknown) => unknown;
  }
  return undefined;
}

/** Calls the HTTP function of a request with a request of its realm, and reads its response. */
export async function answerRequest(
  container: Container,
  services: WixServices,
  exports: object,
  request: HttpFunctionRequest,
  address: HttpFunctionAddress,
): Promise<HttpFunctionAnswer> {
  const run = findHttpFunction(exports, request.method, address.functionName);
  if (run === undefined) {
    return answerOf(404, `The site has no function ${address.functionName} for ${request.method}.`);
  }
  const host = createModuleHost('wix-http-functions', container, services);
  // "The request body can be a maximum of 512kb." How Wix refuses a larger one is not documented.
  if (request.body.length > wixLimits.httpFunctionBodyBytes) return answerOf(413, 'The body is larger than 512 KB.');
  const startedAt = services.clock.now();
  const returned: unknown = await run(createRequest(host, request, address));
  if (services.clock.now() - startedAt > wixLimits.webMethodMs) {
    return answerOf(504, 'The function took longer than 14 seconds.');
  }
  if (!isHttpFunctionResponse(returned)) {
    throw host.realm.error('An HTTP function must return a response of wix-http-functions, such as ok().');
  }
  return readResponse(host, returned);
}

/** Creates an answer that the emulator gives instead of the site. */
export function answerOf(status: number, text: string): HttpFunctionAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(text) };
}

function createRequest(host: ModuleHost, request: HttpFunctionRequest, address: HttpFunctionAddress): object {
  const { realm } = host;
  const { method, url, headers, ip, body } = request;
  const reader = (name: string, read: () => unknown) =>
    realm.asyncFunction(name, (_args, _isElevated, resolve, reject) => {
      try {
        resolve(read());
      } catch (error) {
        reject(error);
      }
    });
  const bodyObject = host.strictObject(
    {
      text: reader('text', () => body.toString('utf8')),
      json: reader('json', () => realm.parse(body.toString('utf8'))),
      buffer: reader('buffer', () => Buffer.from(body)),
    },
    'WixHttpFunctionRequestBody',
  );
  return host.strictObject(
    {
      method,
      url,
      ip,
      baseUrl: address.baseUrl,
      functionName: address.functionName,
      path: realm.array(address.path),
      query: realm.object(Object.fromEntries(new URL(url).searchParams)),
      headers: realm.object({ ...headers }),
      body: bodyObject,
    },
    'WixHttpFunctionRequest',
  );
}

function readResponse({ realm }: ModuleHost, response: Readonly<Record<string, unknown>>): HttpFunctionAnswer {
  const { status, headers, body } = response;
  const given = Object.entries(Object(headers) as Record<string, unknown>).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  const isBinary = body instanceof Uint8Array;
  const isText = typeof body === 'string';
  const text = isText ? body : (realm.stringify(body) ?? '');
  // The type that Wix sends for a response without one is not documented.
  const type = isBinary ? 'application/octet-stream' : isText ? 'text/plain; charset=utf-8' : 'application/json';
  return {
    status: Number(status),
    headers: { ...(body === undefined ? {} : { 'content-type': type }), ...Object.fromEntries(given) },
    body: isBinary ? Buffer.from(body) : Buffer.from(text),
  };
}
