import { payloadText } from './console-client.ts';
import { useProcesses } from './console-process.ts';

const processes = useProcesses();
const ORDERS = 60;
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';
const CONTACT_ID = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const ORDER_ID = '7a8b195e-ab73-4138-b9da-cdf5e864a451';

function paymentOf(index: number): { readonly handler: string; readonly label: string; readonly json: string } {
  const id = `7a8b195e-0000-4000-8000-${String(index).padStart(12, '0')}`;
  return {
    handler: HANDLER,
    label: `order ${index}`,
    json: payloadText(HANDLER).replaceAll(ORDER_ID, id).replaceAll(CONTACT_ID, id),
  };
}

it('loses nothing that it acknowledged when it is killed in the middle of a replay', async () => {
  const state = processes.state();
  const first = await processes.startConsole(state);
  const events = Array.from({ length: ORDERS }, (_, index) => paymentOf(index));
  const { status, body } = await first.client.ask('fire', { events });
  let done = 0;
  while (done < 3) done = (await first.client.read('runs')).rows.filter((run) => run.status === 'done').length;
  await first.kill();

  const second = await processes.startConsole(state);
  const runs = await second.client.settled();
  await second.client.ask('clock', { byMs: 2 * 3_600_000 });
  await second.client.settled();
  const { rows: notifications } = await second.client.read('notifications');

  expect(status).toBe(202);
  expect(done).toBeLessThan(ORDERS);
  expect(runs.map(({ id }) => id)).toEqual(body.runs?.map(({ id }) => id));
  expect(runs.every((run) => run.status === 'done' && run.failure === null)).toBe(true);
  expect(runs.filter(({ isRepeated }) => isRepeated).length).toBeLessThanOrEqual(1);
  expect(notifications.map(({ status: told }) => told)).toEqual(Array.from({ length: ORDERS }, () => 'sent'));
});

it('keeps the clock and what is about to fail over a restart, with another token', async () => {
  const state = processes.state();
  const first = await processes.startConsole(state);
  await first.client.ask('faults', { kind: 'fail-send', code: 'EMAIL_FAILED' });
  await first.client.ask('clock', { byMs: 3_600_000 });
  await first.client.settled();
  const before = await first.client.read('status');
  await first.kill();

  const second = await processes.startConsole(state);
  const after = await second.client.read('status');

  expect(after).toEqual(before);
  expect(after).toMatchObject({ faults: [{ kind: 'fail-send', code: 'EMAIL_FAILED' }] });
  expect(second.client.url.split('#token=')[1]).not.toBe(first.client.url.split('#token=')[1]);
});
