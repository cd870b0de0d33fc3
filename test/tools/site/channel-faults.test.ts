import { nothingUnread } from '../../../tools/site/check/rules-of-site.ts';
import { checkRuleFields } from '../../../tools/site/check/check-rule-fields.ts';

const sound = { id: 'tell', product: 'wix-ecom', change: 'order-paid' };

function faultsOf(
  fields: Readonly<Record<string, unknown>>,
  functions: readonly string[] = [],
): (string | undefined)[] {
  return checkRuleFields({
    fields: { ...sound, ...fields },
    functions: [...functions],
    names: [],
    runs: [],
    unknownReads: [],
    unread: nothingUnread,
  }).map(({ code, field }) => `${code} ${field ?? ''}`);
}

it.each([
  ['a triggered email', { emailId: 'U1', recipient: 'buyer' }, ['variables']],
  ['an email', { email: 'order-paid', recipient: 'buyer' }, ['variables']],
  ['a notification of the owner', { on: ['Mobile'] }, ['notifyOwner']],
  ['a post', { post: 'https://example.com', secret: 'S' }, ['variables']],
  ['a post without variables', { post: 'https://example.com' }, []],
  ['a function', {}, ['run']],
  ['a reminder', { after: 72, unless: ['order-fulfilled'] }, ['run', 'unlessOrder']],
])('finds no fault in a rule of %s', (_what, fields, functions) => {
  expect(faultsOf(fields, functions)).toEqual([]);
});

it.each<readonly [string, Readonly<Record<string, unknown>>, readonly string[], string]>([
  ['an http address', { post: 'http://example.com' }, [], 'rule-field-invalid post'],
  ['an unknown place', { on: ['Email'] }, ['notifyOwner'], 'rule-field-invalid on'],
  ['no template', { email: '', recipient: 'buyer' }, ['variables'], 'rule-field-invalid email'],
  ['no variables of an email', { email: 'a', recipient: 'buyer' }, [], 'rule-field-invalid variables'],
  ['two channels', { post: 'https://example.com' }, ['run'], 'rule-field-invalid run'],
  ['no hours', { after: 0 }, ['run'], 'rule-field-invalid after'],
  [
    'a change that such orders never have',
    { after: 1, unless: ['ticket-added'] },
    ['run'],
    'rule-field-invalid unless',
  ],
  ['no change that calls it off', { after: 1, unless: [] }, ['run'], 'rule-field-invalid unless'],
  ['a list of changes that is told at once', { unless: ['order-fulfilled'] }, ['run'], 'rule-field-invalid unless'],
  ['a condition that is told at once', {}, ['run', 'unlessOrder'], 'rule-field-invalid unlessOrder'],
  ['a condition that is no function', { after: 1, unlessOrder: true }, ['run'], 'rule-field-invalid unlessOrder'],
])('finds %s', (_what, fields, functions, fault) => {
  expect(faultsOf(fields, functions)).toEqual([fault]);
});
