import type { Expression, ObjectExpression, Program, Property, SpreadElement } from 'acorn';

import { findOwnFile } from '../own-files.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { nothingUnread, type KnownRule, type KnownRules, type Unread } from './rules-of-site.ts';

/** Value of an expression as far as its text tells it. */
type ReadValue =
  | { readonly kind: 'plain'; readonly value: unknown }
  | { readonly kind: 'function' }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, ReadValue>; readonly isOpen: boolean }
  | { readonly kind: 'list'; readonly items: readonly ReadValue[]; readonly isOpen: boolean }
  | { readonly kind: 'unread' };

const unread: ReadValue = { kind: 'unread' };

/** Number of names through which a value is followed; constants may refer to each other in a circle. */
const MAX_DEPTH = 50;

/** Reads a site's rules from the text of its rules file, without running it. */
export function readRules({ sources }: SiteFiles): KnownRules {
  const file = findOwnFile(sources, 'notification-rules.js');
  const program = programOf(sources.get(file ?? '') ?? '');
  if (file === undefined || findOwnFile(sources, 'order-events.js') === undefined || program === undefined) {
    return { kind: 'not-readable', reason: 'order events and its rules are not there' };
  }
  const values = declaredValues(program);
  const site = readNamed('site', values, 0);
  const rules = memberOf(site, 'rules');
  const settings = memberOf(site, 'settings');
  const items = rules.kind === 'list' ? rules.items : [];
  const known = items.filter((item) => item.kind === 'object');
  return {
    kind: 'known',
    rules: known.map(ruleOf),
    settings: plainOf(settings),
    unread: {
      hasRules: rules.kind !== 'list' || rules.isOpen || known.length < items.length,
      settings: settings.kind === 'object' ? unreadOf(settings) : { ...nothingUnread, isOpen: true },
    },
  };
}

type ReadObject = Extract<ReadValue, { readonly kind: 'object' }>;

function ruleOf(rule: ReadObject): KnownRule {
  const functions = [...rule.fields].filter(([, { kind }]) => kind === 'function').map(([name]) => name);
  const fields = Object.fromEntries(
    [...rule.fields].filter(([, value]) => value.kind !== 'function').map(([name, value]) => [name, plainOf(value)]),
  );
  return { fields, functions, runs: [], unknownReads: [], names: [], unread: unreadOf(rule) };
}

function unreadOf({ fields, isOpen }: ReadObject): Unread {
  return { fields: [...fields].filter(([, value]) => !isWhole(value)).map(([name]) => name), isOpen };
}

/** `true` if the text tells all of a value. */
function isWhole(value: ReadValue): boolean {
  switch (value.kind) {
    case 'plain':
    case 'function':
      return true;
    case 'object':
      return !value.isOpen && [...value.fields.values()].every(isWhole);
    case 'list':
      return !value.isOpen && value.items.every(isWhole);
    case 'unread':
      return false;
  }
}

/** Returns what is known of a value, without functions. */
function plainOf(value: ReadValue): unknown {
  switch (value.kind) {
    case 'plain':
      return value.value;
    case 'object':
      return Object.fromEntries([...value.fields].map(([name, field]) => [name, plainOf(field)]));
    case 'list':
      return value.items.map(plainOf);
    case 'function':
    case 'unread':
      return undefined;
  }
}

function memberOf(value: ReadValue, name: string): ReadValue {
  if (value.kind !== 'object') return unread;
  return value.fields.get(name) ?? (value.isOpen ? unread : { kind: 'plain', value: undefined });
}

type Declared = ReadonlyMap<string, Expression | 'function'>;

/** Statements that change no value. */
const declarations = ['ImportDeclaration', 'ExportNamedDeclaration', 'VariableDeclaration', 'FunctionDeclaration'];

/** Returns the constants and functions of a module by name; none for a module that does more than declare, as that may change them. */
function declaredValues(program: Program): Declared {
  const values = new Map<string, Expression | 'function'>();
  if (program.body.some(({ type }) => !declarations.includes(type))) return values;
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'FunctionDeclaration') values.set(declared.id.name, 'function');
    if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') continue;
    for (const { id, init } of declared.declarations) {
      if (id.type === 'Identifier' && init) values.set(id.name, init);
    }
  }
  return values;
}

function readNamed(name: string, values: Declared, depth: number): ReadValue {
  if (name === 'undefined') return { kind: 'plain', value: undefined };
  const found = values.get(name);
  if (found === undefined || depth > MAX_DEPTH) return unread;
  return found === 'function' ? { kind: 'function' } : readExpression(found, values, depth + 1);
}

function readExpression(node: Expression, values: Declared, depth: number): ReadValue {
  if (node.type === 'Literal') return { kind: 'plain', value: node.value };
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return { kind: 'plain', value: node.quasis[0]?.value.cooked };
  }
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const inner = readExpression(node.argument, values, depth);
    return inner.kind === 'plain' && typeof inner.value === 'number' ? { kind: 'plain', value: -inner.value } : unread;
  }
  if (node.type === 'Identifier') return readNamed(node.name, values, depth);
  if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') return { kind: 'function' };
  if (node.type === 'ObjectExpression') return readObject(node, values, depth);
  if (node.type !== 'ArrayExpression') return unread;
  const parts = node.elements.map((element) => readElement(element, values, depth));
  return { kind: 'list', items: parts.flatMap(({ items }) => items), isOpen: parts.some(({ isOpen }) => isOpen) };
}

interface ReadElements {
  readonly items: readonly ReadValue[];
  readonly isOpen: boolean;
}

function readElement(element: Expression | SpreadElement | null, values: Declared, depth: number): ReadElements {
  if (element === null) return { items: [{ kind: 'plain', value: undefined }], isOpen: false };
  if (element.type !== 'SpreadElement') return { items: [readExpression(element, values, depth)], isOpen: false };
  const spread = readExpression(element.argument, values, depth);
  return spread.kind === 'list' ? spread : { items: [], isOpen: true };
}

function readObject({ properties }: ObjectExpression, values: Declared, depth: number): ReadObject {
  const fields = new Map<string, ReadValue>();
  let isOpen = false;
  for (const property of properties) {
    if (property.type === 'SpreadElement') {
      const spread = readExpression(property.argument, values, depth);
      const isUnknown = spread.kind !== 'object' || spread.isOpen;
      // It may replace each of the fields before it.
      if (isUnknown) for (const name of fields.keys()) fields.set(name, unread);
      if (spread.kind === 'object') for (const [name, value] of spread.fields) fields.set(name, value);
      isOpen ||= isUnknown;
      continue;
    }
    const name = nameOf(property);
    if (name === undefined) isOpen = true;
    else fields.set(name, property.kind === 'init' ? readExpression(property.value, values, depth) : unread);
  }
  return { kind: 'object', fields, isOpen };
}

function nameOf({ key, computed }: Property): string | undefined {
  if (computed) return undefined;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}
