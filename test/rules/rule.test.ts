import { ruleFields } from '../../src/backend/order-events/rules/rule.ts';

it('a rule has these fields and no others', () => {
  expect([...ruleFields].sort()).toEqual([
    'after',
    'change',
    'email',
    'emailId',
    'evidence',
    'id',
    'ifUnknown',
    'notifyOwner',
    'on',
    'post',
    'product',
    'recipient',
    'run',
    'secret',
    'unless',
    'unlessOrder',
    'variables',
    'when',
    'withinHours',
  ]);
});
