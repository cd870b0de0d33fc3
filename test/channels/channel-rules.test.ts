import { channelOf, chosenBy, promiseOf, type ChannelName } from '../../src/backend/order-events/channels/channels.ts';
import type { RuleFields } from '../../src/backend/order-events/channels/channel.ts';
import { decideNotifications } from '../../src/backend/order-events/rules/decide-notifications.ts';
import type { AnyRule } from '../../src/backend/order-events/rules/rule.ts';
import { dateText } from '../support/typed-texts.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedShopOrder } from '../support/parsed-order.ts';

const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };
const order = parsedShopOrder(documentedPayload('wixEcom_onOrderUpdated'));
const change = {
  kind: 'order-canceled',
  evidence: 'compared',
  occurrence: '1',
  previous: {},
  current: {},
  occurredAt: dateText('2023-01-16T14:44:37.686Z'),
} as const;
const common = { id: 'tell', product: 'wix-ecom', change: 'order-canceled' } as const;

function decide(rule: RuleFields) {
  const rules: unknown = [{ ...common, ...rule }];
  return decideNotifications({ order, raw: {} }, [change], rules as AnyRule[], settings);
}

describe.each<readonly [ChannelName, RuleFields, object]>([
  ['triggeredEmail', { emailId: 'U1', recipient: 'buyer', variables: () => ({}) }, { emailId: 'U1' }],
  [
    'email',
    { email: 'order-canceled', recipient: 'buyer', variables: () => ({}) },
    { template: 'order-canceled', language: 'en' },
  ],
  ['notifyOwner', { notifyOwner: () => 'Canceled' }, { places: 'Dashboard,Mobile' }],
  ['notifyOwner', { notifyOwner: () => 'Canceled', on: ['Browser'] }, { places: 'Browser' }],
  ['post', { post: 'https://example.com/a?b' }, { url: 'https://example.com/a?b', secret: 'ORDER_EVENTS_POST_SECRET' }],
  ['post', { post: 'http://localhost:9/', secret: 'MINE' }, { url: 'http://localhost:9/', secret: 'MINE' }],
  ['run', { run: () => undefined }, {}],
])('a rule of the channel %s', (name, fields, call) => {
  it('is known by its field, and has no fault', () => {
    expect([chosenBy(fields), channelOf(name).faultsOf(fields)]).toEqual([[name], []]);
    expect(decide(fields)).toMatchObject([{ channel: name, call, holdReason: undefined }]);
  });
});

it.each<readonly [string, RuleFields, string]>([
  ['an empty template', { email: ' ', recipient: 'buyer', variables: () => ({}) }, 'rule-field-invalid: email'],
  ['a template that is no text', { email: 5, recipient: 'buyer', variables: () => ({}) }, 'rule-field-invalid: email'],
  ['no variables of an email', { email: 'a', recipient: 'buyer' }, 'rule-field-invalid: variables'],
  ['a text in place of a function', { notifyOwner: 'Canceled' }, 'rule-field-invalid: notifyOwner'],
  ['a place that is not known', { notifyOwner: () => 'x', on: ['Email'] }, 'rule-field-invalid: on'],
  ['no place', { notifyOwner: () => 'x', on: [] }, 'rule-field-invalid: on'],
  ['a place that is no list', { notifyOwner: () => 'x', on: 'Mobile' }, 'rule-field-invalid: on'],
  ['a text that is none', { notifyOwner: () => 5 }, 'variable-is-not-text: text'],
  ['an http address', { post: 'http://example.com/' }, 'rule-field-invalid: post'],
  ['an address with a name and password', { post: 'https://a:b@example.com/' }, 'rule-field-invalid: post'],
  ['an address that is no text', { post: {} }, 'rule-field-invalid: post'],
  ['an address of 3,000 characters', { post: `https://example.com/${'x'.repeat(3_000)}` }, 'rule-field-invalid: post'],
  ['a secret without a name', { post: 'https://example.com', secret: '' }, 'rule-field-invalid: secret'],
  ['variables that are no function', { post: 'https://example.com', variables: {} }, 'rule-field-invalid: variables'],
  ['no hours after which', { run: () => undefined, after: 'three days' }, 'rule-field-invalid: after'],
  ['no list of changes', { run: () => undefined, unless: 'order-paid' }, 'rule-field-invalid: unless'],
  ['a condition that is none', { run: () => undefined, unlessOrder: true }, 'rule-field-invalid: unlessOrder'],
  ['nothing to run', { run: 'tell' }, 'rule-field-invalid: run'],
  ['two channels', { run: () => undefined, post: 'https://example.com' }, 'rule-field-invalid: run'],
])('holds what a rule with %s would tell', (_what, fields, holdReason) => {
  expect(decide(fields)).toMatchObject([{ holdReason }]);
});

it('writes what the owner is told, of 512 characters at most', () => {
  const [draft] = decide({ notifyOwner: () => 'x'.repeat(600) });

  expect(draft?.variables).toEqual({ text: 'x'.repeat(512) });
});

it('tells nobody whom the order names by channels that go elsewhere', () => {
  const [draft] = decide({ post: 'https://example.com', variables: () => ({ number: '1' }) });

  expect(draft).toMatchObject({ contactId: undefined, variables: { number: '1' } });
});

it('sends an email to a contact only, since the call takes no member', () => {
  const member = { email: 'a', recipient: { memberId: 'member-1' }, variables: () => ({}) };

  expect(decide(member)).toMatchObject([{ holdReason: 'no-recipient' }]);
});

it.each([
  ['triggeredEmail', 'resend', 'at-least-once'],
  ['triggeredEmail', 'hold', 'at-most-once'],
  ['email', 'resend', 'exactly-once'],
  ['notifyOwner', 'resend', 'at-least-once'],
  ['notifyOwner', 'hold', 'at-most-once'],
  ['post', 'resend', 'at-least-once'],
  ['post', 'hold', 'at-most-once'],
  ['run', 'resend', 'at-least-once'],
  ['run', 'hold', 'at-most-once'],
] as const)('%s under %s promises %s', (channel, ifUnknown, promised) => {
  expect(promiseOf({ channel, ifUnknown })).toBe(promised);
});

it('has nothing to hold where an email is sent exactly once', () => {
  const held = { email: 'a', recipient: 'buyer', variables: () => ({}), ifUnknown: 'hold' };

  expect(decide(held)).toMatchObject([{ ifUnknown: 'resend', holdReason: undefined }]);
});

it.each([
  ['one for each language', { default: 'U1', de: 'U2' }, 0],
  ['no default', { de: 'U2' }, 1],
  ['an empty one', { default: 'U1', de: ' ' }, 1],
])('a triggered email with %s', (_what, emailId, faults) => {
  expect(channelOf('triggeredEmail').faultsOf({ emailId })).toHaveLength(faults);
});
