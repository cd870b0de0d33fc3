import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Emulator } from '../../emulator/emulator.ts';
import {
  API_KEY,
  closeChannelSites,
  firePayment,
  onlyNotification,
  openSiteWith,
  runHourlyJob,
} from './channel-site.ts';

afterEach(closeChannelSites);

const guide = readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8');
const examples = new Map(
  [...guide.matchAll(/```js\n\/\/ ([\w-]+)\n(.*?)```/gs)].map(([, name = '', text = '']) => [name, text]),
);

function openExample(name: string, change: (text: string) => string = (text) => text): Emulator {
  const text = examples.get(name);
  if (text === undefined) throw new Error(`There is no example ${name}`);
  return openSiteWith(change(text));
}

it('tries every example', () => {
  expect([...examples.keys()]).toEqual([
    'triggered-email',
    'email',
    'tell-the-owner',
    'tell-another-system',
    'run-a-few-lines',
    'remind-later',
  ]);
});

it('sends a triggered email', async () => {
  const emulator = openExample('triggered-email');

  await firePayment(emulator);

  expect(emulator.emails()).toMatchObject([
    { emailId: 'Uk3fGaD', variables: { firstName: 'Jane', orderNumber: '10003' } },
  ]);
});

it('sends an email of the repository', async () => {
  const emulator = openExample('email');
  emulator.putSecret('ORDER_EVENTS_API_KEY', API_KEY);

  await firePayment(emulator);

  expect(emulator.emailTransmissions.list()).toMatchObject([
    { emailSubject: 'Order 10003 is paid', emailHtmlContent: '<p>Jane</p>', senderName: 'Our shop' },
  ]);
});

it('tells the owner', async () => {
  const emulator = openExample('tell-the-owner');

  await firePayment(emulator);

  expect(emulator.notifications()).toMatchObject([{ body: 'Order 10003 is paid.', channels: ['Dashboard', 'Mobile'] }]);
});

it('tells another system, which the emulator does not reach', async () => {
  const emulator = openExample('tell-another-system');
  emulator.putSecret('WAREHOUSE_SECRET', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');

  await firePayment(emulator);

  expect(emulator.calls().filter(({ module }) => module === 'wix-fetch')).toMatchObject([
    { outcome: 'NOT_EMULATED', detail: { id: 'https://warehouse.example.com/orders' } },
  ]);
});

it('runs a few lines', async () => {
  const logged: string[] = [];
  const emulator = openSiteWith(examples.get('run-a-few-lines') ?? '', {
    log: ({ message }) => void logged.push(message),
  });

  await firePayment(emulator);

  expect(logged).toContain(
    'paid: 10003 (7a8b195e-ab73-4138-b9da-cdf5e864a451), wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-paid/paid-40/note-the-payment',
  );
});

it('reminds three days later, and not before', async () => {
  const emulator = openExample('remind-later');

  await firePayment(emulator);
  await runHourlyJob(emulator, 71);
  const early = emulator.notifications().length;
  await runHourlyJob(emulator, 1);

  expect([early, emulator.notifications().length, onlyNotification(emulator).status]).toEqual([0, 1, 'sent']);
});

it('does not remind where its condition holds', async () => {
  const emulator = openExample('remind-later', (text) => text.replace('order.archived === true', 'true'));

  await firePayment(emulator);
  await runHourlyJob(emulator, 73);

  expect(onlyNotification(emulator)).toMatchObject({ status: 'expired', reason: 'called-off' });
});
