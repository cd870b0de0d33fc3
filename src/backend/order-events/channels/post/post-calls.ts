import { fetch } from 'wix-fetch';

import type { ChannelCalls, SendResult } from '../../ports/channel-calls.ts';
import { readSecret } from '../../wix/read-secret.ts';
import { withTimeLimit } from '../../wix/time-limit.ts';
import { readSigningSecret, signPost } from './signed-post.ts';

/** Answers after which another try may be taken: the receiver was slow, or asks to wait. */
const passing = [408, 429];

/** Posts through Wix: https://dev.wix.com/docs/velo/apis/wix-fetch/fetch */
export function createPostCalls(now: () => number): ChannelCalls {
  return {
    async send({ key, call: { url = '', secret: name = '' }, about, variables }) {
      if (about === undefined) return { kind: 'refused', code: 'nothing-to-post' };
      const value = await readSecret(name);
      if (value === undefined) return { kind: 'refused', code: 'no-post-secret' };
      const secret = readSigningSecret(value);
      if (secret === undefined) return { kind: 'refused', code: 'post-secret-invalid' };
      const { product, orderId, change, occurrence, evidence, occurredAt, rule } = about;
      const told = { product, orderId, change, occurrence, evidence, occurredAt, rule, variables };
      const { headers, body } = signPost(key, told, secret, now());
      try {
        const response = await withTimeLimit(fetch(url, { method: 'post', headers, body, redirect: 'manual' }));
        return readStatus(response.status);
      } catch {
        return { kind: 'may-be-sent', code: 'no-answer' };
      }
    },
  };
}

/** A redirection is not followed: what was signed for one address would go to another. */
function readStatus(status: number): SendResult {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const isRefused = status >= 300 && status < 500 && !passing.includes(status);
  return { kind: isRefused ? 'refused' : 'may-be-sent', code: `http-${String(status)}` };
}
