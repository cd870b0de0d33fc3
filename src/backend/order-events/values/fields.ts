import * as v from 'valibot';

import { readDecimal, type Decimal } from './decimal.ts';
import { readInstant, toMilliseconds, type DateText, type Instant } from './instant.ts';
import type { WarningCode } from './warnings.ts';

/** Far above every documented id (a GUID has 36 characters) and far below what a stored item may hold. */
const MAX_ID_LENGTH = 128;
const MAX_STATUS_LENGTH = 64;

/** An id: text of a sane length. Every field of an order may be absent or null. */
export const idField = v.nullish(v.pipe(v.string(), v.maxLength(MAX_ID_LENGTH)));
/** A status: any text, because Wix adds values. */
export const statusField = v.nullish(v.pipe(v.string(), v.maxLength(MAX_STATUS_LENGTH)));
/** Free text. */
export const textField = v.nullish(v.string());
/** A yes or no. */
export const flagField = v.nullish(v.boolean());
/** A count that some documents print as text. */
export const countField = v.nullish(v.union([v.number(), v.string()]));
/** A date, as text or `Date`; read later, because an unreadable one must not cost the event. */
export const dateField = v.nullish(v.unknown());
/** An amount as Wix prints it: `{ value }` or `{ amount }`, a decimal string; other people's integrations send numbers. */
export const moneyField = v.nullish(
  v.object({ value: countField, amount: countField, currency: textField, formattedAmount: textField }),
);

/** The text, or `undefined` for absent, null and `""`, which Wix prints for fields that are empty or withheld. */
export function present(text: string | null | undefined): string | undefined {
  return text === null || text === '' ? undefined : text;
}

/** The first value that is there: some sources print an empty text beside the field that holds the value. */
export function firstPresent<Value>(...values: readonly Value[]): Value | undefined {
  return values.find((value) => value !== undefined && value !== null && value !== '');
}

/** The items of a list that are there; `undefined` when the list itself is not. */
export function presentList<Item>(items: readonly (Item | null | undefined)[] | null | undefined): Item[] | undefined {
  return items?.filter((item): item is Item => item !== undefined && item !== null);
}

/** `undefined` for null: what Wix omits in one place, other places print as null. */
export function orAbsent<Value>(value: Value | null | undefined): Value | undefined {
  return value ?? undefined;
}

/** Reads single fields and notes what could not be read. */
export interface FieldReader {
  readonly warnings: WarningCode[];
  instant(value: unknown): Instant | undefined;
  date(value: unknown): DateText | undefined;
  decimal(value: string | number | null | undefined): Decimal | undefined;
}

/** A reader with no warnings yet. */
export function createFieldReader(): FieldReader {
  const warnings: WarningCode[] = [];
  return { warnings, instant, date, decimal };

  function instant(value: unknown): Instant | undefined {
    if (value === undefined || value === null || value === '') return undefined;
    const read = readInstant(value);
    if (read === undefined) warnings.push('unreadable-date');
    return read;
  }

  function date(value: unknown): DateText | undefined {
    const read = instant(value);
    return read === undefined ? undefined : toMilliseconds(read);
  }

  function decimal(value: string | number | null | undefined): Decimal | undefined {
    if (value === undefined || value === null || value === '') return undefined;
    const read = readDecimal(value);
    if (read === undefined) warnings.push('unreadable-amount');
    return read;
  }
}
