import { Webhooks } from '@octokit/webhooks';

/**
 * Returns a candidate that calls `receive` of `@octokit/webhooks` with one handler: it only dispatches, without parsing or signature check.
 */
export function octokitCandidate(name, { text }) {
  const webhooks = new Webhooks({ secret: 'for measurements only' });
  let received = 0;
  webhooks.on('push', () => void (received += 1));
  return {
    name,
    prepare: (count) =>
      Promise.resolve(
        Array.from({ length: count }, (_none, index) => async () => {
          // The library passes the payload on unchanged.
          await webhooks.receive({ id: String(index), name: 'push', payload: JSON.parse(text) });
          if (received === 0) throw new Error('The handler was not called');
        }),
      ),
  };
}
