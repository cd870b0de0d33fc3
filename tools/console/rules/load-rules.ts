import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { transformSync } from 'esbuild';

import { plans, shop, tickets } from '../../../src/backend/order-events/rules/rule-helpers.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
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

/** The rules of the built site; `null` when the file cannot be read on its own, as when it imports others. */
export function loadRules(root: string): readonly KnownRule[] | null {
  try {
    const source = readFileSync(join(root, 'src/backend/notification-rules.js'), 'utf8');
    const { code } = transformSync(source, { format: 'cjs', loader: 'js' });
    const exports: Record<string, unknown> = {};
    const run: unknown = new Script(`(function (exports, module, require) {${code}\n})`).runInThisContext();
    const module = { exports };
    if (typeof run === 'function') Reflect.apply(run, undefined, [exports, module, requireHelpers]);
    const { site } = module.exports;
    const rules = isJsonObject(site) ? site['rules'] : undefined;
    return Array.isArray(rules) ? rules.filter(isJsonObject).map(describeRule) : null;
  } catch {
    return null;
  }
}

/** Rules may be written with the helpers of each product, and import nothing else that could be read here. */
function requireHelpers(name: string): object {
  if (name === 'backend/order-events.js') return { plans, shop, tickets };
  throw new Error(`There is no ${name}`);
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
