import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import type { Scenario, ScenarioEvent } from '../scenario.ts';
import { orderOf, paid, placedOrder, shopUpdate } from './shop-events.ts';

const CONTACT = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const EMAIL = 'canary@example.com';
const NAME = 'Canary Smith';

/** Fields that identify the buyer, in every event except the anonymized one. */
const named = {
  'entity.buyerInfo.email': EMAIL,
  'entity.billingInfo.contactDetails.firstName': NAME,
} satisfies PayloadChanges;

/** Creates a rule whose email names the buyer. */
function namingRule(id: string, more: Partial<NotificationRule<'wix-ecom'>> = {}): NotificationRule<'wix-ecom'> {
  return {
    id,
    product: 'wix-ecom',
    change: 'order-paid',
    emailId: id,
    recipient: 'buyer',
    variables: ({ change: { occurrence }, order }) => ({ occurrence, buyer: `${NAME}, ${order.email ?? ''}` }),
    ...more,
  };
}

/** Scenarios with an erasure: by Wix, which anonymizes the order, or by the owner. */
export function erasureScenarios(payloadOf: PayloadOf): Scenario[] {
  const update = (changes: PayloadChanges, name = 'paid') =>
    shopUpdate(payloadOf, { ...paid, name, changes: { ...paid.changes, ...named, ...changes } });
  const placed = placedOrder(payloadOf);
  const known = [{ ...placed, raw: changed(placed.raw, named) }];
  const anonymized = shopUpdate(payloadOf, {
    name: 'anonymized',
    time: '15:00:00',
    changes: {
      ...paid.changes,
      'metadata.triggeredByAnonymizeRequest': true,
      'entity.buyerInfo': {},
      'entity.billingInfo': {},
    },
  });
  const misplaced: ScenarioEvent = { ...update({}, 'misplaced'), raw: { order: orderOf(update({})) } };
  const common = { product: 'wix-ecom', known, now: '2023-01-16T16:00:00.000Z' } as const;
  const ofOrder = {
    ...common,
    events: [update({}), anonymized],
    finalOrder: orderOf(anonymized),
    erasure: { by: 'anonymized', canaries: [CONTACT, EMAIL, NAME, '"fields"'] },
  };
  const erasure = { name: 'erasure', erases: CONTACT, email: EMAIL };
  const nameless = update({ 'entity.buyerInfo.contactId': undefined });
  const ofContact = {
    ...common,
    events: [update({}), erasure],
    finalOrder: orderOf(update({})),
    erasure: { by: 'erasure', canaries: [CONTACT, EMAIL, NAME] },
  };
  const firstPayment = { occurrence: 'paid-40', needs: ['paid'] } as const;
  return [
    {
      ...ofOrder,
      name: 'shop order anonymized',
      rules: [namingRule('paid')],
      expected: [{ rule: 'paid', ...firstPayment }],
    },
    {
      ...ofOrder,
      name: 'shop order anonymized, and a rule that holds',
      rules: [namingRule('paid', { ifUnknown: 'hold' })],
      expected: [{ rule: 'paid', ...firstPayment }],
    },
    {
      ...ofOrder,
      name: 'shop order anonymized, with an event that is not understood',
      events: [...ofOrder.events, misplaced],
      rules: [namingRule('paid')],
      expected: [{ rule: 'paid', ...firstPayment }],
    },
    {
      ...ofContact,
      name: 'contact erased, with a notification to the owner',
      rules: [namingRule('paid', { recipient: { contactId: 'owner' } })],
      expected: [{ rule: 'paid', ...firstPayment }],
    },
    {
      ...ofContact,
      name: 'contact erased, whose address has no contact',
      events: [nameless, erasure],
      finalOrder: orderOf(nameless),
      rules: [namingRule('paid')],
      expected: [],
    },
  ];
}
