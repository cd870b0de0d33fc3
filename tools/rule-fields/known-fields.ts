import type { DescribedField } from './describe-fields.ts';

/**
 * The fields that an object has, by their names: `null` below a value of which nothing more is known, such as a text or
 * answers by their questions. A list has its items at `[]`.
 */
export type KnownFields = { readonly [name: string]: KnownFields | null };

/** The same fields as `site check` compares with what rules read. */
export function knownFieldsOf(fields: readonly DescribedField[]): KnownFields {
  return Object.fromEntries(fields.map((field) => [field.name, knownBelow(field)]));
}

function knownBelow({ fields, items }: DescribedField): KnownFields | null {
  if (items.length > 0) return { '[]': knownFieldsOf(items) };
  return fields.length > 0 ? knownFieldsOf(fields) : null;
}
