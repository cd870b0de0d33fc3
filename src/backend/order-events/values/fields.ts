import * as v from 'valibot';

import { readDecimal, type Decimal } from './decimal.ts';
import { isDate, readInstant, toMilliseconds, type DateText, type Instant } from './instant.ts';
import type { WarningCode } from './warnings.ts';

/** Far above every documented id (a GUID has 36 characters) and far below what a stored item may hold. */
const MAX_ID_LENGTH = 128;
const MAX_STATUS_LENGTH = 64;

/** An id: text of limited length. Every field of an order may be absent or null. */
export const idField = v.nullish(v.pipe(v.string(), v.maxLength(MAX_ID_LENGTH)));
/** A status: any text, because Wix adds values. */
export const statusField = v.nullish(v.pipe(v.string(), v.maxLength(MAX_STATUS_LENGTH)));
/** Free text. */
export const textField = v.nullish(v.string());
/** A boolean. */
export const flagField = v.nullish(v.boolean());
/** A count, which some documents print as text. */
export const countField = v.nullish(v.union([v.number(), v.string()]));
/** A date, as text or `Date`; it is parsed later. */
export const dateField = v.nullish(v.custom<string | Date>((value) => typeof value === 'string' || isDate(value)));
/** An answer of a form: text; some sources print a number or a boolean. */
export const answerField = v.nullish(v.union([v.string(), v.number(), v.boolean()]));

/** A list whose items are such fields. */
export function listField<Item extends v.GenericSchema>(item: Item): Nullish<v.ArraySchema<Item, undefined>> {
  return v.nullish(v.array(item));
}

/** An object with these fields. Valibot alone would accept an array as an object without any of them. */
export function objectField<Entries extends v.ObjectEntries>(
  entries: Entries,
): Nullish<v.ObjectSchema<Entries, undefined>> {
  const schema = v.object(entries);
  const run: (typeof schema)['~run'] = (dataset, config) =>
    schema['~run'](Array.isArray(dataset.value) ? { value: 'a list' } : dataset, config);
  return v.nullish({ ...schema, '~run': run });
}

type Nullish<Schema extends v.GenericSchema> = v.NullishSchema<Schema, undefined>;

/** An amount as Wix prints it: `{ value }` or `{ amount }` with a decimal string; other integrations send numbers. */
export const moneyField = objectField({
  value: countField,
  amount: countField,
  currency: textField,
  formattedAmount: textField,
});

/** Returns the text, or `undefined` for absent, null and `""`, which Wix prints for empty or withheld fields. */
export function present(text: string | null | undefined): string | undefined {
  return text === null || text === '' ? undefined : text;
}

/** Returns the first value that is present: some sources print an empty text beside the field that holds the value. */
export function firstPresent<Value>(...values: readonly Value[]): Value | undefined {
  return values.find((value) => value !== undefined && value !== null && value !== '');
}

/** Returns the present items of a list; `undefined` if the list is absent. */
export function presentList<Item>(items: readonly (Item | null | undefined)[] | null | undefined): Item[] | undefined {
  return items?.filter((item): item is Item => item !== undefined && item !== null);
}

/** Returns `undefined` for null: Wix omits in one place what it prints as null in another. */
export function orAbsent<Value>(value: Value | null | undefined): Value | undefined {
  return value ?? undefined;
}

/** Reads single fields and collects warnings about unreadable ones. */
export interface FieldReader {
  readonly warnings: WarningCode[];
  instant(value: unknown): Instant | undefined;
  date(value: unknown): DateText | undefined;
  decimal(value: string | number | null | undefined): Decimal | undefined;
}

/** Creates a reader without warnings. */
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
