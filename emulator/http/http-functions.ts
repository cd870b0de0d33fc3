import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { InvokeOptions } from '../calls/invoke-options.ts';
import type { Invocation } from '../invocation.ts';
import type { HttpFunctionAnswer, HttpFunctionRequest } from './http-function.ts';

/** A response of an HTTP function, with the invocation that made it. */
export interface HttpFunctionResult {
  readonly status: number;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body as text. */
  readonly text: string;
  /** Parses the body as JSON. */
  json(): unknown;
  /** `undefined` if the site has no function for the request. */
  readonly invocation: Invocation | undefined;
}

/** What a request may carry besides its method and address. */
export interface HttpRequestOptions extends InvokeOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** A text, bytes, or a value that is sent as JSON. */
  readonly body?: unknown;
}

type RequestByMethod = (path: string, options?: HttpRequestOptions) => Promise<HttpFunctionResult>;

/** Calls the site's `backend/http-functions.js`, as `_functions/name` or by its whole address. */
export interface HttpFunctions {
  request(method: string, path: string, options?: HttpRequestOptions): Promise<HttpFunctionResult>;
  readonly get: RequestByMethod;
  readonly post: RequestByMethod;
  readonly put: RequestByMethod;
  readonly delete: RequestByMethod;
  /** Serves the functions on a port of this computer only (default: a free one). */
  serve(port?: number): Promise<HttpFunctionServer>;
}

/** A running server of HTTP functions. */
export interface HttpFunctionServer {
  /** For example `http://127.0.0.1:8080`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Result of a request before it is shown to the emulator's user. */
export interface HttpFunctionOutcome {
  readonly answer: HttpFunctionAnswer;
  readonly invocation: Invocation | undefined;
}

const BASE_URL = 'http://localhost';

/** Creates the calls of a site's HTTP functions. */
export function createHttpFunctions(
  invoke: (request: HttpFunctionRequest, options: InvokeOptions) => Promise<HttpFunctionOutcome>,
  onClose: (close: () => void) => void,
): HttpFunctions {
  async function request(
    method: string,
    path: string,
    { headers = {}, body, ...options }: HttpRequestOptions = {},
  ): Promise<HttpFunctionResult> {
    const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    const { answer, invocation } = await invoke(
      {
        method: method.toUpperCase(),
        url: new URL(path, `${BASE_URL}/`).href,
        headers: { ...(isRaw ? {} : { 'content-type': 'application/json' }), ...Object.fromEntries(lower) },
        body: Buffer.from(isRaw ? (body ?? '') : JSON.stringify(body)),
        ip: '127.0.0.1',
      },
      options,
    );
    const text = answer.body.toString('utf8');
    return { ...answer, text, json: () => JSON.parse(text) as unknown, invocation };
  }

  async function serve(port = 0): Promise<HttpFunctionServer> {
    const server = createServer((incoming, outgoing) => {
      readRequest(incoming)
        .then(async (received) => (await invoke(received, {})).answer)
        .then(
          ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body),
          (error: unknown) => outgoing.writeHead(500).end(error instanceof Error ? error.message : String(error)),
        );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const { port: usedPort } = server.address() as AddressInfo;
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    onClose(() => void close());
    return { url: `http://127.0.0.1:${usedPort}`, close };
  }

  return {
    request,
    serve,
    get: async (path, options) => await request('GET', path, options),
    post: async (path, options) => await request('POST', path, options),
    put: async (path, options) => await request('PUT', path, options),
    delete: async (path, options) => await request('DELETE', path, options),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<HttpFunctionRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const { method = 'GET', url = '/', headers, socket } = incoming;
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method,
    url: new URL(url, `http://${headers.host ?? 'localhost'}`).href,
    headers: Object.fromEntries(texts),
    body: Buffer.concat(parts),
    ip: socket.remoteAddress ?? '',
  };
}
