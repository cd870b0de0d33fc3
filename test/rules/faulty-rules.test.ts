import type { Change } from '../../src/backend/order-events/changes/change.ts';
import { createNotification } from '../../src/backend/order-events/delivery/notification.ts';
import { decideNotifications } from '../../src/backend/order-events/rules/decide-notifications.ts';
import type { RuleContext } from '../../src/backend/order-events/rules/rule-context.ts';
import type { AnyRule, NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedShopOrder } from '../support/parsed-order.ts';
import { dateText } from '../support/typed-texts.ts';

const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };
const order = parsedShopOrder(documentedPayload('wixEcom_onOrderUpdated'));
const now = Date.UTC(2023, 0, 16, 15);
const canceled: Change = {
  kind: 'order-canceled',
  evidence: 'compared',
  occurrence: '1',
  previous: { status: 'APPROVED' },
  current: { status: 'CANCELED' },
  occurredAt: dateText('2023-01-16T14:44:37.686Z'),
  notBefore: dateText('2023-01-16T14:44:37.686Z'),
};

const sound: NotificationRule<'wix-ecom'> = {
  id: 'sound',
  product: 'wix-ecom',
  change: 'order-canceled',
  emailId: 'U1a2b3',
  recipient: 'buyer',
  variables: () => ({}),
};
const KB_600 = 'x'.repeat(600_000);

/** A rule as JavaScript allows it. */
function ruleOf(fields: Readonly<Record<string, unknown>>): AnyRule {
  return { ...sound, id: 'faulty', ...fields };
}

function decide(rules: readonly AnyRule[]) {
  return decideNotifications({ order, raw: {} }, [canceled], rules, settings);
}

describe('a rule that is at fault', () => {
  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['lacks its email', 'no-email-id', { emailId: undefined }],
    ['has null for an email', 'no-email-id', { emailId: null }],
    ['has an email without a default', 'no-email-id', { emailId: { de: 'U-de' } }],
    ['has a number for an email', 'no-email-id', { emailId: { default: 7 } }],
    ['has 600 KB for an email', 'no-email-id', { emailId: KB_600 }],
    ['lacks its recipient', 'no-recipient', { recipient: undefined }],
    ['has an unknown recipient', 'no-recipient', { recipient: 'owner' }],
    ['has a recipient without an id', 'no-recipient', { recipient: { contactId: '' } }],
    ['has null for a recipient', 'no-recipient', { recipient: null }],
    ['lacks its variables', 'rule-field-invalid: variables', { variables: undefined }],
    ['has null for a condition', 'rule-field-invalid: when', { when: null }],
    ['has false for a condition', 'rule-field-invalid: when', { when: false }],
    ['asks for evidence that is no list', 'rule-field-invalid: evidence', { evidence: 'compared' }],
    ['has no number of hours', 'rule-field-invalid: withinHours', { withinHours: 'a day' }],
    ['has 0 hours', 'rule-field-invalid: withinHours', { withinHours: 0 }],
    ['has more hours than there are dates', 'rule-field-invalid: withinHours', { withinHours: 1e12 }],
    ['has an unknown answer to doubt', 'rule-field-invalid: ifUnknown', { ifUnknown: 'wait' }],
    ['has variables that wait', 'rule-is-async', { variables: async () => ({}) }],
    ['has variables that wait and fail', 'rule-is-async', { variables: () => Promise.reject(new Error('late')) }],
    ['has a condition that waits', 'rule-is-async', { when: async () => true }],
    ['returns nothing', 'variables-are-no-object', { variables: () => undefined }],
    ['returns a text', 'variables-are-no-object', { variables: () => 'abc' }],
    ['returns a list', 'variables-are-no-object', { variables: () => ['abc'] }],
    ['returns a map', 'variables-are-no-object', { variables: () => new Map([['a', 'b']]) }],
    ['returns 600 KB', 'variables-too-large', { variables: () => ({ text: KB_600 }) }],
    ['returns 600 KB as a name', 'variables-too-large', { variables: () => ({ [KB_600]: '' }) }],
    ['throws', 'rule-threw', { variables: () => JSON.parse('{') as unknown }],
  ])('that %s is held for it, and costs no other rule', (_what, holdReason, fields) => {
    const drafts = decide([ruleOf(fields), sound]);

    expect(drafts).toMatchObject([
      { rule: 'faulty', holdReason, variables: {} },
      { rule: 'sound', holdReason: undefined },
    ]);
    expect(drafts.map((draft) => createNotification(draft, { source: 'event' }, now).status)).toEqual([
      'held',
      'pending',
    ]);
  });

  it.each([
    ['no id', undefined],
    ['a number for an id', 7],
    ['600 KB for an id', KB_600],
  ])('because it has %s is held under a key of its own', (_what, id) => {
    expect(decide([ruleOf({ id }), sound])).toMatchObject([
      {
        key: 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-canceled/1/rule-without-id',
        holdReason: 'rule-field-invalid: id',
      },
      { holdReason: undefined },
    ]);
  });

  it.each([
    ['null', 'null'],
    ['a text', '"rule"'],
    ['a list', '[]'],
  ])('because it is %s is passed over', (_what, rule) => {
    expect(decide([JSON.parse(rule), sound]).map(({ rule: id }) => id)).toEqual(['sound']);
  });

  it('shows no more than a hundred characters of the name of a variable', () => {
    const [draft] = decide([ruleOf({ variables: () => ({ [KB_600]: 7 }) })]);

    expect(draft?.holdReason).toBe(`variable-is-not-text: ${'x'.repeat(100)}`);
  });

  it.each([[false], [undefined], [null], [0], ['']])('is not asked where its condition gives %p', (answer) => {
    expect(decide([ruleOf({ when: () => answer, variables: undefined })])).toEqual([]);
  });
});

describe('what a rule changes', () => {
  it('no other rule sees', () => {
    const thief = ruleOf({
      variables: ({ order: seen, change }: RuleContext<'wix-ecom'>) => {
        Reflect.set(change, 'occurrence', 'thief');
        return Object.assign(seen, { contactId: 'thief' });
      },
    });

    expect(decide([thief, sound])).toMatchObject([
      { holdReason: 'rule-threw' },
      { contactId: '24de6f0b-60ce-4faa-9138-2e39f1415615', holdReason: undefined },
    ]);
  });
});

it('a first name of 600 KB costs nothing but itself', () => {
  const payload = changed(documentedPayload('wixEcom_onOrderUpdated'), {
    'entity.billingInfo.contactDetails.firstName': KB_600,
  });
  const rule = ruleOf({
    variables: ({ order: { firstName, number } }: RuleContext<'wix-ecom'>) => ({ firstName, number }),
  });

  expect(decideNotifications({ order: parsedShopOrder(payload), raw: {} }, [canceled], [rule], settings)).toMatchObject(
    [{ holdReason: undefined, variables: { firstName: `${'x'.repeat(100)}…`, number: '10003' } }],
  );
});

it('the types find a rule that waits', () => {
  const rules: readonly NotificationRule<'wix-ecom'>[] = [
    // @ts-expect-error Nobody waits for variables.
    { ...sound, variables: async () => ({ number: '1' }) },
    // @ts-expect-error Nobody waits for variables, also for none.
    { ...sound, variables: async () => ({}) },
    // @ts-expect-error Nobody waits for a condition.
    { ...sound, when: async () => true },
  ];

  expect(decide(rules).map(({ holdReason }) => holdReason)).toEqual([
    'rule-is-async',
    'rule-is-async',
    'rule-is-async',
  ]);
});
