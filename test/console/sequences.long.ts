import { useConsole } from './console-client.ts';

const client = useConsole();

async function emailsOf(name: string, options: object): Promise<number> {
  const answer = await client().ask(`sequences/${name}/run`, options);
  const asked = new Set((answer.body.runs ?? []).map(({ id }) => id));
  await client().ask('clock', { byMs: 2 * 3_600_000 });
  const runs = await client().settled();
  return runs.filter(({ id }) => asked.has(id)).reduce((sum, { emails }) => sum + emails, 0);
}

it('runs a sequence as a new order each time', async () => {
  const first = await emailsOf('shop', {});
  const second = await emailsOf('shop', {});

  const orders = (await client().read('orders')).rows;

  expect(first).toBe(3);
  expect(second).toBe(3);
  expect(orders.filter(({ status }) => status?.includes('FULLY_REFUNDED'))).toHaveLength(2);
  expect(orders).toHaveLength(2);
});

it('runs a sequence to the letter: a second time it repeats itself', async () => {
  const first = await emailsOf('shop', { renewal: 'as-is' });
  const second = await emailsOf('shop', { renewal: 'as-is' });

  expect([first, second]).toEqual([3, 0]);
});

it('sends as many emails when every event comes twice', async () => {
  expect(await emailsOf('shop', { copies: 2 })).toBe(3);
});

it.each([1, 2, 3, 4])('sends as many emails shuffled (%i) as in order', async (seed) => {
  expect(await emailsOf('shop', { isShuffled: true, copies: 2, seed })).toBe(3);
});
