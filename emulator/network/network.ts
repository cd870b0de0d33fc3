import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { LogLine } from '../invocation.ts';
import { matchUrl, type UrlParams } from './match-url.ts';

/** A request of site code to another computer. */
export interface FetchRequest {
  /** In capitals. */
  readonly method: string;
  readonly url: string;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. */
  readonly body: string;
}

/** A request as a handler gets it. */
export interface HandledRequest extends FetchRequest {
  /** What `:name` in the handler's address stands for. */
  readonly params: UrlParams;
}

/** An answer to a request: JSON, a text or bytes, with the status 200 unless it says another. */
export interface FetchReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
}

/** An answer, or a function that returns one for each request; an error that it throws is a failure of the network. */
export type FetchAnswer = FetchReply | ((request: HandledRequest) => FetchReply | Promise<FetchReply>);

/** A request of site code, and who answered it. */
export interface RecordedFetch extends FetchRequest {
  readonly answeredBy: 'handler' | 'wix' | 'this-computer' | 'network' | 'nobody';
  /** Milliseconds since the epoch, on the emulator's clock. */
  readonly at: number;
}

/** How a request that no handler answers ends: refused, or sent over the network, with or without a line in the log. */
export type UnhandledFetch = 'error' | 'warn' | 'bypass';

/** Reaction to a request that no handler answers; a function may also answer it. */
export type OnUnhandledFetch =
  UnhandledFetch | ((request: FetchRequest) => UnhandledFetch | FetchReply | Promise<UnhandledFetch | FetchReply>);

type AddHandler = (url: string | RegExp, answer: FetchAnswer) => void;

/** The handlers of requests, of which the newest that matches answers, and the record of requests. */
export interface FetchHandlers {
  /** Answers the requests of a method, `*` for every method, to an address: `https://api.example.com/users/:id`, with `*` for anything. */
  on(method: string, url: string | RegExp, answer: FetchAnswer): void;
  readonly get: AddHandler;
  readonly post: AddHandler;
  readonly put: AddHandler;
  readonly patch: AddHandler;
  readonly delete: AddHandler;
  /** Returns the requests made since opening or `reset`, oldest first. */
  requests(): readonly RecordedFetch[];
  /** Removes all handlers and the record. */
  reset(): void;
}

/** What becomes of a request: an answer, or leave to send it. */
export type Routing =
  { readonly kind: 'reply'; readonly reply: FetchReply } | { readonly kind: 'send' } | { readonly kind: 'refuse' };

/** The way of a site to other computers. */
export interface Network {
  readonly handlers: FetchHandlers;
  /** Decides what becomes of a request, and records it. */
  route(request: FetchRequest): Promise<Routing>;
  /** Records a request that the emulator answered itself. */
  noteAnswered(request: FetchRequest): void;
  /** Throws unless a connection to a host, which no handler can answer, is allowed. */
  requireConnection(module: string, host: string): void;
}

const loopback = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:[/?#]|$)/;
const REQUESTS_KEPT = 1_000;

/** Creates a network that refuses every request which is not allowed. */
export function createNetwork(deps: {
  readonly onUnhandledFetch?: OnUnhandledFetch;
  readonly networkInCi?: boolean;
  readonly clock: EmulatorClock;
  readonly log: (level: LogLine['level'], message: string) => void;
}): Network {
  const { onUnhandledFetch = 'error', clock } = deps;
  let handlers: { readonly method: string; readonly url: string | RegExp; readonly answer: FetchAnswer }[] = [];
  let requests: RecordedFetch[] = [];

  function note(request: FetchRequest, answeredBy: RecordedFetch['answeredBy']): void {
    requests.push({ ...request, answeredBy, at: clock.now() });
    if (requests.length > REQUESTS_KEPT) requests.shift();
  }

  async function answerOf(request: FetchRequest): Promise<FetchReply | undefined> {
    for (const { method, url, answer } of [...handlers].reverse()) {
      const params = method === '*' || method === request.method ? matchUrl(url, request.url) : undefined;
      if (params === undefined) continue;
      note(request, 'handler');
      return typeof answer === 'function' ? await answer({ ...request, params }) : answer;
    }
    return undefined;
  }

  function permissionOf(wanted: UnhandledFetch, what: string): Routing {
    const mayUse = deps.networkInCi === true || (process.env['CI'] ?? '') === '';
    if (wanted === 'error' || !mayUse) return { kind: 'refuse' };
    if (wanted === 'warn') deps.log('warn', `No handler answers ${what}: it is sent over the network.`);
    return { kind: 'send' };
  }

  function on(method: string, url: string | RegExp, answer: FetchAnswer): void {
    handlers.push({ method: method.toUpperCase(), url, answer });
  }

  return {
    handlers: {
      on,
      get: (url, answer) => on('GET', url, answer),
      post: (url, answer) => on('POST', url, answer),
      put: (url, answer) => on('PUT', url, answer),
      patch: (url, answer) => on('PATCH', url, answer),
      delete: (url, answer) => on('DELETE', url, answer),
      requests: () => [...requests],
      reset() {
        handlers = [];
        requests = [];
      },
    },
    async route(request) {
      const reply = await answerOf(request);
      if (reply !== undefined) return { kind: 'reply', reply };
      if (loopback.test(request.url)) {
        note(request, 'this-computer');
        return { kind: 'send' };
      }
      const wanted = typeof onUnhandledFetch === 'function' ? await onUnhandledFetch(request) : onUnhandledFetch;
      if (typeof wanted === 'object') {
        note(request, 'handler');
        return { kind: 'reply', reply: wanted };
      }
      const routing = permissionOf(wanted, `${request.method} ${request.url}`);
      note(request, routing.kind === 'send' ? 'network' : 'nobody');
      return routing;
    },
    noteAnswered: (request) => note(request, 'wix'),
    requireConnection(module, host) {
      const wanted = typeof onUnhandledFetch === 'string' ? onUnhandledFetch : 'error';
      if (permissionOf(wanted, `a connection to ${host}`).kind === 'send') return;
      throw new Error(
        `A connection to ${host} by the Node.js module ${module} is not allowed: the emulator uses the network only if onUnhandledFetch says so. Give a stand-in for the package that connects, by the option "modules".`,
      );
    },
  };
}
