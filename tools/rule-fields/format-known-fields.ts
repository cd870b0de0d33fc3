import type { DescribedField } from './describe-fields.ts';
import { knownFieldsOf } from './known-fields.ts';

/** Returns the fields that rules of each product can read, in their input and in the stored state, as JSON text. */
export function formatKnownFields(described: ReadonlyMap<string, readonly DescribedField[]>): string {
  const known = Object.fromEntries(
    (['contexts', 'states'] as const).map((name) => [name, knownFieldsOf(described.get(name) ?? [])]),
  );
  return `${JSON.stringify(known, null, 2)}\n`;
}
