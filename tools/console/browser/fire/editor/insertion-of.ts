import type { FieldHint } from '../../../contract/answers.ts';

/** Text to insert for a selected field, and the cursor position in it. */
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

/**
 * Returns the insertion for a field by its path below the cursor, such as `items[].price.amount`, including its parent objects and arrays.
 * `after` is the text behind the cursor.
 */
export function insertionOf(path: string, { kind, values }: FieldHint, after: string): Insertion {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  if (keys.length === 0 && /^\s*:/.test(after)) return { insert: JSON.stringify(last), cursor: last.length + 2 };
  const value = values[0] ?? emptyValues[kind.split('|')[0] ?? ''] ?? 'null';
  const opened = keys.map((key) => `${JSON.stringify(key.replace('[]', ''))}: ${key.endsWith('[]') ? '[{ ' : '{ '}`);
  const closed = keys.map((key) => (key.endsWith('[]') ? ' }]' : ' }')).reverse();
  const start = `${opened.join('')}${JSON.stringify(last)}: `;
  // For an empty string, array or object, the cursor goes inside the delimiters.
  const inside = /^(""|\[\]|\{\})$/.test(value) ? 1 : value.length;
  const comma = /^\s*"/.test(after) ? ',' : '';
  return { insert: `${start}${value}${closed.join('')}${comma}`, cursor: start.length + inside };
}
