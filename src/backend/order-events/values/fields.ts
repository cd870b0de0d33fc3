import * as v from 'valibot';

import { readDecimal, type Decimal } from './decimal.ts';
import { isDate, readInstant, toMilliseconds, type DateText, type Instant } from './instant.ts';
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
/** A date, as text or `Date`; what it says is read later. */
export const dateField = v.nullish(v.custom<string | Date>((value) => typeof value === 'string' || isDate(value)));
/** An answer of a form: text, and where a source prints a number or a flag, what it would be as text. */
export const answerField = v.nullish(v.union([v.string(), v.number(), v.boolean()]));

/** A list, each item of which is a field of its own. */
export function listField<Item extends v.GenericSchema>(item: Item): Nullish<v.ArraySchema<Item, undefined>> {
  return v.nullish(v.array(item));
}

/** An object with these fields. To valibot an array is one as well, without any of them. */
export function objectField<Entries extends v.ObjectEntries>(
  entries: Entries,
): Nullish<v.ObjectSchema<Entries, undefined>> {
  const schema = v.object(entries);
  const run: (typeof schema)['~run'] = (dataset, config) =>
    schema['~run'](Array.isArray(dataset.value) ? { value: 'a list' } : dataset, config);
  return v.nullish({ ...schema, '~run': run });
}

type Nullish<Schema extends v.GenericSchema> = v.NullishSchema<Schema, undefined>;

/** An amount as Wix prints it: `{ value }` or `{ amount }`, a decimal string; other people's integrations send numbers. */
export const moneyField = objectField({
  value: countField,
  amount: countField,
  currency: textField,
  formattedAmount: textField,
});

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
