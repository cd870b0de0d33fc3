import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { Console } from '../console.ts';
import type { RunRequest } from '../../workbench/runs/run.ts';
import { prepareSequence } from '../payload/prepare-sequence.ts';

/** Does what makes every view worth looking at; its runs have the numbers that `shots.ts` refers to. */
export async function prepareState(own: Console, payload: (handler: HandlerName) => string): Promise<void> {
  const shop = 'wixEcom_onOrderUpdated';
  const payment = 'wixEcom_onOrderPaymentStatusUpdated';
  const event = (handler: HandlerName, json: string): RunRequest => ({
    kind: 'event',
    handler,
    label: 'documented',
    json,
  });
  own.enqueue([event('wixEvents_onOrderUpdated', payload('wixEvents_onOrderUpdated'))]);
  own.enqueue([event('wixPricingPlans_onOrderUpdated', payload('wixPricingPlans_onOrderUpdated'))]);
  own.enqueue([event(shop, payload(shop)), event(payment, payload(payment)), event(payment, payload(payment))]);
  own.enqueue([event(shop, payload(shop).replaceAll('"7a8b195e-ab73-4138-b9da-cdf5e864a451"', '[]'))]);
  await own.idle();
  await runSequence(own, 'plans');
  await runSequence(own, 'tickets');
  own.faults.add({ kind: 'fail-send', code: 'EMAIL_FAILED' });
  await runSequence(own, 'shop');
}

async function runSequence(own: Console, name: string): Promise<void> {
  const options = { renewal: 'new-order', isShuffled: false, copies: 1, seed: 1 } as const;
  const prepared = await prepareSequence(own.root, name, options, own.emulator().clock.now());
  if (prepared.kind === 'ready') own.enqueue(prepared.requests);
  await own.idle();
}
