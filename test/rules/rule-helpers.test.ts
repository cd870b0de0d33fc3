import { plans, shop, tickets } from '../../src/backend/order-events/rules/rule-helpers.ts';

it('writes the product of a rule', () => {
  const run = () => undefined;

  expect([
    tickets.rule({ id: 'a', change: 'ticket-checked-in', run }),
    plans.rule({ id: 'b', change: 'order-renewed', run }),
    shop.rule({ id: 'c', change: 'order-fulfilled', run }),
  ]).toEqual([
    { id: 'a', product: 'wix-events', change: 'ticket-checked-in', run },
    { id: 'b', product: 'wix-pricing-plans', change: 'order-renewed', run },
    { id: 'c', product: 'wix-ecom', change: 'order-fulfilled', run },
  ]);
});

it('has the compiler find a change that the product does not have, and a second channel', () => {
  const run = () => undefined;

  // @ts-expect-error Orders of a shop are never checked in.
  expect(shop.rule({ id: 'a', change: 'ticket-checked-in', run })).toBeDefined();
  // @ts-expect-error Two ways to tell make two rules.
  expect(shop.rule({ id: 'a', change: 'order-paid', run, post: 'https://example.com' })).toBeDefined();
  const notOfPlans = plans.rule({
    id: 'a',
    change: 'order-paid',
    run,
    // @ts-expect-error A plan has no line items.
    when: ({ order }) => order.lineItems === undefined,
  });
  expect(notOfPlans).toBeDefined();
});
