import type { Emulator } from '../../../emulator/emulator.ts';
import {
  API_KEY,
  closeChannelSites,
  firePayment,
  onlyNotification,
  openChannelSite,
  runHourlyJob,
} from '../channel-site.ts';

afterEach(closeChannelSites);

const RULE = `{
  id: 'paid', product: 'wix-ecom', change: 'order-paid', email: 'order-paid', recipient: 'buyer', withinHours: 2400,
  variables: ({ order }) => ({ number: order.number, name: '<b>' + order.firstName }),
}`;
const BUYER = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const SETTINGS = `email: { siteId: 'site-1', senderName: 'Shop', replyTo: 'shop@example.com' }`;
const sendCall = { call: { module: 'wix-fetch' } };

function openSite(changes: Parameters<typeof openChannelSite>[1] = {}): Emulator {
  const emulator = openChannelSite(RULE, { settings: SETTINGS, ...changes });
  emulator.putSecret('ORDER_EVENTS_API_KEY', API_KEY);
  emulator.emailTransmissions.putApiKey(API_KEY, true);
  return emulator;
}

it('sends the template to the contact, under a GUID made of the key', async () => {
  const emulator = openSite();

  await firePayment(emulator);

  const { callId = '', status } = onlyNotification(emulator);
  expect(status).toBe('sent');
  expect(emulator.emailTransmissions.list()).toMatchObject([
    {
      type: 'TRANSACTIONAL',
      idempotencyKey: callId,
      toRecipients: [{ contactId: BUYER }],
      emailSubject: 'Order 10003 is paid',
      emailHtmlContent: '<p>&lt;b&gt;Jane</p>',
      senderName: 'Shop',
      metadata: { notification: callId.replaceAll('-', '') },
    },
  ]);
});

it('does not load the templates for an event that sends no email', async () => {
  const emulator = openChannelSite(RULE.replace("email: 'order-paid'", "emailId: 'OrderPaid'"));

  const handler = 'wixEcom_onOrderUpdated';
  const { loadedModules } = await emulator.invokeEvent(handler, {});

  expect(loadedModules.filter((name) => name.includes('email-templates'))).toEqual([]);
});

it.each([
  [
    'stopped after the call',
    (emulator: Emulator) => emulator.faults.failNext({ ...sendCall, code: '', effect: 'after' }),
  ],
  ['not answered', (emulator: Emulator) => emulator.faults.failNext({ ...sendCall, code: '' })],
  ['answered with 500', (emulator: Emulator) => emulator.emailTransmissions.answerNext({ status: 500 })],
  ['answered with 409', (emulator: Emulator) => emulator.emailTransmissions.answerNext({ status: 409 })],
])('is sent once when the first call is %s', async (_how, break_) => {
  const emulator = openSite();
  break_(emulator);

  await firePayment(emulator);
  const { status } = onlyNotification(emulator);
  await runHourlyJob(emulator, 1);

  expect([status, onlyNotification(emulator).status]).toEqual(['pending', 'sent']);
  expect(emulator.emailTransmissions.list()).toHaveLength(1);
});

it.each(Array.from({ length: 14 }, (_none, index) => index + 1))(
  'is sent once when the site stops after its Wix call %i',
  async (call) => {
    const emulator = openSite();
    emulator.faults.crashAfterCall(call);

    await firePayment(emulator);
    emulator.faults.clear();
    await firePayment(emulator);
    await runHourlyJob(emulator, 1);
    await runHourlyJob(emulator, 1);

    expect(onlyNotification(emulator).status).toBe('sent');
    expect(emulator.emailTransmissions.list()).toHaveLength(1);
  },
);

