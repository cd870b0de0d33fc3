import { join } from 'node:path';

import { runCli, runJson, temporaryFolder } from './run-cli.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';

const folder = temporaryFolder();
const shopOrderPaid = {
  emailId: 'ShopOrderPaid',
  contactId: '24de6f0b-60ce-4faa-9138-2e39f1415615',
  variables: { firstName: 'Jane', orderNumber: '10003', total: '$40.00' },
};

/** A state in which the email of a payment could not be sent. */
async function stateWithPendingEmail(name: string): Promise<string[]> {
  const state = ['--state', join(folder, name)];
  await runCli(['event', 'fire', 'wixEcom_onOrderPaymentStatusUpdated', '--fail', 'MAIL_DOWN@email', ...state]);
  return state;
}

async function onlyNotification(state: readonly string[]): Promise<{ readonly key: string; readonly status: unknown }> {
  const { objects } = await runJson(['outbox', 'list', ...state]);
  return {
    key: String(valueAt(objects[0], 'notifications.0.key')),
    status: valueAt(objects[0], 'notifications.0.status'),
  };
}

describe('the outbox', () => {
  it('lists what could not be sent', async () => {
    const state = await stateWithPendingEmail('list');

    const { exitCode, objects } = await runJson(['outbox', 'list', ...state]);
    const { stdout } = await runCli(['outbox', 'list', ...state]);

    expect(exitCode).toBe(0);
    expect(valueAt(objects[0], 'notifications')).toMatchObject([
      { rule: 'shop-order-paid', change: 'order-paid', status: 'pending', reason: 'MAIL_DOWN', attempts: 1 },
    ]);
    expect(stdout).toMatch(/^ {2}pending +shop-order-paid {2}MAIL_DOWN {2}due /);
  });

  it('lists those of one status only', async () => {
    const state = await stateWithPendingEmail('status');

    const { objects } = await runJson(['outbox', 'list', '--status', 'sent', ...state]);

    expect(objects).toEqual([{ notifications: [] }]);
  });

  it('delivers when it is time, and not before', async () => {
    const state = await stateWithPendingEmail('deliver');

    const early = await runJson(['outbox', 'deliver', ...state]);
    const inTime = await runJson(['outbox', 'deliver', '--clock', '+3h', ...state]);
    const again = await runJson(['outbox', 'deliver', '--clock', '+3h', ...state]);

    expect(valueAt(early.objects[0], 'emails')).toEqual([]);
    expect(valueAt(inTime.objects[0], 'emails')).toEqual([shopOrderPaid]);
    expect(valueAt(again.objects[0], 'emails')).toEqual([]);
    expect((await onlyNotification(state)).status).toBe('sent');
  });

  it('resends one at once, and refuses to send it again', async () => {
    const state = await stateWithPendingEmail('resend');
    const { key } = await onlyNotification(state);

    const first = await runJson(['outbox', 'resend', key, ...state]);
    const second = await runCli(['outbox', 'resend', key, ...state]);

    expect(valueAt(first.objects[0], 'emails')).toEqual([shopOrderPaid]);
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toBe('resendNotification refused: already-sent\n');
  });

  it('suggests the key that was meant', async () => {
    const state = await stateWithPendingEmail('typo');
    const { key } = await onlyNotification(state);

    const { exitCode, objects } = await runJson(['outbox', 'resend', key.replace('paid', 'piad'), ...state]);

    expect(exitCode).toBe(1);
    expect(objects).toMatchObject([{ error: { code: 'refused', suggestion: key } }]);
  });

  it('says what to do when it is empty', async () => {
    const { stdout } = await runCli(['outbox', 'list', '--fresh']);

    expect(stdout).toContain('Fire an event first');
  });
});
