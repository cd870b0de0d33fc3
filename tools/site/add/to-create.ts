import { readSiteRules } from '../../workbench/emails/read-site-rules.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import { isJsonObject, type JsonObject } from '../../../src/backend/order-events/values/json-object.ts';

/** Triggered email that the rules need. */
export interface EmailToCreate {
  /** Name of the place for its id in the rules. */
  readonly name: string;
  readonly variables: readonly string[];
  readonly rules: readonly string[];
}

/** Things that the owner of a site creates in its dashboard. */
export interface ToCreate {
  readonly emails: readonly EmailToCreate[];
  readonly secret: string;
  /** The site creates its collections itself. */
  readonly collections: readonly string[];
}

/** Lists what the rules of those products need; `root` is the package whose rules are read. */
export function listToCreate(root: string, chosen: readonly Product[]): ToCreate {
  const emails = new Map<string, EmailToCreate>();
  for (const rule of readSiteRules(root)?.rules ?? []) {
    const { id, product, emailId } = rule;
    const name = isJsonObject(emailId) ? emailId['default'] : emailId;
    if (typeof name !== 'string' || !chosen.some((one) => one === product)) continue;
    const known = emails.get(name);
    const variables = [...new Set([...(known?.variables ?? []), ...variablesOf(rule)])];
    emails.set(name, { name, variables, rules: [...(known?.rules ?? []), String(id)] });
  }
  return { emails: [...emails.values()], secret: 'ORDER_EVENTS_DIGEST_KEY', collections: [] };
}

/** Returns the variable names of a rule, which it lists even for an order without any fields. */
function variablesOf({ variables }: JsonObject): string[] {
  if (typeof variables !== 'function') return [];
  const format = { date: () => undefined, money: () => undefined };
  const context = { order: {}, change: { previous: {}, current: {} }, format };
  const values: unknown = Reflect.apply(variables, undefined, [context]);
  return isJsonObject(values) ? Object.keys(values) : [];
}

/** Returns the table as lines of text. */
export function showToCreate({ emails, secret }: ToCreate): string[] {
  const rows = [
    ['what', 'name', 'variables', 'for the rules'],
    ...emails.map(({ name, variables, rules }) => ['triggered email', name, variables.join(', '), rules.join(', ')]),
    ['secret', secret, '', '64 random characters; with the Members Area app the site makes it itself'],
    ['collections', 'none', '', 'the site makes its own on the first event'],
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    'To create in the dashboard:',
    ...rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()),
  ];
}
