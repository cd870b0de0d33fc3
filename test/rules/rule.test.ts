import { ruleFields } from '../../src/backend/order-events/rules/rule.ts';

it('a rule has these fields and no others', () => {
  expect([...ruleFields].sort()).toEqual([
    'change',
    'emailId',
    'evidence',
    'id',
    'ifUnknown',
    'product',
    'recipient',
    'variables',
    'when',
    'withinHours',
  ]);
});
