import { Webhooks, type EmitterWebhookEvent } from '@octokit/webhooks';

import type { Candidate } from '../measure/time-in-turn.ts';
import type { EventCase } from './cases.ts';

/** `receive` of `@octokit/webhooks` with one handler: it parses nothing and checks no signature, it only dispatches. */
export function octokitCandidate(name: string, { text }: EventCase): Candidate {
  const webhooks = new Webhooks({ secret: 'for measurements only' });
  let received = 0;
  webhooks.on('push', () => void (received += 1));
  return {
    name,
    prepare: (count) =>
      Promise.resolve(
        Array.from({ length: count }, (_none, index) => async () => {
          await webhooks.receive({
            id: String(index),
            name: 'push',
            // The library passes the payload on as it is; its types know GitHub's payloads only.
            payload: JSON.parse(text) as EmitterWebhookEvent<'push'>['payload'],
          });
          if (received === 0) throw new Error('The handler was not called');
        }),
      ),
  };
}
