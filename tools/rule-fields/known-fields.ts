import type { DescribedField } from './describe-fields.ts';

/**
 * Fields of an object by name: `null` below a value whose fields are unknown, such as a string or answers keyed by question. The items of a
 * list are at `[]`.
 */
export type KnownFields = { readonly [name: string]: KnownFields | null };

/** Converts the fields to the form that `site check` compares with reads in rules. */
export function knownFieldsOf(fields: readonly DescribedField[]): KnownFields {
  return Object.fromEntries(fields.map((field) => [field.name, knownBelow(field)]));
}

function knownBelow({ fields, items }: DescribedField): KnownFields | null {
  if (items.length > 0) return { '[]': knownFieldsOf(items) };
  return fields.length > 0 ? knownFieldsOf(fields) : null;
}
