import type { RuleRun } from './run-rules.ts';

/** Rule of a site, as far as it is known. */
export interface KnownRule {
  /** Fields that are no functions. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Names of the fields that are functions. */
  readonly functions: readonly string[];
  /** Results for each sample order; empty if the rules did not run. */
  readonly runs: readonly RuleRun[];
  /** Paths that its functions read but that never exist; empty if the rules did not run. */
  readonly unknownReads: readonly string[];
  /** Variables that it sets for at least one order. */
  readonly names: readonly string[];
  readonly unread: Unread;
}

/** Fields of an object whose value only running would tell. */
export interface Unread {
  readonly fields: readonly string[];
  /** `true` if it may have fields that its text does not name. */
  readonly isOpen: boolean;
}

/** Of an object that is wholly known. */
export const nothingUnread: Unread = { fields: [], isOpen: false };

/** `true` if a field may have another value than the known one, or a value where none is known. */
export function isUnread({ fields, isOpen }: Unread, known: object, field: string): boolean {
  return fields.includes(field) || (isOpen && !Object.hasOwn(known, field));
}

/** Rules and settings of a site, read from its text or from running it. */
export type KnownRules =
  | {
      readonly kind: 'known';
      readonly rules: readonly KnownRule[];
      readonly settings: unknown;
      /** What only running would tell: `true` if there may be more rules, and the settings. */
      readonly unread: { readonly hasRules: boolean; readonly settings: Unread };
    }
  | { readonly kind: 'not-readable'; readonly reason: string };
