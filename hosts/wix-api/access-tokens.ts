import { LRUCache } from 'lru-cache';

import type { WixReply } from '../../src/backend/order-events/channels/email/wix-reply.ts';
import { valueAt } from '../../src/backend/order-events/values/json-object.ts';

/** A token, or the reason for its absence: nothing was called, and `busy` means that a later try may succeed. */
export type TokenReply =
  { readonly kind: 'token'; readonly token: string } | { readonly kind: 'refused' | 'busy'; readonly code: string };

/** The tokens of an app's installations. */
export interface AccessTokens {
  /** Returns the token of an installation, cached or new; concurrent callers share one request for it. */
  get(instanceId: string): Promise<TokenReply>;
  /** Drops a token that Wix rejected, unless it has already been replaced. */
  drop(instanceId: string, token: string): void;
  forget(instanceId: string): void;
}

/** Dependencies of the token cache. */
export interface TokenDeps {
  readonly fetchToken: (instanceId: string) => Promise<WixReply>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Number of installations whose tokens are cached; the least recently used is evicted. */
const MAX_TOKENS = 1_000;
/** A token is not used in the last part of its life, because the call that carries it takes time. */
const MARGIN_MS = 60_000;
const SECOND_MS = 1_000;

interface Held {
  readonly reply: Promise<TokenReply>;
  /** Absent while the token is being fetched. */
  readonly token?: string;
  /** Milliseconds since 1970. */
  readonly usableUntil: number;
}

/** Creates a token cache in memory. */
export function createAccessTokens({ fetchToken, now }: TokenDeps): AccessTokens {
  const held = new LRUCache<string, Held>({ max: MAX_TOKENS });

  function fetchAnew(instanceId: string): Promise<TokenReply> {
    const askedAt = now();
    const reply = fetchToken(instanceId).then((answer) => {
      const got = readToken(answer);
      if (held.get(instanceId)?.reply === reply) {
        if (got.kind === 'token') {
          const usableUntil = askedAt + usableMs(answer);
          held.set(instanceId, { reply, token: got.token, usableUntil });
        } else held.delete(instanceId);
      }
      return got;
    });
    held.set(instanceId, { reply, usableUntil: Infinity });
    return reply;
  }

  return {
    async get(instanceId) {
      const known = held.get(instanceId);
      if (known === undefined || now() >= known.usableUntil) return await fetchAnew(instanceId);
      return await known.reply;
    },
    drop(instanceId, token) {
      if (held.get(instanceId)?.token === token) held.delete(instanceId);
    },
    forget: (instanceId) => void held.delete(instanceId),
  };
}

function readToken(answer: WixReply): TokenReply {
  if (answer.kind !== 'answered') {
    return { kind: answer.kind === 'refused' ? 'refused' : 'busy', code: `no-token: ${answer.code}` };
  }
  const token = valueAt(answer.body, 'access_token');
  return typeof token === 'string' && token !== '' ? { kind: 'token', token } : { kind: 'busy', code: 'no-token' };
}

/** `expires_in` is in seconds; a token without it serves only the calls that are waiting for it. */
function usableMs(answer: WixReply): number {
  const seconds = answer.kind === 'answered' ? valueAt(answer.body, 'expires_in') : undefined;
  const lifeMs = typeof seconds === 'number' ? seconds * SECOND_MS : 0;
  return Math.max(lifeMs - MARGIN_MS, lifeMs / 2);
}
