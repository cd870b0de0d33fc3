import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runCli, runJson, type CliResult } from '../flow/run-cli.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';
import { serveConsole } from '../../tools/console/serve-console.ts';
import { createClient, payloadText, root, temporaryState, useConsole } from './console-client.ts';

const client = useConsole();
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const KEY = 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-paid/paid-40/shop-order-paid';

/** A command on the state that the console has open. */
function onState(...argv: string[]): string[] {
  return [...argv, '--state', client().state];
}

async function failedPayment(): Promise<CliResult> {
  return await runCli(onState('event', 'fire', PAYMENT, '--fail', 'MAIL_DOWN@email'));
}

it('fires through the console what it would fire without one, and shows the same', async () => {
  const through = await runCli(onState('event', 'fire', PAYMENT, '--times', '2'));
  const without = await runCli(['event', 'fire', PAYMENT, '--times', '2', '--fresh']);

  expect(through).toEqual(without);
});

it('appears in the list of the console, as it happens', async () => {
  const seen = await listenTo(() => runCli(onState('event', 'fire', PAYMENT)));

  const { rows: runs } = await client().read('runs');

  expect(seen).toEqual(['running', 'done']);
  expect(runs).toMatchObject([
    { id: 1, kind: 'event', name: PAYMENT, label: 'documented', verdict: 'first-seen', emails: 1 },
  ]);
});

it('knows what was fired in the console', async () => {
  await client().fire(PAYMENT, payloadText(PAYMENT));

  const { objects } = await runJson(onState('event', 'fire', PAYMENT));

  expect(objects).toMatchObject([{ verdict: 'duplicate', emails: [] }]);
});

it('moves the one clock', async () => {
  await runCli(onState('event', 'fire', PAYMENT, '--clock', '2023-01-17T00:00:00Z'));
  const set = (await client().read('status')).now;
  await runCli(onState('outbox', 'deliver', '--clock', '+3h'));
  const moved = (await client().read('status')).now;
  await runCli(onState('event', 'fire', SHOP));
  const followed = (await client().read('status')).now;

  expect([set, moved, followed]).toEqual([
    Date.parse('2023-01-17T00:00:00.000Z'),
    Date.parse('2023-01-17T03:00:00.000Z'),
    Date.parse('2023-01-17T03:00:00.000Z'),
  ]);
});

it('lists, delivers and resends the notifications of the console’s site', async () => {
  await failedPayment();
  const listed = await runJson(onState('outbox', 'list'));
  const wrongKey = await runCli(onState('outbox', 'resend', KEY.replace('paid', 'piad')));
  const early = await runJson(onState('outbox', 'deliver'));
  const resent = await runJson(onState('outbox', 'resend', KEY));
  const again = await runCli(onState('outbox', 'resend', KEY));

  const runs = await client().settled();

  expect(listed.objects[0]).toMatchObject({ notifications: [{ key: KEY, status: 'pending', reason: 'MAIL_DOWN' }] });
  expect(wrongKey.stderr).toBe(
    `There is no notification ${KEY.replace('paid', 'piad')}. See node bin/order-events.js outbox list.\nDid you mean ${KEY}?\n`,
  );
  expect(valueAt(early.objects[0], 'emails')).toEqual([]);
  expect(valueAt(resent.objects[0], 'emails')).toMatchObject([{ emailId: 'ShopOrderPaid' }]);
  expect(again).toEqual({ exitCode: 1, stdout: '', stderr: 'resendNotification refused: already-sent\n' });
  expect(runs.map(({ kind, name, failure }) => [kind, name, failure])).toEqual([
    ['event', PAYMENT, null],
    ['method', 'resendNotification', 'refused'],
    ['job', 'deliverDueNotifications', null],
    ['method', 'resendNotification', null],
    ['method', 'resendNotification', 'refused'],
  ]);
});

it('lets fail what it was told to, and nothing of what the console does after', async () => {
  const { exitCode, stderr } = await runCli(
    onState('event', 'fire', PAYMENT, '--fail', 'MAIL_DOWN@email', '--fail', 'NEVER@wix-members-backend'),
  );
  await client().fire(SHOP, payloadText(SHOP));
  await client().ask('clock', { byMs: 2 * 3_600_000 });
  const runs = await client().settled();

  expect(exitCode).toBe(0);
  expect(stderr).toContain('Nothing failed with NEVER');
  expect(runs.map(({ emails }) => emails)).toEqual([0, 0, 0, 1]);
});

it('counts the calls before a crash over all its deliveries', async () => {
  const through = await runJson(onState('event', 'fire', PAYMENT, '--times', '3', '--crash-after', '8'));
  const without = await runJson(['event', 'fire', PAYMENT, '--times', '3', '--crash-after', '8', '--fresh']);

  expect(through.objects.map((report) => valueAt(report, 'failure.kind'))).toEqual([undefined, 'crashed', undefined]);
  expect(through).toEqual(without);
});

it('replays a file through the console', async () => {
  const file = join(client().state, 'recorded.jsonl');
  writeFileSync(file, [line(SHOP), 'not json', line(PAYMENT)].join('\n'));

  const { exitCode, stdout } = await runCli(onState('event', 'replay', file));
  const runs = await client().settled();

  expect(exitCode).toBe(1);
  expect(stdout).toContain('not compared: only replays from an empty state can be');
  expect(runs.map(({ name, verdict }) => [name, verdict])).toEqual([
    [SHOP, 'first-seen'],
    [PAYMENT, 'changed'],
  ]);
});

it('says what the console says when that refuses', async () => {
  const text = JSON.stringify({ entity: { _id: 'x'.repeat(4_000_000) } });

  const { exitCode, stderr } = await runCli(onState('event', 'fire', SHOP, '--payload', '-'), { stdin: text });

  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    'The console refused it: The request is larger than 4 MB. Fire fewer or smaller events at once.\n',
  );
});

it('is listed by a console that opens later', async () => {
  const state = temporaryState();
  await runCli(['event', 'run', 'shop', '--state', state.folder]);

  const served = await serveConsole({ root, state: state.folder, port: 0 });
  const runs = await createClient(served.url)
    .settled()
    .finally(() => served.close());
  state.remove();

  expect(runs.map(({ status, emails }) => [status, emails])).toEqual([
    ['done', 0],
    ['done', 0],
    ['done', 1],
    ['done', 0],
    ['done', 1],
    ['done', 1],
  ]);
});

function line(handler: string): string {
  return JSON.stringify({ handler, event: JSON.parse(payloadText(handler)) as unknown });
}

/** How the runs stand that the console tells its pages of while something is done, up to the first that is done. */
async function listenTo(work: () => Promise<unknown>): Promise<string[]> {
  const [base = '', token = ''] = client().url.split('#token=');
  const { body } = await fetch(`${base}api/live`, { headers: { authorization: `Bearer ${token}` } });
  const working = work();
  const told: string[] = [];
  for await (const chunk of body ?? []) {
    told.push(...[...String(Buffer.from(chunk)).matchAll(/"status":"(\w+)"/g)].map(([, status = '']) => status));
    if (told.includes('done')) break;
  }
  await working;
  return told;
}
