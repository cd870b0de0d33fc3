import { readFailure, type WixReply } from '../../src/backend/order-events/channels/email/wix-reply.ts';
import { OrderEventsError, type OrderEventsErrorCode } from '../../src/backend/order-events/order-events-error.ts';
import { createAccessTokens } from './access-tokens.ts';
import { parseJson } from '../../src/backend/order-events/values/parse-json.ts';

/** Wix's REST API, called as an app on the sites where it is installed. */
export interface WixApi {
  /** Calls a method for an installation. Returns every outcome and throws nothing. */
  call(instanceId: string, method: WixMethod, path: string, body?: object): Promise<WixReply>;
  /**
   * Calls a method and returns the body of the answer. Throws an `OrderEventsError` otherwise: `wix-refused`, `wix-busy` if Wix asks for a
   * later call (429), or `wix-failed` if Wix failed or did not answer (5xx).
   */
  request(instanceId: string, method: WixMethod, path: string, body?: object): Promise<unknown>;
  /** Forgets the token of an installation, as after the app's removal. */
  forget(instanceId: string): void;
}

/** HTTP methods that this package uses. */
export type WixMethod = 'GET' | 'POST';

/** Dependencies of the API client. */
export interface WixApiDeps {
  readonly appId: string;
  readonly appSecret: string;
  readonly baseUrl?: string;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Time limit for one answer, in milliseconds. A call that needs a new token twice takes four answers. */
  readonly timeoutMs?: number;
}

const BASE_URL = 'https://www.wixapis.com';
/** Four of these are less than the lease of an attempt, which is at least 30 seconds. */
const TIMEOUT_MS = 6_000;
const UNAUTHENTICATED = 'http-401';

/**
 * Creates a client for an app. Tokens are requested with the app's own credentials and cached by installation:
 * https://dev.wix.com/docs/build-apps/develop-your-app/access/authentication/authenticate-using-oauth
 */
export function createWixApi({
  appId,
  appSecret,
  baseUrl = BASE_URL,
  fetch,
  now,
  timeoutMs = TIMEOUT_MS,
}: WixApiDeps): WixApi {
  /** Redirections are not followed: the token would be sent to another address. */
  async function send(method: WixMethod, path: string, token: string | undefined, body?: object): Promise<WixReply> {
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: token }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      return response.ok ? { kind: 'answered', body: JSON.parse(text) } : readFailure(response.status, parseJson(text));
    } catch {
      return { kind: 'unclear', code: 'no-answer' };
    }
  }

  // https://dev.wix.com/docs/api-reference/app-management/oauth-2/create-access-token
  const tokens = createAccessTokens({
    now,
    fetchToken: (instanceId) =>
      send('POST', '/oauth2/token', undefined, {
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appSecret,
        instance_id: instanceId,
      }),
  });

  async function callOnce(...[instanceId, method, path, body]: Parameters<WixApi['call']>): Promise<WixReply> {
    const got = await tokens.get(instanceId);
    if (got.kind !== 'token') return got;
    const reply = await send(method, path, got.token, body);
    if (reply.kind === 'refused' && reply.code.startsWith(UNAUTHENTICATED)) tokens.drop(instanceId, got.token);
    return reply;
  }

  /** A rejected token may have been revoked: the call is repeated once with a new one. */
  async function call(...args: Parameters<WixApi['call']>): Promise<WixReply> {
    const reply = await callOnce(...args);
    return reply.kind === 'refused' && reply.code.startsWith(UNAUTHENTICATED) ? await callOnce(...args) : reply;
  }

  return {
    call,
    async request(...args) {
      const reply = await call(...args);
      if (reply.kind === 'answered') return reply.body;
      throw new OrderEventsError(errorCodes[reply.kind], `The call to Wix failed: ${reply.code}`, undefined);
    },
    forget: tokens.forget,
  };
}

const errorCodes = {
  refused: 'wix-refused',
  busy: 'wix-busy',
  unclear: 'wix-failed',
} as const satisfies Record<string, OrderEventsErrorCode>;