describe('after a day, when Wix may know the key no more,', () => {
  it('finds by its metadata what was sent, and sends nothing again', async () => {
    const emulator = openSite();
    emulator.faults.failNext({ ...sendCall, code: '', effect: 'after' });

    await firePayment(emulator);
    await runHourlyJob(emulator, 30);

    expect(onlyNotification(emulator)).toMatchObject({ status: 'sent', doubts: 1 });
    expect(emulator.emailTransmissions.list()).toHaveLength(1);
  });

  it('sends what was not sent', async () => {
    const emulator = openSite();
    emulator.faults.failNext({ ...sendCall, code: '' });

    await firePayment(emulator);
    await runHourlyJob(emulator, 30);

    expect(onlyNotification(emulator).status).toBe('sent');
    expect(emulator.emailTransmissions.list()).toHaveLength(1);
  });

  it('finds it behind more than a page of others', async () => {
    const emulator = openSite();
    for (let other = 0; other < 150; other += 1) {
      emulator.faults.clear();
      emulator.emailTransmissions.add({ emailSubject: `Other ${String(other)}` });
    }
    emulator.clock.advanceBy(60_000);
    emulator.faults.failNext({ ...sendCall, code: '', effect: 'after' });

    await firePayment(emulator);
    await runHourlyJob(emulator, 30);

    expect(onlyNotification(emulator).status).toBe('sent');
    expect(emulator.emailTransmissions.list()).toHaveLength(151);
  });
});

it.each<readonly [string, string, (emulator: Emulator) => void]>([
  ['no API key', 'no-api-key', (emulator) => emulator.putSecret('ORDER_EVENTS_API_KEY', '')],
  [
    'a key without the permission',
    'http-403: PERMISSION_DENIED',
    (emulator) => emulator.emailTransmissions.putApiKey(API_KEY, false),
  ],
  ['nothing left of the quota', 'http-428: QUOTA_REACHED', (emulator) => emulator.emailTransmissions.quota(0)],
  ['too many calls', 'http-429', (emulator) => emulator.emailTransmissions.answerNext({ status: 429 })],
])('is refused, and tried again later, with %s', async (_why, reason, break_) => {
  const emulator = openSite();
  break_(emulator);

  await firePayment(emulator);

  expect(onlyNotification(emulator)).toMatchObject({ status: 'pending', reason, attempts: 1 });
  expect(emulator.emailTransmissions.list()).toEqual([]);
});

it('is sent when the quota is larger again', async () => {
  const emulator = openSite();
  emulator.emailTransmissions.quota(0);
  await firePayment(emulator);

  emulator.emailTransmissions.quota(10);
  await runHourlyJob(emulator, 1);

  expect(onlyNotification(emulator).status).toBe('sent');
});

it.each([
  ['refused', 'reject', 'pending', 'http-428: SENDER_NOT_VERIFIED'],
  ['replaced by the shared address', 'shared-address', 'sent', undefined],
] as const)('a sender who is not verified is %s', async (_how, unverifiedSender, status, reason) => {
  const settings = `email: { siteId: 'site-1', senderEmailAddress: 'shop@example.com' }`;
  const emulator = openSite({ settings, undocumented: { unverifiedSender } });

  await firePayment(emulator);

  expect(onlyNotification(emulator)).toMatchObject(reason === undefined ? { status } : { status, reason });
});

it.each([
  ['the setting `email`', '', RULE, 'no-email-settings'],
  ['its template', SETTINGS, RULE.replace("email: 'order-paid'", "email: 'order-lost'"), 'no-such-template'],
])('is refused without %s', async (_what, settings, changedRule, reason) => {
  const emulator = openChannelSite(changedRule, { settings });

  await firePayment(emulator);

  expect(onlyNotification(emulator)).toMatchObject({ status: 'pending', reason });
});

it('becomes failed when Wix rejects it later', async () => {
  const emulator = openSite();
  emulator.emailTransmissions.rejectLater(true);

  await firePayment(emulator);
  const { status } = onlyNotification(emulator);
  await runHourlyJob(emulator, 1);

  expect(status).toBe('sent');
  expect(onlyNotification(emulator)).toMatchObject({ status: 'failed', reason: 'rejected-by-wix' });
});

it('logs nothing personal', async () => {
  const logged: string[] = [];
  const emulator = openSite({ log: ({ message }) => void logged.push(message) });
  emulator.emailTransmissions.quota(0);

  await firePayment(emulator);

  expect(logged.join('\n')).not.toMatch(/Jane|10003|24de6f0b/);
});
