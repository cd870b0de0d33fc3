import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { readSiteRules } from '../../workbench/emails/read-site-rules.ts';
import { listRuleVariables } from './list-rule-variables.ts';

/** Information about a rule that is available without running it on an order. */
export interface KnownRule {
  readonly id: string;
  readonly product: string;
  readonly change: string;
  /** IDs of its emails, one per language. */
  readonly emailIds: readonly string[];
  /** Variables that it can set; `null` if they cannot be determined. */
  readonly variables: readonly string[] | null;
  readonly evidence: readonly string[] | null;
  readonly hasCondition: boolean;
}

/** Loads the rules of the built site; `null` if the file cannot be loaded alone, for example because it imports Wix modules. */
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
