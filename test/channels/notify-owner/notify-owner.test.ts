import { closeChannelSites, firePayment, onlyNotification, openChannelSite, runHourlyJob } from '../channel-site.ts';

afterEach(closeChannelSites);

const RULE = `{
  id: 'tell-me', product: 'wix-ecom', change: 'order-paid',
  notifyOwner: ({ order }) => 'Order ' + order.number + ' is paid', on: ['Mobile'],
}`;
const notify = { call: { module: 'wix-crm-backend', member: 'notifications.notify' } };

it('tells the owner on the places that its rule names', async () => {
  const emulator = openChannelSite(RULE);

  await firePayment(emulator);

  expect(emulator.notifications()).toMatchObject([{ body: 'Order 10003 is paid', channels: ['Mobile'] }]);
  expect(onlyNotification(emulator)).toMatchObject({ status: 'sent' });
  expect(onlyNotification(emulator).variables).toBeUndefined();
});

it('tells at least once: twice where the first answer was lost', async () => {
  const emulator = openChannelSite(RULE);
  emulator.faults.failNext({ ...notify, code: '', effect: 'after' });

  await firePayment(emulator);
  await runHourlyJob(emulator, 1);

  expect(emulator.notifications()).toHaveLength(2);
  expect(onlyNotification(emulator).status).toBe('sent');
});

it('tells at most once where its rule holds', async () => {
  const emulator = openChannelSite(RULE.replace('notifyOwner:', "ifUnknown: 'hold', notifyOwner:"));
  emulator.faults.failNext({ ...notify, code: '', effect: 'after' });

  await firePayment(emulator);
  await runHourlyJob(emulator, 1);

  expect(emulator.notifications()).toHaveLength(1);
  expect(onlyNotification(emulator).status).toBe('unknown');
});
