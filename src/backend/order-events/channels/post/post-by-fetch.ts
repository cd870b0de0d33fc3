import type { ChannelCalls, SendResult } from '../../ports/channel-calls.ts';
import { readSigningSecret, signPost, type SignedPost } from './signed-post.ts';

/** Statuses after which a retry may succeed: the receiver was slow, or asks to wait. */
const passing = [408, 429];

/** Dependencies of posts. */
export interface PostDeps {
  /** Posts to an address without following redirects; rejects if no answer comes within seconds. */
  readonly post: (url: string, request: SignedPost) => Promise<{ readonly status: number }>;
  /** Returns the value of a secret; `undefined` if there is none of that name. */
  readonly readSecret: (name: string) => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Creates the calls of `post` rules. */
export function createPostCalls({ post, readSecret, now }: PostDeps): ChannelCalls {
  return {
    async send({ key, call: { url = '', secret: name = '' }, about, variables }) {
      if (about === undefined) return { kind: 'refused', code: 'nothing-to-post' };
      const value = await readSecret(name);
      if (value === undefined) return { kind: 'refused', code: 'no-post-secret' };
      const secret = readSigningSecret(value);
      if (secret === undefined) return { kind: 'refused', code: 'post-secret-invalid' };
      const { product, orderId, change, occurrence, evidence, occurredAt, rule } = about;
      const posted = { product, orderId, change, occurrence, evidence, occurredAt, rule, variables };
      try {
        return readStatus((await post(url, signPost(key, posted, secret, now()))).status);
      } catch {
        return { kind: 'may-be-sent', code: 'no-answer' };
      }
    },
  };
}

/** Returns the result for a status. A redirect counts as refused: what was signed for one address would go to another. */
function readStatus(status: number): SendResult {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const isRefused = status >= 300 && status < 500 && !passing.includes(status);
  return { kind: isRefused ? 'refused' : 'may-be-sent', code: `http-${String(status)}` };
}
