import { readFailure, type WixReply } from '../../src/backend/order-events/channels/email/wix-reply.ts';
import { OrderEventsError, type OrderEventsErrorCode } from '../../src/backend/order-events/order-events-error.ts';
import { createAccessTokens } from './access-tokens.ts';
import { parseJson } from '../../src/backend/order-events/values/parse-json.ts';

/** Wix's REST API, called as an app on the sites that it is installed on. */
export interface WixApi {
  /** Calls a method for an installation. What came of it is returned, and nothing is thrown. */
  call(instanceId: string, method: WixMethod, path: string, body?: object): Promise<WixReply>;
  /**
   * The body of an answer, for whoever cannot go on without one: throws an `OrderEventsError` with `wix-refused`, with `wix-busy` where
   * Wix wants the call later (429), and with `wix-failed` where it failed or did not answer (5xx).
   */
  request(instanceId: string, method: WixMethod, path: string, body?: object): Promise<unknown>;
  /** Forgets the token of an installation, as when the app is removed. */
  forget(instanceId: string): void;
}

/** A verb of the API, as far as this package uses it. */
export type WixMethod = 'GET' | 'POST';

/** What the API is called with. */
export interface WixApiDeps {
  readonly appId: string;
  readonly appSecret: string;
  readonly baseUrl?: string;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long one answer may take, in milliseconds. A call that needs a new token, twice, takes four answers. */
  readonly timeoutMs?: number;
}

const BASE_URL = 'https://www.wixapis.com';
/** Four of these are less than the lease of an attempt, which is 30 seconds at least. */
const TIMEOUT_MS = 6_000;
const UNAUTHENTICATED = 'http-401';

/**
 * Opens the API for an app. Tokens are got by the app's own credentials and kept by installation:
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
  /** A redirection is not followed: the token would go to another address. */
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

  /** A token that Wix takes no more may have been revoked: with a new one the call is made once again. */
  async function call(...args: Parameters<WixApi['call']>): Promise<WixReply> {
    const reply = await callOnce(...args);
    return reply.kind === 'refused' && reply.code.startsWith(UNAUTHENTICATED) ? await callOnce(...args) : reply;
  }

  return {
    call,
    async request(...args) {
      const reply = await call(...args);
      if (reply.kind === 'answered') return reply.body;
      throw new OrderEventsError(errorCodes[reply.kind], `Wix did not answer as hoped: ${reply.code}`, undefined);
    },
    forget: tokens.forget,
  };
}

const errorCodes = {
  refused: 'wix-refused',
  busy: 'wix-busy',
  unclear: 'wix-failed',
} as const satisfies Record<string, OrderEventsErrorCode>;
