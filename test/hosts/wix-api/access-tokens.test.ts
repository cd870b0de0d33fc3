import type { WixReply } from '../../../src/backend/order-events/channels/email/wix-reply.ts';
import { createAccessTokens, type AccessTokens } from '../../../hosts/wix-api/access-tokens.ts';

interface Counted {
  readonly tokens: AccessTokens;
  /** Installations for which a token was fetched, in order. */
  readonly fetched: readonly string[];
}

function openTokens(answer: (instanceId: string) => unknown, now: () => number = () => 0): Counted {
  const fetched: string[] = [];
  const tokens = createAccessTokens({
    now,
    async fetchToken(instanceId): Promise<WixReply> {
      fetched.push(instanceId);
      return { kind: 'answered', body: answer(instanceId) };
    },
  });
  return { tokens, fetched };
}

function forFourHours(instanceId: string): unknown {
  return { access_token: `of-${instanceId}`, expires_in: 14_400 };
}

it('keeps a thousand, and evicts the least recently used', async () => {
  const { tokens, fetched } = openTokens(forFourHours);
  for (let nth = 0; nth < 1_000; nth += 1) await tokens.get(String(nth));
  await tokens.get('0');
  await tokens.get('new');

  await tokens.get('0');
  await tokens.get('1');

  expect(fetched.slice(1_000)).toEqual(['new', '1']);
});

it('uses a token that lasts a minute for half of it', async () => {
  let time = 0;
  const { tokens, fetched } = openTokens(
    () => ({ access_token: 'short', expires_in: 60 }),
    () => time,
  );
  await tokens.get('a');
  time = 29_999;
  await tokens.get('a');
  const before = fetched.length;
  time = 30_000;
  await tokens.get('a');

  expect([before, fetched.length]).toEqual([1, 2]);
});

it.each([
  ['no end', { access_token: 'a' }],
  ['an end that is no number', { access_token: 'a', expires_in: '14400' }],
])('fetches a token with %s for each call', async (_what, body) => {
  const { tokens, fetched } = openTokens(() => body);

  expect(await tokens.get('a')).toEqual({ kind: 'token', token: 'a' });
  await tokens.get('a');

  expect(fetched).toHaveLength(2);
});

it.each([[{}], [{ access_token: '' }], [{ access_token: 5 }], [null]])('takes %j for no token', async (body) => {
  const { tokens } = openTokens(() => body);

  expect(await tokens.get('a')).toEqual({ kind: 'busy', code: 'no-token' });
});

it('does not drop the token that replaced a refused one', async () => {
  const { tokens, fetched } = openTokens(forFourHours);
  await tokens.get('a');

  tokens.drop('a', 'an earlier one');
  await tokens.get('a');
  tokens.drop('a', 'of-a');
  await tokens.get('a');

  expect(fetched).toEqual(['a', 'a']);
});

it('does not keep a token that arrives after its installation was forgotten', async () => {
  const { tokens, fetched } = openTokens(forFourHours);

  const late = tokens.get('a');
  tokens.forget('a');
  await late;
  await tokens.get('a');

  expect(fetched).toEqual(['a', 'a']);
});
