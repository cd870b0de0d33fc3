import type { DescribedField } from './describe-fields.ts';
import { knownFieldsOf } from './known-fields.ts';

/** What rules of each product can read, of what they are given and of the stored state, as a JSON file's text. */
export function formatKnownFields(described: ReadonlyMap<string, readonly DescribedField[]>): string {
  const known = Object.fromEntries(
    (['contexts', 'states'] as const).map((name) => [name, knownFieldsOf(described.get(name) ?? [])]),
  );
  return `${JSON.stringify(known, null, 2)}\n`;
}
