import type { FieldHint } from '../../../contract/answers.ts';

/** What is written for a chosen field, and where in it the cursor comes to stand. */
export interface Insertion {
  readonly insert: string;
  readonly cursor: number;
}

const emptyValues: Readonly<Record<string, string>> = {
  string: '""',
  number: '0',
  boolean: 'false',
  object: '{}',
  array: '[]',
};

/** A field by its path below the cursor, such as `items[].price.amount`, with the objects and lists on the way. `after` is what follows. */
export function insertionOf(path: string, { kind, values }: FieldHint, after: string): Insertion {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  if (keys.length === 0 && /^\s*:/.test(after)) return { insert: JSON.stringify(last), cursor: last.length + 2 };
  const value = values[0] ?? emptyValues[kind.split('|')[0] ?? ''] ?? 'null';
  const opened = keys.map((key) => `${JSON.stringify(key.replace('[]', ''))}: ${key.endsWith('[]') ? '[{ ' : '{ '}`);
  const closed = keys.map((key) => (key.endsWith('[]') ? ' }]' : ' }')).reverse();
  const start = `${opened.join('')}${JSON.stringify(last)}: `;
  // Behind an empty text, list or object would be outside of it.
  const inside = /^(""|\[\]|\{\})$/.test(value) ? 1 : value.length;
  const comma = /^\s*"/.test(after) ? ',' : '';
  return { insert: `${start}${value}${closed.join('')}${comma}`, cursor: start.length + inside };
}
