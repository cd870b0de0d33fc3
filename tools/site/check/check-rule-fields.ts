import { commonChangeKinds, evidences } from '../../../src/backend/order-events/changes/change.ts';
import { productChangeKinds, products, type Product } from '../../../src/backend/order-events/products/product.ts';
import { ruleFields } from '../../../src/backend/order-events/rules/rule.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { nearest } from '../../workbench/suggest/nearest.ts';
import type { TriedRule } from './run-rules.ts';
import type { SiteFindingCode } from './site-finding.ts';

/** A fault of one field of a rule. */
export interface RuleFault {
  readonly code: SiteFindingCode;
  /** `undefined` when the field that is wrong is not there. */
  readonly field?: string;
  readonly what: string;
  readonly mend: string;
}

/** What is wrong with the fields of a rule. In JavaScript nothing else checks them. */
export function checkRuleFields({ fields, functions }: TriedRule): RuleFault[] {
  const { id, product, emailId, recipient, evidence, withinHours, ifUnknown } = fields;
  return [
    ...[...Object.keys(fields), ...functions].filter((name) => !ruleFields.includes(name)).map(unknownField),
    ...(isText(id) ? [] : [invalid('id', 'has no id', "write id: 'a-name-of-its-own'")]),
    ...checkChange(product, fields['change']),
    ...(isEmailId(emailId) ? [] : [invalid('emailId', 'has no email id', 'write the id that the dashboard shows')]),
    ...checkRecipient(recipient, product),
    ...(functions.includes('variables')
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
    ...(ifUnknown === undefined || ifUnknown === 'resend' || ifUnknown === 'hold'
      ? []
      : [invalid('ifUnknown', 'has an unknown answer', "write ifUnknown: 'resend' or 'hold'")]),
  ];
}

function invalid(field: string, what: string, mend: string): RuleFault {
  return { code: 'rule-field-invalid', field, what, mend };
}

function unknownField(name: string): RuleFault {
  const near = nearest(name, ruleFields);
  const mend = near === undefined ? 'remove it' : `did you mean ${near}?`;
  return { code: 'rule-field-unknown', field: name, what: `has a field «${name}» that no rule has`, mend };
}

function checkChange(product: unknown, change: unknown): RuleFault[] {
  if (!isProduct(product)) {
    const near = isText(product) ? nearest(product, products) : undefined;
    const mend = near === undefined ? `write one of ${products.join(', ')}` : `did you mean '${near}'?`;
    return [invalid('product', `is for an unknown product '${String(product)}'`, mend)];
  }
  const kinds: readonly string[] = [...commonChangeKinds, ...productChangeKinds[product]];
  if (isText(change) && kinds.includes(change)) return [];
  const near = isText(change) ? nearest(change, kinds) : undefined;
  const mend = near === undefined ? `write one of ${kinds.join(', ')}` : `did you mean '${near}'?`;
  const what = `waits for a change '${String(change)}', which orders of ${product} never have`;
  return [{ code: 'rule-change-unknown', field: 'change', what, mend }];
}

function checkRecipient(recipient: unknown, product: unknown): RuleFault[] {
  const isGuest = recipient === 'guest' || recipient === 'guests';
  if (recipient === 'buyer' || (isGuest && product === 'wix-events')) return [];
  if (isJsonObject(recipient) && (isText(recipient['contactId']) || isText(recipient['memberId']))) return [];
  const what = isGuest ? 'mails a guest, whom only tickets have' : 'has an unknown recipient';
  return [invalid('recipient', what, "write 'buyer', 'guest' or 'guests' (tickets only) or { contactId: '…' }")];
}

function isProduct(value: unknown): value is Product {
  return products.some((product) => product === value);
}

function isEmailId(value: unknown): boolean {
  if (isJsonObject(value)) return isText(value['default']) && Object.values(value).every(isText);
  return isText(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
