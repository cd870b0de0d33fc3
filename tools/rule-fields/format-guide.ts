import type { Product } from '../../src/backend/order-events/products/product.ts';
import { markdownTable } from '../bench/results/markdown-table.ts';
import type { DescribedField } from './describe-fields.ts';
import { documentedContexts, exampleAt } from './example-values.ts';

const START = '<!-- From here on `npm run rule-fields` writes this page, from the types and their docstrings. -->';

/** Titles of the sections on the order of each product. */
const orderTitles = {
  'wix-events': 'The order of a ticket rule (`tickets.rule`)',
  'wix-pricing-plans': 'The order of a plan rule (`plans.rule`)',
  'wix-ecom': 'The order of a shop rule (`shop.rule`)',
} as const satisfies Readonly<Record<Product, string>>;

/** Headings for the fields that each channel adds to a rule. */
const channelTitles = {
  triggeredEmail: 'A triggered email',
  email: 'An email of this repository',
  notifyOwner: 'A note to the owner',
  post: 'A signed call of another system',
  run: 'A function of the site',
} as const;

/** Type names that are clearer to authors of rules. */
const typeWords: readonly (readonly [RegExp, string])[] = [
  [/^readonly (.*)\[\]$/, 'list of $1'],
  [/^DateText$/, 'string (a date)'],
  [/^Decimal$/, 'string (an amount)'],
  [/^PersonalValues$/, 'strings by name'],
  [/^ShownFields$/, 'values by name'],
  [/^JsonObject$/, 'object'],
  [/^P$/, 'product'],
  [/^ChangeKind(Of<P>)?$/, 'kind of change'],
  [/^OrderOf\[P\]$/, 'the order below'],
  [/^Change$/, 'the change below'],
  [/^Formats$/, 'the functions below'],
  [/^EmailId$/, 'string, or strings by language'],
  [/^Recipient$/, 'string or object'],
  [/^NotificationPlace$/, "'Dashboard', 'Mobile', 'Browser'"],
];

/** Returns the guide to rules, with every field listed after the examples. */
export function formatGuide(
  guide: string,
  described: ReadonlyMap<string, readonly DescribedField[]>,
  root: string,
): string {
  const [written = ''] = guide.split(START);
  const sections = [...ruleSections(described), ...givenSections(described, root), ...stateSection(described)];
  return `${[written.trimEnd(), START, ...sections].join('\n\n')}\n`;
}

function ruleSections(described: ReadonlyMap<string, readonly DescribedField[]>): string[] {
  return [
    '## Every field of a rule',
    'A rule has these, and those of the one channel that it uses.',
    ruleTable(described.get('rule') ?? []),
    ...Object.entries(channelTitles).flatMap(([name, title]) => [`### ${title}`, ruleTable(described.get(name) ?? [])]),
  ];
}

function ruleTable(fields: readonly DescribedField[]): string {
  return markdownTable(
    ['field', 'type', 'needed', 'meaning'],
    fields.map(({ name, type, isFunction, isOptional, meaning }) => {
      return [
        code(name),
        isFunction ? 'function' : shownType(type),
        isOptional ? '' : 'yes',
        meaning.replace('see docs/changes.md', 'see [changes.md](changes.md)'),
      ];
    }),
    false,
  );
}

function givenSections(described: ReadonlyMap<string, readonly DescribedField[]>, root: string): string[] {
  const contexts = described.get('contexts') ?? [];
  const shop = fieldsOf(contexts, 'wix-ecom');
  const shopExamples = documentedContexts(root, 'wix-ecom');
  return [
    '## Every field that a rule is given',
    [
      '`variables`, `when` and `notifyOwner` are given one object, which cannot be changed. Every field below may be absent unless the last',
      'column is empty; an absent one is `undefined`. The examples are of the payloads that Wix documents; "–" is where none of them has the',
      'field. `npm run build` and `site check --run-rules` report a field that a rule reads and that is not on this page.',
    ].join('\n'),
    givenTable(shop, [], shopExamples, false),
    '### `change`',
    'Which fields move with which change, and the amounts that come with payments and refunds: [changes.md](changes.md).',
    givenTable(fieldsOf(shop, 'change'), ['change'], shopExamples),
    '### `format`',
    givenTable(fieldsOf(shop, 'format'), ['format'], shopExamples),
    ...contexts.flatMap(({ name, fields }) => {
      if (!isProduct(name)) return [];
      const examples = documentedContexts(root, name);
      const note = name === 'wix-events' ? ['`ticket` has the fields of an item of `tickets`.'] : [];
      return [`### ${orderTitles[name]}`, ...note, givenTable(fieldsOf(fields, 'order'), ['order'], examples)];
    }),
  ];
}

function givenTable(
  fields: readonly DescribedField[],
  path: readonly string[],
  examples: readonly unknown[],
  isDeep = true,
): string {
  return markdownTable(
    ['field', 'type', 'meaning', 'example', 'when it is absent'],
    fields.flatMap((field) => givenRows(field, path, [], examples, isDeep)),
    false,
  );
}

function givenRows(
  field: DescribedField,
  outer: readonly string[],
  inner: readonly string[],
  examples: readonly unknown[],
  isDeep: boolean,
): string[][] {
  const own = [...inner, field.name];
  const isShown = isDeep || (field.fields.length === 0 && field.items.length === 0);
  const example = isShown && !field.isFunction ? exampleOf(field, [...outer, ...own], examples) : '';
  const row = [code(pathText(own)), shownType(field.type), field.meaning, example, shownAbsence(field)];
  if (!isDeep) return [row];
  return [
    row,
    ...field.fields.flatMap((one) => givenRows(one, outer, own, examples, isDeep)),
    ...field.items.flatMap((one) => givenRows(one, outer, [...own, '[]'], examples, isDeep)),
  ];
}

/** Returns an example; none for objects and lists, whose fields have their own rows. */
function exampleOf({ fields, items }: DescribedField, path: readonly string[], examples: readonly unknown[]): string {
  if (fields.length > 0 || items.length > 0) return '';
  const example = exampleAt(examples, path);
  return example === undefined ? '–' : code(example);
}

function stateSection(described: ReadonlyMap<string, readonly DescribedField[]>): string[] {
  const states = described.get('states') ?? [];
  return [
    '## The state that `unlessOrder` is given',
    'What is stored of the order, without anything personal. Each may be absent: it is what no event has shown so far.',
    markdownTable(
      ['order', 'fields'],
      states.map(({ name, fields }) => [code(name), fields.map((field) => code(field.name)).join(', ')]),
      false,
    ),
  ];
}

/** Drops the word "Absent", which is in the column's heading. */
function shownAbsence({ absence }: DescribedField): string {
  return absence.replace(/^Absent /, '');
}

function fieldsOf(fields: readonly DescribedField[], name: string): readonly DescribedField[] {
  return fields.find((field) => field.name === name)?.fields ?? [];
}

function isProduct(name: string): name is Product {
  return Object.hasOwn(orderTitles, name);
}

function pathText(path: readonly string[]): string {
  return path.join('.').replaceAll('.[]', '[]');
}

function shownType(type: string): string {
  const shown = typeWords.reduce(
    (text, [pattern, words]) => text.replace(pattern, words),
    type.replaceAll(/\s+/g, ' '),
  );
  return shown.startsWith('list of ') ? `list of ${shownType(shown.slice('list of '.length))}` : shown;
}

function code(text: string): string {
  return `\`${text}\``;
}
