import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DocumentedPayload } from '../../tools/workbench/payload/documented-payloads.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { runJson, temporaryFolder } from './run-cli.ts';

const folder = temporaryFolder();

const payloads: readonly (readonly [string, DocumentedPayload])[] = [
  ['wixEvents_onOrderUpdated', 'wixEvents_onOrderUpdated'],
  ['wixEvents_onOrderUpdated', 'wixEvents_onOrderUpdated.rest'],
  ['wixPricingPlans_onOrderUpdated', 'wixPricingPlans_onOrderUpdated'],
  ['wixEcom_onOrderUpdated', 'wixEcom_onOrderUpdated'],
  ['wixEcom_onOrderPaymentStatusUpdated', 'wixEcom_onOrderPaymentStatusUpdated'],
];

async function emailsOfReplay(name: string, order: readonly number[]): Promise<unknown[]> {
  const file = join(folder, `${name}.jsonl`);
  const lines = order.map((index) => {
    const [handler, payload] = payloads[index] ?? ['', 'wixEcom_onOrderUpdated'];
    return JSON.stringify({ handler, event: documentedPayload(payload) });
  });
  writeFileSync(file, lines.join('\n'));
  return (await runJson(['event', 'replay', file, '--fresh'])).objects.flatMap(({ emails }) => emails);
}

const shopOrderPaid = {
  emailId: 'ShopOrderPaid',
  contactId: '24de6f0b-60ce-4faa-9138-2e39f1415615',
  variables: { firstName: 'Jane', orderNumber: '10003', total: '$40.00' },
};

describe('the documented payloads', () => {
  it.each([
    ['once each', [0, 1, 2, 3, 4]],
    ['twice each', [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]],
    ['twice in turn', [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]],
    ['twice, the second time backwards', [0, 1, 2, 3, 4, 4, 3, 2, 1, 0]],
    ['the payment before the order, and again', [0, 1, 2, 4, 3, 4, 3]],
  ])('send the same when fired %s', async (name, order) => {
    expect(await emailsOfReplay(name, order)).toEqual([shopOrderPaid]);
  });

  it.each(payloads.map(([, payload], index) => [payload, index] as const))(
    '%s sends no more when fired twice',
    async (payload, index) => {
      const emails = await emailsOfReplay(`twice-${payload}`, [index, index]);

      expect(emails).toEqual(payload === 'wixEcom_onOrderPaymentStatusUpdated' ? [shopOrderPaid] : []);
    },
  );
});
