import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { documentedPayload } from '../support/documented-payloads.ts';
import { runCli, runJson, temporaryFolder } from './run-cli.ts';

const TICKETS = 'wixEvents_onOrderUpdated';
const PAYMENTS = 'wixEcom_onOrderPaymentStatusUpdated';
const pay = ['event', 'fire', PAYMENTS, '--set', 'number=10004', '--fresh'];
const folder = temporaryFolder();

const paymentEmail = {
  emailId: 'ShopOrderPaid',
  contactId: '24de6f0b-60ce-4faa-9138-2e39f1415615',
  variables: { firstName: 'Jane', orderNumber: '10004', total: '$40.00' },
};

describe('event fire with --json', () => {
  it('shows a payment and one email to the contact in the payload', async () => {
    const { exitCode, objects } = await runJson(pay);

    expect(exitCode).toBe(0);
    expect(objects).toEqual([
      {
        handler: 'wixEcom_onOrderPaymentStatusUpdated',
        verdict: 'first-seen',
        order: { product: 'wix-ecom', id: '7a8b195e-ab73-4138-b9da-cdf5e864a451' },
        changes: [
          {
            kind: 'order-paid',
            evidence: 'reported',
            occurrence: expect.any(String),
            previous: { paymentStatus: 'NOT_PAID' },
            current: { paymentStatus: 'PAID', total: '40', balance: '0' },
          },
        ],
        notifications: [
          {
            key: expect.stringMatching(
              /^wix-ecom\/7a8b195e-ab73-4138-b9da-cdf5e864a451\/order-paid\/.+\/shop-order-paid$/,
            ),
            rule: 'shop-order-paid',
            change: 'order-paid',
            status: 'sent',
          },
        ],
        emails: [paymentEmail],
        warnings: [],
        rejection: null,
        wixCalls: { data: expect.any(Number), email: 1 },
      },
    ]);
  });

  it('has its keys in the documented order', async () => {
    const { stdout } = await runCli([...pay, '--json']);
    const [report] = (await runJson(pay)).objects;

    expect(stdout.split('\n')).toHaveLength(2);
    expect(stdout).toMatch(
      /"changes":\[\{"kind":"order-paid","evidence":"reported","occurrence":"[^"]+","previous":\{"paymentStatus":"NOT_PAID"\},"current":\{"paymentStatus":"PAID","total":"40","balance":"0"\}\}\]/,
    );
    expect(Object.keys(report ?? {})).toEqual([
      'handler',
      'verdict',
      'order',
      'changes',
      'notifications',
      'emails',
      'warnings',
      'rejection',
      'wixCalls',
    ]);
  });

  it('makes no more calls for the first event of a state than for any other', async () => {
    const { objects } = await runJson(pay);

    expect(objects[0]?.['wixCalls']).toEqual({ data: expect.any(Number), email: 1 });
    expect(Number(JSON.stringify(objects[0]?.['wixCalls']).replace(/\D+(\d+).*/, '$1'))).toBeLessThanOrEqual(7);
  });

  it('sends one email for five deliveries, one object a line', async () => {
    const { objects } = await runJson([...pay, '--times', '5']);

    expect(objects.map(({ verdict }) => verdict)).toEqual([
      'first-seen',
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
    expect(objects.flatMap(({ emails }) => emails)).toEqual([paymentEmail]);
  });
});

describe('event fire', () => {
  it('shows people what changed, what was sent to whom, and with which words', async () => {
    const { exitCode, stdout } = await runCli([...pay, '--times', '2']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^1\/2 {2}wixEcom_onOrderPaymentStatusUpdated {2}documented {2}number=10004\n {2}first-seen +order 7a8b195e-ab73-4138-b9da-cdf5e864a451\n {2}order-paid +paymentStatus NOT_PAID → PAID {2}total 40 {2}balance 0 {2}\(reported\)\n {2}email +ShopOrderPaid → 24de6f0b-60ce-4faa-9138-2e39f1415615\n +firstName: Jane, orderNumber: 10004, total: \$40.00\n/,
    );
    expect(stdout).toMatch(/2 deliveries, 1 email\n$/);
  });

  it('is colored on a terminal, and plain where NO_COLOR is set', async () => {
    const colored = await runCli(pay, { isTTY: true });
    const plain = await runCli(pay, { isTTY: true, env: { NO_COLOR: '1' } });

    expect(colored.stdout).toContain('\u001B[');
    expect(plain.stdout).not.toContain('\u001B[');
  });

  it('keeps its state from call to call unless it is fresh', async () => {
    const fire = ['event', 'fire', PAYMENTS, '--set', 'number=10004', '--state', join(folder, 'kept')];

    const first = await runJson(fire);
    const second = await runJson(fire);

    expect(first.objects[0]?.['emails']).toEqual([paymentEmail]);
    expect(second.objects[0]).toMatchObject({ verdict: 'duplicate', emails: [] });
  });

  it('tells of a new order with --now, as often as it is fired, also when the clock of the state is ahead', async () => {
    const state = ['--state', join(folder, 'now')];

    const first = await runJson(['event', 'fire', PAYMENTS, '--now', ...state]);
    await runCli(['outbox', 'deliver', '--clock', '+2d', ...state]);
    const second = await runJson(['event', 'fire', PAYMENTS, '--now', ...state]);

    const reports = [...first.objects, ...second.objects];
    expect(reports).toMatchObject([
      { emails: [{ emailId: 'ShopOrderPaid' }] },
      { emails: [{ emailId: 'ShopOrderPaid' }] },
    ]);
    expect(new Set(reports.map(({ order }) => JSON.stringify(order))).size).toBe(2);
  });

  it('tells nothing of the past when the clock says that it is past', async () => {
    const { objects } = await runJson([...pay, '--clock', '2026-01-01T00:00:00Z']);

    expect(objects[0]).toMatchObject({ notifications: [{ status: 'expired' }], emails: [] });
  });

  it('still sends what arrives three hours late', async () => {
    const { objects } = await runJson([...pay, '--clock', '+3h']);

    expect(objects[0]?.['emails']).toEqual([paymentEmail]);
  });

  it('adds a field that the payload lacks', async () => {
    const state = ['--state', join(folder, 'ticket')];
    await runJson(['event', 'fire', TICKETS, ...state]);

    const { objects } = await runJson([
      ...['event', 'fire', TICKETS, ...state, '--set', '+tickets[1].canceled=true'],
      ...['--set', 'timestamp=2020-04-28T13:00:00.000Z'],
    ]);

    expect(objects[0]).toMatchObject({
      verdict: 'changed',
      changes: [{ kind: 'ticket-canceled', current: { ticketNumber: 'FMXC-BZG3-OT041' } }],
      emails: [{ emailId: 'TicketCanceled', contactId: 'e11af3d4-c205-4d3a-b687-58d4dda78a6c' }],
    });
  });

  it('holds an email that has nobody to go to, visibly', async () => {
    const { exitCode, objects } = await runJson([...pay, '--unset', 'buyerInfo.contactId']);

    expect(exitCode).toBe(0);
    expect(objects[0]).toMatchObject({ notifications: [{ status: 'held', reason: 'no-contact' }], emails: [] });
  });

  it('takes a payload from the library, from a file and from the standard input', async () => {
    const text = JSON.stringify({ ...documentedPayload(TICKETS), orderNumber: 'ORDER-7' });
    const file = join(folder, 'event.json');
    writeFileSync(file, text);
    const fire = ['event', 'fire', TICKETS, '--fresh', '--payload'];

    const named = await runJson([...fire, 'documented.rest']);
    const fromFile = await runJson([...fire, file]);
    const piped = await runJson([...fire, '-'], text);

    expect(named.objects[0]).toMatchObject({ order: { id: 'FMXC-BZG3-OT' } });
    expect(fromFile.objects[0]).toMatchObject({ order: { id: 'ORDER-7' } });
    expect(piped.objects[0]).toMatchObject({ order: { id: 'ORDER-7' } });
  });

  it('passes on a payload that cannot be written again, and shows where it is refused', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;

    const { exitCode, objects } = await runJson(['event', 'fire', TICKETS, '--fresh', '--payload', '-'], deep);

    expect(exitCode).toBe(1);
    expect(objects[0]).toMatchObject({
      verdict: 'rejected',
      order: null,
      rejection: { path: expect.stringMatching(/^\?\.\?/) },
    });
  });
});

describe('event fire with something made to fail', () => {
  const payment = ['event', 'fire', 'wixEcom_onOrderPaymentStatusUpdated', '--fresh'];

  it('keeps an email for later that could not be sent', async () => {
    const { exitCode, objects } = await runJson([...payment, '--fail', 'MAIL_DOWN@email', '--times', '2']);

    expect(exitCode).toBe(0);
    expect(objects[0]).toMatchObject({ notifications: [{ status: 'pending', reason: 'MAIL_DOWN' }], emails: [] });
    expect(objects[1]).toMatchObject({ verdict: 'duplicate', emails: [] });
  });

  it('says when nothing failed because no such call was made', async () => {
    const { stderr } = await runCli([...payment, '--fail', 'X@wix-members-backend']);

    expect(stderr).toContain('Nothing failed with X: no such call was made. Calls made: wix-data.query.find');
  });

  it('stops the site after a call, and shows that the next delivery recovers', async () => {
    const { exitCode, objects } = await runJson([...payment, '--crash-after', '1', '--times', '2']);

    expect(exitCode).toBe(1);
    expect(objects[0]).toMatchObject({ verdict: null, failure: { kind: 'crashed', afterCall: 1 }, emails: [] });
    expect(objects[1]).toMatchObject({ verdict: 'first-seen', emails: [{ emailId: 'ShopOrderPaid' }] });
  });
});
