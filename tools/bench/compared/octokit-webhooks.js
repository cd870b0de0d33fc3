import { Webhooks } from '@octokit/webhooks';

/** `receive` of `@octokit/webhooks` with one handler: it parses nothing and checks no signature, it only dispatches. */
export function octokitCandidate(name, { text }) {
  const webhooks = new Webhooks({ secret: 'for measurements only' });
  let received = 0;
  webhooks.on('push', () => void (received += 1));
  return {
    name,
    prepare: (count) =>
      Promise.resolve(
        Array.from({ length: count }, (_none, index) => async () => {
          // The library passes the payload on as it is.
          await webhooks.receive({ id: String(index), name: 'push', payload: JSON.parse(text) });
          if (received === 0) throw new Error('The handler was not called');
        }),
      ),
  };
}
