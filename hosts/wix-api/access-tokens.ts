import { LRUCache } from 'lru-cache';

import type { WixReply } from '../../src/backend/order-events/channels/email/wix-reply.ts';
import { valueAt } from '../../src/backend/order-events/values/json-object.ts';

/** A token, or why there is none: nothing was done, and `busy` says that it may be had later. */
export type TokenReply =
  { readonly kind: 'token'; readonly token: string } | { readonly kind: 'refused' | 'busy'; readonly code: string };

/** The tokens of the installations of an app. */
export interface AccessTokens {
  /** The token of an installation: one that is kept, or a new one, which is fetched once however many ask. */
  get(instanceId: string): Promise<TokenReply>;
  /** Forgets a token that Wix did not take, unless another has come in its place. */
  drop(instanceId: string, token: string): void;
  forget(instanceId: string): void;
}

/** What tokens need from outside. */
export interface TokenDeps {
  readonly fetchToken: (instanceId: string) => Promise<WixReply>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** As many installations as keep their tokens; the one that was called longest ago goes first. */
const MAX_TOKENS = 1_000;
/** So long before its end a token is used no more: the call that it goes with takes its time. */
const MARGIN_MS = 60_000;
const SECOND_MS = 1_000;

interface Held {
  readonly reply: Promise<TokenReply>;
  /** Absent while it is being fetched. */
  readonly token?: string;
  /** Milliseconds since 1970. */
  readonly usableUntil: number;
}

/** Keeps the tokens of the installations in memory. */
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

/** `expires_in` counts seconds; a token of which it is not known serves for the calls that wait for it. */
function usableMs(answer: WixReply): number {
  const seconds = answer.kind === 'answered' ? valueAt(answer.body, 'expires_in') : undefined;
  const lifeMs = typeof seconds === 'number' ? seconds * SECOND_MS : 0;
  return Math.max(lifeMs - MARGIN_MS, lifeMs / 2);
}
