import { closeChannelSites, firePayment, onlyNotification, openChannelSite, runHourlyJob } from '../channel-site.ts';

afterEach(closeChannelSites);

function ruleThat(does: string): string {
  return `{
    id: 'stock', product: 'wix-ecom', change: 'order-paid', variables: ({ order }) => ({ number: order.number }),
    run: async (told) => { ${does} },
  }`;
}

it('runs the function with the change, the order and the key', async () => {
  const logged: string[] = [];
  const emulator = openChannelSite(ruleThat('console.log(JSON.stringify(told));'), {
    log: ({ message }) => void logged.push(message),
  });

  await firePayment(emulator);

  expect(logged.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as unknown] : []))).toEqual([
    {
      key: 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-paid/paid-40/stock',
      order: { product: 'wix-ecom', id: '7a8b195e-ab73-4138-b9da-cdf5e864a451' },
      change: {
        kind: 'order-paid',
        occurrence: 'paid-40',
        evidence: expect.any(String),
        occurredAt: '2023-01-16T14:40:02.119Z',
      },
      variables: { number: '10003' },
    },
  ]);
  expect(onlyNotification(emulator).status).toBe('sent');
});

it('runs it again, under the same key, when it threw', async () => {
  const logged: string[] = [];
  const emulator = openChannelSite(
    ruleThat(
      "console.log('run ' + told.key); globalThis.tries = (globalThis.tries ?? 0) + 1; if (globalThis.tries < 3) throw new Error();",
    ),
    { log: ({ message }) => void logged.push(message) },
  );

  await firePayment(emulator);
  await runHourlyJob(emulator, 1);
  await runHourlyJob(emulator, 1);

  const runs = logged.filter((line) => line.startsWith('run '));
  expect([runs.length, new Set(runs).size]).toEqual([3, 1]);
  expect(onlyNotification(emulator)).toMatchObject({ status: 'sent', doubts: 2 });
});
