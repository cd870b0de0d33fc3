import { payloadText, useConsole } from './console-client.ts';

const client = useConsole();
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const ORDER = '7a8b195e-ab73-4138-b9da-cdf5e864a451';

async function trace(id: number): Promise<string[]> {
  return (await client().detail(id)).trace.map(({ text }) => text);
}

it('says of a payment what changed and to whom it was told', async () => {
  await client().fire(SHOP, payloadText(SHOP));
  const { id } = await client().fire(PAYMENT, payloadText(PAYMENT));

  const { trace: lines, emails } = await client().detail(id);

  expect(lines.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'order-paid: the event itself says what was before.',
      'Rule shop-order-paid: Sent at 2023-01-16 14:40:02 UTC. It was ShopOrderPaid, to janedoe8@gmail.com.',
      'Nobody is told: no rule in notification-rules.ts is about order-seen.',
    ]),
  );
  expect(emails).toMatchObject([
    {
      emailId: 'ShopOrderPaid',
      rule: 'shop-order-paid',
      variables: [
        { name: 'firstName', value: 'Jane', flag: null },
        { name: 'orderNumber', value: '10003', flag: null },
        { name: 'total', value: '$40.00', flag: null },
      ],
    },
  ]);
});

it('says of a repetition which delivery told it already, and when', async () => {
  await client().fire(SHOP, payloadText(SHOP));
  const { id } = await client().fire(PAYMENT, payloadText(PAYMENT));
  await client().ask(`runs/${id}/again`, { times: 5 });
  const runs = await client().settled();

  const lines = await trace(runs.at(-1)?.id ?? 0);

  expect(runs.reduce((sum, { emails }) => sum + emails, 0)).toBe(1);
  expect(lines).toEqual([
    'Wix delivered this event before, so nothing was looked at again and nobody is told twice. Delivery 2 brought it at 2023-01-16 14:40:02 UTC.',
    'Not sent again, rule shop-order-paid: already sent for this payment by delivery 2 at 2023-01-16 14:40:02 UTC.',
  ]);
});

it('says where an event broke, and keeps it', async () => {
  const { id, verdict } = await client().fire(SHOP, payloadText(SHOP).replaceAll(`"${ORDER}"`, '{}'));

  const unhandled = await client().read('unhandled');

  expect(verdict).toBe('rejected');
  expect((await trace(id))[0]).toMatch(/^Not understood at entity\._id: expected .*, found an empty object\.$/);
  expect(unhandled.rows).toMatchObject([{ handler: SHOP, rejection: { path: 'entity._id' }, count: 1, runId: id }]);
});

it('fails the next send as asked, and the job sends it once its time has come', async () => {
  await client().fire(SHOP, payloadText(SHOP));
  await client().ask('faults', { kind: 'fail-send', code: 'EMAIL_FAILED' });
  const { id } = await client().fire(PAYMENT, payloadText(PAYMENT));
  const failed = await client().read('notifications');
  const { faults } = await client().read('status');

  await client().ask('clock', { byMs: 2 * 3_600_000 });
  const runs = await client().settled();
  const sent = await client().read('notifications?status=sent');

  expect(failed.rows).toMatchObject([{ status: 'pending', attempts: 1, canResend: true, runId: id }]);
  expect(failed.rows[0]?.words).toMatch(/^Waiting: the delivery job tries again from 2023-01-16 14:4/);
  expect(failed.rows[0]?.past).toMatchObject([
    { text: 'Attempt 1 failed: it was refused with EMAIL_FAILED.', tone: 'problem', runId: id },
  ]);
  expect(faults).toEqual([]);
  expect(runs.filter(({ kind }) => kind === 'job')).toMatchObject([{ name: 'deliverDueNotifications', emails: 1 }]);
  expect(sent.rows).toMatchObject([{ status: 'sent', attempts: 2 }]);
  const told = (await client().detail(id)).trace.find(({ notification }) => notification !== undefined);
  expect(told).toMatchObject({
    tone: 'sent',
    text: expect.stringMatching(/^Rule shop-order-paid: Sent at 2023-01-16 1[56]:/),
    past: [
      { text: 'Attempt 1 failed: it was refused with EMAIL_FAILED.', runId: id },
      { text: 'Sent by attempt 2.', runId: expect.any(Number) },
    ],
  });
});

it('stops the site after a call as asked; the same event again tells it once', async () => {
  await client().fire(SHOP, payloadText(SHOP));
  await client().ask('faults', { kind: 'crash', code: '2' });

  const crashed = await client().fire(PAYMENT, payloadText(PAYMENT));
  await client().ask(`runs/${crashed.id}/again`, { times: 1 });
  await client().ask('clock', { byMs: 2 * 3_600_000 });
  const runs = await client().settled();

  expect(crashed.failure).toBe('crashed');
  expect((await trace(crashed.id))[0]).toMatch(
    /^The site stopped for good after its Wix call 2 \(wix-data insert\), as asked\./,
  );
  expect(runs.reduce((sum, { emails }) => sum + emails, 0)).toBe(1);
});

it('resends what the owner wants sent now', async () => {
  await client().fire(SHOP, payloadText(SHOP));
  await client().ask('faults', { kind: 'fail-send', code: 'EMAIL_FAILED' });
  await client().fire(PAYMENT, payloadText(PAYMENT));
  const [failed] = (await client().read('notifications')).rows;
  await client().ask('clock', { byMs: 600_000 });
  await client().settled();

  await client().ask('notifications/resend', { key: failed?.key });
  const runs = await client().settled();

  expect(runs.at(-1)).toMatchObject({ kind: 'method', name: 'resendNotification', emails: 1, failure: null });
  expect(await trace(runs.at(-1)?.id ?? 0)).toEqual(['Sent: rule shop-order-paid.']);
});
