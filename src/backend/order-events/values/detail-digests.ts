import { ownValue } from './own-value.ts';
import type { PersonalValues } from './personal-values.ts';

/**
 * A keyed one-way digest: short text that nobody without the site's key can turn back or confirm by trial.
 * `undefined` when the site has no key yet; personal values are then not compared at all.
 */
export type Digest = ((text: string) => string) | undefined;

/** Personal values as they are stored: one digest of all, and one of each, so that absent fields can be told apart. */
export interface DetailDigests {
  readonly all: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The digests of a group of personal values, taken from `known` where it is the same; `undefined` without values or key. */
export function digestDetails(
  values: PersonalValues,
  digest: Digest,
  known: DetailDigests | undefined,
): DetailDigests | undefined {
  const names = Object.keys(values).sort();
  if (digest === undefined || names.length === 0) return undefined;
  const lines = names.map((name) => ({ name, line: `${name}=${String(values[name])}` }));
  const all = digest(lines.map(({ line }) => line).join('\n'));
  const isKnown = all === known?.all;
  if (isKnown && hasFields(known, names)) return known;
  const fields = lines.map(({ name, line }): [string, string] => {
    const knownField = isKnown ? ownValue(known.fields, name) : undefined;
    return [name, knownField ?? digest(line)];
  });
  return { all, fields: Object.fromEntries(fields) };
}

/** Whether the digests are of these fields and no others. */
function hasFields({ fields }: DetailDigests, names: readonly string[]): boolean {
  return Object.keys(fields).length === names.length && names.every((name) => ownValue(fields, name) !== undefined);
}

/**
 * The digests of the later event, and those of fields that only the earlier one has. When details moved, the fields that
 * the later event lacks may have moved with them, so they are unknown then.
 */
export function mergeDetails(
  before: DetailDigests | undefined,
  after: DetailDigests | undefined,
): DetailDigests | undefined {
  if (before === undefined || after === undefined) return after ?? before;
  if (before.all === after.all) return before;
  return movedDetails(before, after).length > 0
    ? after
    : { all: after.all, fields: { ...before.fields, ...after.fields } };
}

/** The names of the fields whose value moved. A field that one side lacks is unknown there, not moved. */
export function movedDetails(before: DetailDigests | undefined, after: DetailDigests | undefined): readonly string[] {
  if (before === undefined || after === undefined || before.all === after.all) return [];
  return Object.keys(after.fields).filter((name) => {
    const earlier = ownValue(before.fields, name);
    return earlier !== undefined && earlier !== after.fields[name];
  });
}
