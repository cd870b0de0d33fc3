import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createClient, payloadText, root, temporaryState, type ConsoleClient } from './console-client.ts';

const ORDERS = 60;
const handler = 'wixEcom_onOrderPaymentStatusUpdated';
const orderId = '7a8b195e-ab73-4138-b9da-cdf5e864a451';

interface Running {
  readonly process: ChildProcess;
  readonly client: ConsoleClient;
}

async function start(state: string): Promise<Running> {
  const argv = [join(root, 'bin/order-events.js'), 'console', '--port', '0', '--state', state];
  const process = spawn(globalThis.process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of process.stdout) {
    const [address] = /http:\S+/.exec(String(chunk)) ?? [];
    if (address !== undefined) return { process, client: createClient(address) };
  }
  throw new Error('The console ended without an address.');
}

async function kill({ process }: Running): Promise<void> {
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
}

function paymentOf(index: number): { handler: string; label: string; json: string } {
  const id = `7a8b195e-0000-4000-8000-${String(index).padStart(12, '0')}`;
  return { handler, label: `order ${index}`, json: payloadText(handler).replaceAll(orderId, id) };
}

it('loses nothing that it acknowledged when it is killed in the middle of a replay', async () => {
  const state = temporaryState();
  const first = await start(state.folder);
  const events = Array.from({ length: ORDERS }, (_, index) => paymentOf(index));
  const { status, body } = await first.client.ask('fire', { events });
  let done = 0;
  while (done < 3) done = (await first.client.read('runs')).filter((run) => run.status === 'done').length;
  await kill(first);

  const second = await start(state.folder);
  const runs = await second.client.settled();
  await second.client.ask('clock', { byMs: 2 * 3_600_000 });
  await second.client.settled();
  const { rows: notifications } = await second.client.read('notifications');
  await kill(second);
  state.remove();

  expect(status).toBe(202);
  expect(done).toBeLessThan(ORDERS);
  expect(runs.map(({ id }) => id)).toEqual(body.runs?.map(({ id }) => id));
  expect(runs.every((run) => run.status === 'done' && run.failure === null)).toBe(true);
  expect(runs.filter(({ isRepeated }) => isRepeated).length).toBeLessThanOrEqual(1);
  expect(notifications.map(({ status: told }) => told)).toEqual(Array.from({ length: ORDERS }, () => 'sent'));
}, 60_000);

it('keeps the clock, what is about to fail, and the address over a restart', async () => {
  const state = temporaryState();
  const first = await start(state.folder);
  await first.client.ask('faults', { kind: 'fail-send', code: 'EMAIL_FAILED' });
  await first.client.ask('clock', { byMs: 3_600_000 });
  await first.client.settled();
  const before = await first.client.read('status');
  await kill(first);

  const second = await start(state.folder);
  const after = await second.client.read('status');
  await kill(second);
  state.remove();

  expect(after).toEqual(before);
  expect(after).toMatchObject({ faults: [{ kind: 'fail-send', code: 'EMAIL_FAILED' }] });
  expect(second.client.url.split('#')[1]).toBe(first.client.url.split('#')[1]);
}, 60_000);

it('shows the console that is open on a state already instead of opening a second', async () => {
  const state = temporaryState();
  const first = await start(state.folder);

  const second = await start(state.folder);
  await once(second.process, 'exit');
  await kill(first);
  state.remove();

  expect(second.client.url).toBe(first.client.url);
  expect(second.process.exitCode).toBe(0);
}, 60_000);
