import { commonChangeKinds, evidences } from '../../../src/backend/order-events/changes/change.ts';
import { productChangeKinds, products, type Product } from '../../../src/backend/order-events/products/product.ts';
import type { RuleFields } from '../../../src/backend/order-events/channels/channel.ts';
import { channelOf, chosenBy } from '../../../src/backend/order-events/channels/channels.ts';
import { ruleFields } from '../../../src/backend/order-events/rules/rule.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { isFilledText } from '../../../src/backend/order-events/values/short-text.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { isUnread, type KnownRule } from './rules-of-site.ts';
import type { SiteFindingCode } from './site-finding.ts';

/** Fault in one field of a rule. */
export interface RuleFault {
  readonly code: SiteFindingCode;
  /** `undefined` if the field is missing. */
  readonly field?: string;
  readonly what: string;
  readonly fix: string;
}

/** Returns the faults in the fields of a rule, as far as they are known. Nothing else checks them in JavaScript. */
export function checkRuleFields({ fields, functions, unread }: KnownRule): RuleFault[] {
  const rule: RuleFields = { ...fields, ...Object.fromEntries(functions.map((name) => [name, () => undefined])) };
  // What is wrong with these may depend on the product and on the time.
  const dependent = ['change', 'recipient', 'unless', 'unlessOrder'];
  const isDependentUnread = ['product', 'after'].some((name) => isUnread(unread, rule, name));
  return faultsOf(rule, fields, functions).filter(({ field = '' }) => {
    return !isUnread(unread, rule, field) && !(isDependentUnread && dependent.includes(field));
  });
}

function faultsOf(rule: RuleFields, fields: KnownRule['fields'], functions: readonly string[]): RuleFault[] {
  const { id, product, recipient, evidence, withinHours, after, ifUnknown } = fields;
  const [name = 'triggeredEmail', ...others] = chosenBy(rule);
  const channel = channelOf(name);
  return [
    ...[...Object.keys(fields), ...functions].filter((name) => !ruleFields.includes(name)).map(unknownField),
    ...(isFilledText(id) ? [] : [invalid('id', 'has no id', "write id: 'a-name-of-its-own'")]),
    ...checkChange(product, fields['change']),
    ...channel.faultsOf(rule).map(({ field, what, fix }) => invalid(field, what, fix)),
    ...others.map((other) => secondChannel(channelOf(other).field, channel.field)),
    ...(channel.addressee === 'nobody' ? [] : checkRecipient(recipient, product)),
    ...(functions.includes('variables') || (rule['variables'] === undefined && !channel.needsVariables)
      ? []
      : [invalid('variables', 'has no function `variables`', 'write variables: ({ order }) => ({ … })')]),
    ...('when' in fields
      ? [invalid('when', 'has a condition that is no function', 'write when: ({ order }) => …')]
      : []),
    ...(evidence === undefined ||
    (Array.isArray(evidence) && evidence.every((one) => evidences.some((known) => known === one)))
      ? []
      : [invalid('evidence', 'asks for unknown evidence', `write a list of ${evidences.join(', ')}`)]),
    ...(withinHours === undefined || (typeof withinHours === 'number' && withinHours > 0)
      ? []
      : [invalid('withinHours', 'has no number of hours above 0', 'write withinHours: 24')]),
    ...(after === undefined || (typeof after === 'number' && after > 0)
      ? []
      : [invalid('after', 'has no number of hours above 0', 'write after: 72')]),
    ...checkUnless(rule, product),
    ...(ifUnknown === undefined || ifUnknown === 'resend' || ifUnknown === 'hold'
      ? []
      : [invalid('ifUnknown', 'has an unknown answer', "write ifUnknown: 'resend' or 'hold'")]),
  ];
}

function invalid(field: string, what: string, fix: string): RuleFault {
  return { code: 'rule-field-invalid', field, what, fix };
}

function secondChannel(field: string, first: string): RuleFault {
  const what = `says both ${first} and ${field}, which are two ways to tell`;
  return invalid(field, what, 'make two rules of it, each with an id of its own');
}

function unknownField(name: string): RuleFault {
  const near = nearest(name, ruleFields);
  const fix = near === undefined ? 'remove it' : `did you mean ${near}?`;
  return { code: 'rule-field-unknown', field: name, what: `has a field "${name}" that no rule has`, fix };
}

function checkChange(product: unknown, change: unknown): RuleFault[] {
  if (!isProduct(product)) {
    const near = isFilledText(product) ? nearest(product, products) : undefined;
    const fix = near === undefined ? `write one of ${products.join(', ')}` : `did you mean '${near}'?`;
    return [invalid('product', `is for an unknown product '${String(product)}'`, fix)];
  }
  const kinds: readonly string[] = [...commonChangeKinds, ...productChangeKinds[product]];
  if (isFilledText(change) && kinds.includes(change)) return [];
  const near = isFilledText(change) ? nearest(change, kinds) : undefined;
  const fix = near === undefined ? `write one of ${kinds.join(', ')}` : `did you mean '${near}'?`;
  const what = `waits for a change '${String(change)}', which orders of ${product} never have`;
  return [{ code: 'rule-change-unknown', field: 'change', what, fix }];
}

/** Checks the lists of excluded changes; a condition cannot be checked here. Each listed change must occur in orders of the product. */
function checkUnless({ unless, unlessOrder, after }: RuleFields, product: unknown): RuleFault[] {
  const fields = Object.entries({ unless, unlessOrder }).filter(([, value]) => value !== undefined);
  if (after === undefined) {
    return fields.map(([field]) => invalid(field, 'is never called off, for it is told at once', 'write after: 72'));
  }
  if (unlessOrder !== undefined && typeof unlessOrder !== 'function') {
    return [invalid('unlessOrder', 'has a condition that is no function', 'write unlessOrder: (order) => …')];
  }
  if (unless === undefined) return [];
  const kinds: readonly unknown[] = isProduct(product) ? [...commonChangeKinds, ...productChangeKinds[product]] : [];
  if (Array.isArray(unless) && unless.length > 0 && unless.every((kind) => kinds.includes(kind))) return [];
  return [invalid('unless', 'is called off by an unknown change', `write a list of ${kinds.join(', ')}`)];
}

function checkRecipient(recipient: unknown, product: unknown): RuleFault[] {
  const isGuest = recipient === 'guest' || recipient === 'guests';
  if (recipient === 'buyer' || (isGuest && product === 'wix-events')) return [];
  if (isJsonObject(recipient) && (isFilledText(recipient['contactId']) || isFilledText(recipient['memberId'])))
    return [];
  const what = isGuest ? 'mails a guest, whom only tickets have' : 'has an unknown recipient';
  return [invalid('recipient', what, "write 'buyer', 'guest' or 'guests' (tickets only) or { contactId: '…' }")];
}

function isProduct(value: unknown): value is Product {
  return products.some((product) => product === value);
}
