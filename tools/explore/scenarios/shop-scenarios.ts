import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';
import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import { changed } from '../../workbench/payload/changed-event.ts';
import { isJsonObject } from '../../workbench/payload/json.ts';
import type { Scenario, ScenarioEvent } from '../scenario.ts';
import {
  activity,
  orderOf,
  orderPlaced,
  paid,
  paymentUpdate,
  placedOrder,
  refundOfAll,
  shopUpdate,
  type ShopState,
} from './shop-events.ts';

const orderPaid = activity('ORDER_PAID', '2023-01-16T14:40:02.193Z');
const allRefunded = refundOfAll('2023-01-16T15:10:00.000Z');

const refunded: ShopState = {
  name: 'refunded',
  time: '15:10:01',
  changes: {
    'entity.paymentStatus': 'FULLY_REFUNDED',
    'entity.balanceSummary.balance.amount': '40.00',
    'entity.activities': [orderPlaced, orderPaid, allRefunded],
  },
};

const paidAgain: ShopState = {
  name: 'paid again',
  time: '15:30:00',
  changes: {
    'entity.paymentStatus': 'PAID',
    'entity.balanceSummary.balance.amount': '0.00',
    'entity.activities': [orderPlaced, orderPaid, allRefunded],
  },
};

/** The fulfilment toggled three times, each time recorded in the order's activities. */
const toggles = [
  activity('ORDER_FULFILLED', '2023-01-16T14:50:00.000Z'),
  activity('ORDER_NOT_FULFILLED', '2023-01-16T14:55:00.000Z'),
  activity('ORDER_FULFILLED', '2023-01-16T15:00:00.000Z'),
];

function toggled(name: string, time: string, fulfillmentStatus: string, count: number): ShopState {
  const activities = [orderPlaced, orderPaid, ...toggles.slice(0, count)];
  return {
    name,
    time,
    changes: { ...paid.changes, 'entity.fulfillmentStatus': fulfillmentStatus, 'entity.activities': activities },
  };
}

/** Creates a rule for these scenarios, whose email shows the occurrence. */
function shopRule(
  id: string,
  change: NotificationRule<'wix-ecom'>['change'],
  more: Partial<NotificationRule<'wix-ecom'>> = {},
): NotificationRule<'wix-ecom'> {
  return {
    id,
    product: 'wix-ecom',
    change,
    emailId: id,
    recipient: 'buyer',
    variables: ({ change: { occurrence } }) => ({ occurrence }),
    ...more,
  };
}

/** Makes an event that of another order. */
function ofOtherOrder({ name, handler, raw }: ScenarioEvent): ScenarioEvent {
  const { metadata } = raw;
  const id = isJsonObject(metadata) && typeof metadata['id'] === 'string' ? `other ${metadata['id']}` : '';
  const changes = { 'metadata.id': id, 'metadata.entityId': OTHER_ORDER, 'entity._id': OTHER_ORDER };
  return { name: `other ${name}`, handler, raw: changed(raw, changes) };
}

const OTHER_ORDER = '00000000-0000-4000-8000-000000000002';

type Common = Pick<Scenario, 'product' | 'known' | 'now'>;

/** Scenarios in which something else runs beside the handler of a payment. */
function parallelScenarios(
  common: Common,
  placed: ScenarioEvent,
  [reported, payment]: readonly [ScenarioEvent, ScenarioEvent],
): Scenario[] {
  const firstPayment = { occurrence: 'paid-40', needs: [] } as const;
  return [
    {
      ...common,
      name: 'two orders paid at the same time',
      known: [placed, ofOtherOrder(placed)],
      events: [payment, ofOtherOrder(payment)],
      finalOrder: orderOf(payment),
      rules: [
        shopRule('paid', 'order-paid', { when: ({ order: { id } }) => id !== OTHER_ORDER }),
        shopRule('other-paid', 'order-paid', { when: ({ order: { id } }) => id === OTHER_ORDER, ifUnknown: 'hold' }),
      ],
      expected: [
        { rule: 'paid', ...firstPayment },
        { rule: 'other-paid', occurrence: 'paid-40', needs: ['other paid'] },
      ],
    },
    {
      ...common,
      name: 'two orders paid at the same time, by rules that hold',
      known: [placed, ofOtherOrder(placed)],
      events: [payment, ofOtherOrder(payment)],
      finalOrder: orderOf(payment),
      rules: [
        shopRule('paid', 'order-paid', { when: ({ order: { id } }) => id !== OTHER_ORDER, ifUnknown: 'hold' }),
        shopRule('other-paid', 'order-paid', { when: ({ order: { id } }) => id === OTHER_ORDER, ifUnknown: 'hold' }),
      ],
      expected: [
        { rule: 'paid', ...firstPayment },
        { rule: 'other-paid', occurrence: 'paid-40', needs: ['other paid'] },
      ],
    },
    {
      ...common,
      name: 'shop order paid while the hourly job runs',
      events: [payment, { name: 'job', delivers: true }],
      finalOrder: orderOf(payment),
      rules: [shopRule('paid', 'order-paid')],
      expected: [{ rule: 'paid', ...firstPayment }],
    },
    {
      ...common,
      name: 'shop order paid and told, whose state can no longer be read',
      known: [placed, payment],
      events: [reported, { name: 'damage', damages: true }],
      finalOrder: orderOf(payment),
      rules: [shopRule('paid', 'order-paid')],
      expected: [],
    },
  ];
}

