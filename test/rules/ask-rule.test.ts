import { askRule, isHours } from '../../src/backend/order-events/rules/ask-rule.ts';
import { createFormats } from '../../src/backend/order-events/rules/formats.ts';
import type { NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import type { RuleContext } from '../../src/backend/order-events/rules/rule-context.ts';
import { isShortText } from '../../src/backend/order-events/values/short-text.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedShopOrder } from '../support/parsed-order.ts';
import { dateText } from '../support/typed-texts.ts';

const rule: NotificationRule<'wix-ecom'> = {
  id: 'canceled',
  product: 'wix-ecom',
  change: 'order-canceled',
  emailId: 'U1a2b3',
  recipient: 'buyer',
  variables: () => ({ number: '10003' }),
};
const context: RuleContext<'wix-ecom'> = {
  order: parsedShopOrder(documentedPayload('wixEcom_onOrderUpdated')),
  raw: {},
  change: {
    kind: 'order-canceled',
    evidence: 'compared',
    occurrence: '1',
    previous: {},
    current: {},
    occurredAt: dateText('2023-01-16T14:44:37.686Z'),
  },
  ticket: undefined,
  language: 'en',
  format: createFormats('en', 'UTC'),
};

/** What a rule with these fields, as JavaScript allows them, says. */
function answerOf(fields: Readonly<Record<string, unknown>>) {
  return askRule({ ...rule, ...fields }, 'triggeredEmail', context);
}

describe('a rule', () => {
  it.each([
    ['that resends in doubt', { ifUnknown: 'resend' }],
    ['that holds in doubt', { ifUnknown: 'hold' }],
    ['whose news is news for a hundred years', { withinHours: 876_000 }],
    ['whose id is of 200 characters', { id: 'x'.repeat(200) }],
  ])('%s is sound', (_which, fields) => {
    expect(answerOf(fields)).toEqual({ kind: 'wanted', variables: { number: '10003' } });
  });

  it.each([
    ['gives its hours as a text', { withinHours: '24' }, 'rule-field-invalid: withinHours'],
    ['has news for longer than a hundred years', { withinHours: 876_001 }, 'rule-field-invalid: withinHours'],
    ['has an id of 201 characters', { id: 'x'.repeat(201) }, 'rule-field-invalid: id'],
    ['gives null for its variables', { variables: () => null }, 'variables-are-no-object'],
    ['has variables of 50,001 characters', { variables: () => ({ a: 'x'.repeat(50_000) }) }, 'variables-too-large'],
  ])('that %s is at fault', (_which, fields, holdReason) => {
    expect(answerOf(fields)).toEqual({ kind: 'faulty', holdReason });
  });

  it('may have variables of 50,000 characters, names included', () => {
    const a = 'x'.repeat(49_999);

    expect(answerOf({ variables: () => ({ a }) })).toEqual({ kind: 'wanted', variables: { a } });
  });

  it('may have a variable named "then"', () => {
    expect(answerOf({ variables: () => ({ then: 'we meet' }) })).toEqual({
      kind: 'wanted',
      variables: { then: 'we meet' },
    });
  });

  it('that waits ends no container when what it waits for fails', () => {
    const late = Promise.reject(new Error('late'));
    const handled = jest.spyOn(late, 'catch');

    expect(answerOf({ variables: () => late })).toEqual({ kind: 'faulty', holdReason: 'rule-is-async' });
    expect(handled).toHaveBeenCalledTimes(1);
  });
});

it.each([
  [0, false],
  [0.5, true],
  [876_000, true],
  [876_000.5, false],
  ['24', false],
])('%p are hours, or not', (value, expected) => {
  expect(isHours(value)).toBe(expected);
});

it.each([
  ['', false],
  ['x', true],
  ['x'.repeat(200), true],
  ['x'.repeat(201), false],
  [7, false],
])('%p is text that a row has room for, or not', (value, expected) => {
  expect(isShortText(value)).toBe(expected);
});
