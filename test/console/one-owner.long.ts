import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { lockState } from '../../emulator/storage/state-lock.ts';
import { runCli, runJson } from '../flow/run-cli.ts';
import { payloadText } from './console-client.ts';
import { useProcesses } from './console-process.ts';

/** What every command says first. */
const SITE = `Site: ${join(__dirname, '../..')}\n`;

const processes = useProcesses();
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const ORDER_ID = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
const CONTACT_ID = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const MS_PER_MINUTE = 60_000;
const firstEventMs = Date.parse('2023-01-16T15:00:00.000Z');

/** The payment of an order and a buyer of its own, a minute after that of the order before. */
function paymentOf(index: number): string {
  const time = new Date(firstEventMs + index * MS_PER_MINUTE).toISOString();
  return payloadText(PAYMENT)
    .replaceAll(ORDER_ID, orderOf(index))
    .replaceAll(CONTACT_ID, orderOf(index))
    .replace(/"eventTime": "[^"]+"/, `"eventTime": "${time}"`);
}

function orderOf(index: number): string {
  return `7a8b195e-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

describe('a second console', () => {
  it('shows the address of the first and ends', async () => {
    const state = processes.state();
    const { client } = await processes.startConsole(state);

    const second = await processes.run(['console', '--port', '0', '--state', state]);

    expect(second).toEqual({ exitCode: 1, stdout: `Console  ${client.url}  (open already)\n`, stderr: SITE });
  });

  it('names the process of the first when that does not answer, and does not open', async () => {
    const state = processes.state();
    const first = await processes.startConsole(state);
    first.freeze();

    const second = await processes.run(['console', '--port', '0', '--state', state]);

    expect(second).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `${SITE}Another process (${first.pid}) holds the state in ${state} and does not answer. Stop it, or choose another state with --state.\n`,
    });
  });

  it('does not open when both start at once: one serves, and the other shows its address', async () => {
    const state = processes.state();

    const [first, second] = await Promise.allSettled([processes.startConsole(state), processes.startConsole(state)]);

    const clients = [first, second].flatMap((end) => (end.status === 'fulfilled' ? [end.value.client] : []));
    expect(new Set(clients.map(({ url }) => url)).size).toBe(1);
    expect((await clients[0]?.read('runs'))?.rows).toEqual([]);
  });
});

it('lets console and command line work at the same time, with one clock, one list, and nothing lost', async () => {
  const state = processes.state();
  const fire = (index: number): ReturnType<typeof runJson> =>
    runJson(['event', 'fire', PAYMENT, '--payload', '-', '--state', state], paymentOf(index));

  const early = Promise.all(numbers(0, 5).map(fire));
  const { client } = await processes.startConsole(state);
  const late = Promise.all(numbers(5, 20).map(fire));
  const events = numbers(20, 40).map((index) => ({ handler: PAYMENT, label: 'console', json: paymentOf(index) }));
  await client.ask('fire', { events });
  const reports = [...(await early), ...(await late)];
  const runs = await client.settled();
  const { now } = await client.read('status');
  const { rows: notifications } = await client.read('notifications');

  const everyOrder = numbers(0, 40).map(orderOf);
  expect(reports.map(({ exitCode }) => exitCode)).toEqual(numbers(0, 20).map(() => 0));
  expect(reports.flatMap(({ objects }) => objects).map(({ order }) => order)).toEqual(
    numbers(0, 20).map((index) => ({ product: 'wix-ecom', id: orderOf(index) })),
  );
  expect(runs.map(({ order }) => order?.id).sort()).toEqual(everyOrder);
  expect(runs.every(({ status, emails }) => status === 'done' && emails === 1)).toBe(true);
  expect(notifications.map((sent) => sent.orderId).sort()).toEqual(everyOrder);
  expect(now).toBe(Date.parse('2023-01-16T15:39:00.000Z'));
});

it('frees the state of a console that is killed, with its clock and its list', async () => {
  const state = processes.state();
  const killed = await processes.startConsole(state);
  await killed.client.fire(PAYMENT, paymentOf(3));
  await killed.kill();

  const { exitCode } = await runCli(['event', 'fire', PAYMENT, '--payload', '-', '--state', state], {
    stdin: paymentOf(0),
  });
  const { client } = await processes.startConsole(state);
  const runs = await client.settled();

  expect(exitCode).toBe(0);
  expect(runs).toMatchObject([
    { order: { id: orderOf(3) }, at: Date.parse('2023-01-16T15:03:00.000Z') },
    { order: { id: orderOf(0) }, at: Date.parse('2023-01-16T15:03:00.000Z') },
  ]);
});

it('makes commands wait for each other', async () => {
  const state = processes.state();
  const fire = ['event', 'fire', PAYMENT, '--state', state, '--json'];

  const results = await Promise.all([processes.run(fire), processes.run(fire), processes.run(fire)]);

  expect(results.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(results.map(() => [0, SITE]));
  const emails = results.map(({ stdout }) => (JSON.parse(stdout) as { readonly emails: unknown[] }).emails.length);
  expect(emails.sort()).toEqual([0, 0, 1]);
});

describe('a command on a state', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  it('says so when the console is stopped before it answers', async () => {
    const state = processes.state();
    const lock = lockState(join(state, 'state.sqlite'));
    const server = createServer(({ url }, response) => {
      if (url === '/api/status') response.end('{}');
      else response.destroy();
    });
    closers.push(lock.release, () => server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    lock.noteAddress(`http://127.0.0.1:${(server.address() as AddressInfo).port}/#token=x`);

    const { exitCode, stderr } = await runCli(['outbox', 'deliver', '--state', state]);

    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'The console that has this state open stopped before it answered. Its list shows what was done.\n',
    );
  });

  it('says so when the state cannot be locked', async () => {
    const state = processes.state();
    writeFileSync(join(state, 'state.sqlite-lock'), 'this is no database. '.repeat(100));

    const { exitCode, stderr } = await runCli(['outbox', 'list', '--state', state]);

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^The state .*state\.sqlite cannot be locked: .*\. Use --fresh or --state\.\n$/);
  });
});