/** Scenarios of shop orders. */
export function shopScenarios(payloadOf: PayloadOf): Scenario[] {
  const update = (state: ShopState) => shopUpdate(payloadOf, state);
  const placed = placedOrder(payloadOf);
  const toldTwice = [paymentUpdate(payloadOf, paid, 'NOT_PAID'), update(paid)] as const;
  const common = { product: 'wix-ecom', known: [placed], now: '2023-01-16T16:00:00.000Z' } as const;
  const paidOnce = { ...common, events: toldTwice, finalOrder: orderOf(update(paid)) };
  const firstPayment = { occurrence: 'paid-40', needs: [] } as const;
  const payments = { ...common, finalOrder: orderOf(update(paidAgain)) };
  const paymentRules = [shopRule('paid', 'order-paid'), shopRule('refunded', 'order-refunded')];
  return [
    {
      ...paidOnce,
      name: 'shop order paid, reported by both events',
      rules: [shopRule('paid', 'order-paid')],
      expected: [{ rule: 'paid', ...firstPayment }],
    },
    {
      ...paidOnce,
      name: 'two rules on one change',
      rules: [
        shopRule('tell-buyer', 'order-paid'),
        shopRule('tell-owner', 'order-paid', { recipient: { contactId: 'owner' } }),
      ],
      expected: [
        { rule: 'tell-buyer', ...firstPayment },
        { rule: 'tell-owner', ...firstPayment },
      ],
    },
    {
      ...paidOnce,
      name: 'a rule that holds in doubt',
      rules: [shopRule('paid', 'order-paid', { ifUnknown: 'hold' })],
      expected: [{ rule: 'paid', ...firstPayment }],
    },
    ...parallelScenarios(common, placed, toldTwice),
    {
      ...common,
      name: 'fulfilment toggled',
      known: [update(paid)],
      events: [
        update(toggled('fulfilled', '14:50:01', 'FULFILLED', 1)),
        update(toggled('unfulfilled', '14:55:01', 'NOT_FULFILLED', 2)),
        update(toggled('fulfilled again', '15:00:01', 'FULFILLED', 3)),
      ],
      finalOrder: orderOf(update(toggled('final', '15:00:01', 'FULFILLED', 3))),
      rules: [shopRule('fulfilled', 'order-fulfilled'), shopRule('unfulfilled', 'order-unfulfilled')],
      expected: [
        { rule: 'fulfilled', occurrence: 'FULFILLED-1', needs: [] },
        { rule: 'unfulfilled', occurrence: 'NOT_FULFILLED-1', needs: [] },
        { rule: 'fulfilled', occurrence: 'FULFILLED-2', needs: [] },
      ],
    },
    {
      ...paidOnce,
      name: 'installed on a shop with old orders',
      known: [],
      now: '2024-06-01T08:00:00.000Z',
      rules: [shopRule('paid', 'order-paid'), shopRule('changed', 'line-items-changed')],
      expected: [],
    },
    {
      ...payments,
      name: 'paid, refunded, paid again',
      events: [update(paid), update(refunded), update(paidAgain)],
      rules: paymentRules,
      expected: [
        { rule: 'paid', occurrence: 'paid-40', needs: ['paid'] },
        { rule: 'refunded', occurrence: '1', needs: ['refunded'] },
        { rule: 'paid', occurrence: 'paid-40-after-refunds-of-40', needs: ['refunded'] },
      ],
    },
  ];
}
