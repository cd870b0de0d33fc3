import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runCli, runJson } from './run-cli.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'order-events-server-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const BUYER = '24de6f0b-60ce-4faa-9138-2e39f1415615';

it('starts the webhook server, and shows each documented event as it is verified, handled and told', async () => {
  const { exitCode, stdout, stderr } = await runCli(['start', '--host', 'server', '--state', folder]);

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.match(/verified and\s+kept in\s+\d+\s+ms:\s+200/g)).toHaveLength(5);
  expect(stdout).toContain('order-paid             paymentStatus NOT_PAID → PAID  total 40  balance 0');
  expect(stdout).toContain('email                  "Thank you for your order (10003)" to contact');
  expect(stdout).toContain(BUYER);
});

it('gives one object for each event with --json', async () => {
  const { exitCode, objects } = await runJson(['start', '--host', 'server', '--state', folder]);

  expect(exitCode).toBe(0);
  expect(objects).toMatchObject([
    { eventType: 'wix.events.ticketing.events.OrderUpdated', outcome: { verdict: 'first-seen' }, emails: [] },
    { eventType: 'wix.events.ticketing.events.OrderUpdated', outcome: { verdict: 'duplicate' }, emails: [] },
    { eventType: 'wix.pricing_plans.v2.order_updated', outcome: { verdict: 'first-seen' }, emails: [] },
    { eventType: 'wix.ecom.v1.order_updated', outcome: { verdict: 'first-seen' }, emails: [] },
    {
      eventType: 'wix.ecom.v1.order_payment_status_updated',
      answer: { kind: 'answered', status: 200, text: 'kept' },
      outcome: { verdict: 'changed' },
      emails: [
        { subject: 'Thank you for your order (10003)', recipient: { contactId: BUYER }, template: 'shop-order-paid' },
      ],
    },
  ]);
});

it('says that there is no such host', async () => {
  const { exitCode, stderr } = await runCli(['start', '--host', 'moon']);

  expect(exitCode).toBe(2);
  expect(stderr).toContain('Allowed choices are velo, server');
});
