import { statSync } from 'node:fs';
import { join } from 'node:path';

import { payloadText, useConsole } from './console-client.ts';

const client = useConsole();
const SHOP = 'wixEcom_onOrderUpdated';
/** As large as the console takes an event; its other characters, and its quotes in a request, fit beside it. */
const NOTE = 3_800_000;
const MB = 1_000_000;

function largeOrder(): string {
  return payloadText(SHOP).replace('"number": "10003"', `"number": "10003", "buyerNote": "${'x'.repeat(NOTE)}"`);
}

function stateSize(): number {
  return ['console.sqlite', 'console.sqlite-wal'].reduce(
    (sum, file) => sum + statSync(join(client().state, file)).size,
    0,
  );
}

it('refuses to deliver 4 MB sixty times at once, and says how much it takes', async () => {
  const { id } = await client().fire(SHOP, largeOrder());

  const { status, body } = await client().ask(`runs/${id}/again`, { times: 60 });

  expect(status).toBe(413);
  expect(body.error).toEqual({
    message: 'Too much at once: expected at most 10000 deliveries of 64 MB in all, found 60 deliveries of 218 MB.',
    next: 'Ask for fewer at once.',
  });
  expect((await client().settled()).map((run) => run.id)).toEqual([id]);
});

it('delivers 4 MB ten times, one after the other, and stores the event once', async () => {
  const { id } = await client().fire(SHOP, largeOrder());

  const { status, body } = await client().ask(`runs/${id}/again`, { times: 10 });
  const sizeWhenTaken = stateSize();
  const runs = await client().settled();

  expect([status, body.runs?.length]).toEqual([202, 10]);
  // Two copies at most: one in the database, one in its write-ahead log.
  expect(sizeWhenTaken).toBeLessThan(3 * NOTE);
  expect(stateSize()).toBeLessThan(3 * NOTE + 2 * MB);
  expect(runs.map(({ verdict }) => verdict)).toEqual(['first-seen', ...Array.from({ length: 10 }, () => 'duplicate')]);
  expect((await client().detail(11)).request).toMatchObject({ json: largeOrder() });
});

it('refuses an event of a hundred thousand levels', async () => {
  const json = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

  const { status, body } = await client().ask('fire', { events: [{ handler: SHOP, label: '', json }] });

  expect([status, body.error?.message]).toEqual([
    400,
    'The payload has a deeper level: expected at most 100000 levels of objects and lists.',
  ]);
});

it('keeps an event that is half of a surrogate pair as it came', async () => {
  const json = payloadText(SHOP).replace('"10003"', '"\ud83d"');

  const { id } = await client().fire(SHOP, json);

  expect((await client().detail(id)).request).toMatchObject({ json });
});
