import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { readSiteRules } from '../../workbench/emails/read-site-rules.ts';
import { listRuleVariables } from './list-rule-variables.ts';

/** What the console can tell of a rule without running it on an order. */
export interface KnownRule {
  readonly id: string;
  readonly product: string;
  readonly change: string;
  /** The ids of its emails, one for each language. */
  readonly emailIds: readonly string[];
  /** The variables that it can set; `null` when that cannot be told. */
  readonly variables: readonly string[] | null;
  readonly evidence: readonly string[] | null;
  readonly hasCondition: boolean;
}

/** The rules of the built site; `null` when the file cannot be read on its own, as when it imports modules of Wix. */
export function loadRules(root: string): readonly KnownRule[] | null {
  return readSiteRules(root)?.rules.map(describeRule) ?? null;
}

function describeRule(rule: Readonly<Record<string, unknown>>): KnownRule {
  const { id, product, change, emailId, evidence, when, variables } = rule;
  return {
    id: String(id),
    product: String(product),
    change: String(change),
    emailIds: typeof emailId === 'string' ? [emailId] : isJsonObject(emailId) ? Object.values(emailId).map(String) : [],
    variables: listRuleVariables(variables),
    evidence: Array.isArray(evidence) ? evidence.map(String) : null,
    hasCondition: typeof when === 'function',
  };
}
