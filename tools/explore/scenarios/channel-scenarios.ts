import type { Rule } from '../../../src/backend/order-events/rules/rule.ts';
import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import type { Scenario } from '../scenario.ts';
import { orderOf, paid, paymentUpdate, placedOrder, shopUpdate, type ShopState } from './shop-events.ts';

const DAY_AND_HOUR_MS = 25 * 3_600_000;

type ShopRule = Rule<'wix-ecom'>;

const occurrence: NonNullable<ShopRule['variables']> = ({ change }) => ({ occurrence: change.occurrence });
const common = { product: 'wix-ecom', change: 'order-paid', withinHours: 2_400 } as const;
const byEmail: ShopRule = { ...common, id: 'by-email', email: 'a', recipient: 'buyer', variables: occurrence };
const byPost: ShopRule = { ...common, id: 'by-post', post: 'https://example.com/orders', variables: occurrence };
const toOwner: ShopRule = { ...common, id: 'to-owner', notifyOwner: ({ change }) => change.occurrence };
const byFunction: ShopRule = { ...common, id: 'by-function', run: () => undefined, variables: occurrence };

const fulfilled: ShopState = {
  name: 'fulfilled',
  time: '14:50:01',
  changes: { ...paid.changes, 'entity.fulfillmentStatus': 'FULFILLED' },
};

/** Scenarios of a paid shop order, with a notification through each channel, and with reminders. */
export function channelScenarios(payloadOf: PayloadOf): Scenario[] {
  const payment = paymentUpdate(payloadOf, paid, 'NOT_PAID');
  const fulfilment = shopUpdate(payloadOf, fulfilled);
  const story = {
    product: 'wix-ecom',
    known: [placedOrder(payloadOf)],
    now: '2023-01-16T16:00:00.000Z',
    events: [payment, shopUpdate(payloadOf, paid)],
    finalOrder: orderOf(shopUpdate(payloadOf, paid)),
  } as const;
  const firstPayment = { occurrence: 'paid-40', needs: [] } as const;
  const holding = [toOwner, byPost].map((rule): ShopRule => ({ ...rule, id: `${rule.id}-held`, ifUnknown: 'hold' }));
  const reminder: ShopRule = { ...byEmail, id: 'reminder', after: 5 };
  return [
    ...[byEmail, byPost, toOwner, byFunction, ...holding].map((rule) => ({
      ...story,
      name: `sent through the channel of ${rule.id}`,
      rules: [rule],
      expected: [{ rule: rule.id, ...firstPayment }],
    })),
    {
      ...story,
      name: 'sent through the channel of by-email, days apart',
      rules: [byEmail],
      restMs: DAY_AND_HOUR_MS,
      expected: [{ rule: 'by-email', ...firstPayment }],
    },
    { ...story, name: 'a reminder', rules: [reminder], expected: [{ rule: 'reminder', ...firstPayment }] },
    {
      ...story,
      name: 'a reminder that is canceled',
      events: [payment, fulfilment],
      finalOrder: orderOf(fulfilment),
      rules: [{ ...reminder, unless: ['order-fulfilled'] }],
      expected: [],
    },
  ];
}
