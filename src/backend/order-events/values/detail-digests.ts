import { ownValue } from './own-value.ts';
import type { PersonalValues } from './personal-values.ts';

/** Keyed one-way digests: short texts that nobody without the site's key can reverse or confirm by trial. */
export interface KeyedDigest {
  /** Identifies the key without revealing anything of it. */
  readonly fingerprint: string;
  readonly of: (text: string) => string;
}

/** The site's digests; `undefined` while the site has no key: personal values are then not compared. */
export type Digest = KeyedDigest | undefined;

/** Returns the digests for one order: the same value has another digest in every other order. */
export function digestOfOrder(
  digest: Digest,
  { product, id }: { readonly product: string; readonly id: string },
): Digest {
  if (digest === undefined) return undefined;
  const order = JSON.stringify([product, id]);
  return { ...digest, of: (text) => digest.of(order + text) };
}

/** Stored form of personal values: one digest of all, and one of each, so that absent fields can be recognized. */
export interface DetailDigests {
  /** Fingerprint of the key: digests under different keys cannot be compared. */
  readonly key?: string | undefined;
  readonly all: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Returns the digests of a group of personal values, reusing `known` if it is the same; `undefined` without values or key. */
export function digestDetails(
  values: PersonalValues,
  digest: Digest,
  known: DetailDigests | undefined,
): DetailDigests | undefined {
  const names = Object.keys(values).sort();
  if (digest === undefined || names.length === 0) return undefined;
  const lines = names.map((name) => ({ name, line: `${name}=${String(values[name])}` }));
  const { fingerprint: key } = digest;
  const all = digest.of(lines.map(({ line }) => line).join('\n'));
  const isKnown = key === known?.key && all === known.all;
  if (isKnown && hasFields(known, names)) return known;
  const fields = lines.map(({ name, line }): [string, string] => {
    const knownField = isKnown ? ownValue(known.fields, name) : undefined;
    return [name, knownField ?? digest.of(line)];
  });
  return { key, all, fields: Object.fromEntries(fields) };
}

/** `true` if the digests are of these fields and no others. */
function hasFields({ fields }: DetailDigests, names: readonly string[]): boolean {
  return Object.keys(fields).length === names.length && names.every((name) => ownValue(fields, name) !== undefined);
}

/**
 * Returns the digests of the later event, and those of fields that only the earlier one has. If details changed, the fields that the
 * later event lacks may have changed too, so they become unknown.
 */
export function mergeDetails(
  before: DetailDigests | undefined,
  after: DetailDigests | undefined,
): DetailDigests | undefined {
  if (before === undefined || after === undefined) return after ?? before;
  if (before.key !== after.key) return after;
  if (before.all === after.all) return before;
  return movedDetails(before, after).length > 0 ? after : { ...after, fields: { ...before.fields, ...after.fields } };
}

/**
 * Returns the names of the fields whose value changed. A field that one side lacks is unknown, not changed; so is every field after the
 * site's key was replaced.
 */
export function movedDetails(before: DetailDigests | undefined, after: DetailDigests | undefined): readonly string[] {
  if (before === undefined || after === undefined) return [];
  if (before.key !== after.key || before.all === after.all) return [];
  return Object.keys(after.fields).filter((name) => {
    const earlier = ownValue(before.fields, name);
    return earlier !== undefined && earlier !== after.fields[name];
  });
}
