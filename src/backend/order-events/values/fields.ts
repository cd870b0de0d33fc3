import { readDecimal, type Decimal } from './decimal.ts';
import { isDate, readInstant, toMilliseconds, type DateText, type Instant } from './instant.ts';
import type { WarningCode } from './warnings.ts';

/** A field of an unexpected type: the keys that lead to it, what was expected, and what is there. */
export interface FieldIssue {
  readonly keys: string[];
  readonly expected: string;
  readonly value: unknown;
}

/** Reads a field, which may be absent or null. One of an unexpected type counts as absent, with an issue. */
export type Field<Value> = (value: unknown, issues: FieldIssue[]) => Value | null | undefined;

/** Reads the fields of an object. */
export type Shape<Output> = (object: object, issues: FieldIssue[]) => Output;

type Entries = Readonly<Record<string, Field<unknown>>>;
type Fields<Of extends Entries> = { readonly [Key in keyof Of]?: ReturnType<Of[Key]> };

/** Creates a field whose values satisfy a condition. */
export function fieldOf<Value>(expected: string, isExpected: (value: unknown) => value is Value): Field<Value> {
  return (value, issues) => {
    if (value === undefined || value === null || isExpected(value)) return value;
    addIssue(issues, expected, value);
    return undefined;
  };
}

function addIssue(issues: FieldIssue[], expected: string, value: unknown): void {
  issues.push({ keys: [], expected, value });
}

function shortText(maxLength: number): Field<string> {
  return (value, issues) => {
    const text = textField(value, issues);
    if (typeof text !== 'string' || text.length <= maxLength) return text;
    addIssue(issues, `text of at most ${String(maxLength)} characters`, text);
    return undefined;
  };
}

/** Far above every documented id (a GUID has 36 characters) and far below what a stored item may hold. */
const MAX_ID_LENGTH = 128;
const MAX_STATUS_LENGTH = 64;

/** Free text. */
export const textField = fieldOf('string', isText);
/** An id: text of limited length. */
export const idField = shortText(MAX_ID_LENGTH);
/** A status: any text, because Wix adds values. */
export const statusField = shortText(MAX_STATUS_LENGTH);
/** A boolean. */
export const flagField = fieldOf('boolean', isFlag);
/** A number. */
export const numberField = fieldOf('number', isNumber);
/** A count, which some documents print as text. */
export const countField = fieldOf('number or text', (value) => isNumber(value) || isText(value));
/** A date, as text or `Date`; it is parsed later. */
export const dateField = fieldOf('date', (value) => isText(value) || isDate(value));
/** An answer of a form: text; some sources print a number or a boolean. */
export const answerField = fieldOf('answer', (value) => isText(value) || isNumber(value) || isFlag(value));
/** Anything. */
export const anyField: Field<unknown> = (value) => value;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** A list whose items are such fields. */
export function listField<Item>(item: Field<Item>): Field<readonly (Item | null | undefined)[]> {
  return (value, issues) => {
    if (value === undefined || value === null) return value;
    if (Array.isArray(value)) return value.map((each, index) => readBelow(String(index), item, each, issues));
    addIssue(issues, 'list', value);
    return undefined;
  };
}

/** An object with these fields. */
export function objectField<Of extends Entries>(entries: Of): Field<Fields<Of>> {
  const read = shapeOf(entries);
  return (value, issues) => {
    if (value === undefined || value === null) return value;
    if (typeof value === 'object' && !Array.isArray(value)) return read(value, issues);
    addIssue(issues, 'object', value);
    return undefined;
  };
}

/** Creates the reader of an object with these fields. */
export function shapeOf<Of extends Entries>(entries: Of): Shape<Fields<Of>> {
  const fields = Object.entries(entries);
  return (object, issues) => {
    const values: Record<string, unknown> = {};
    for (const [key, field] of fields) {
      const value = (object as Readonly<Record<string, unknown>>)[key];
      if (value !== undefined) values[key] = readBelow(key, field, value, issues);
    }
    return values as Fields<Of>;
  };
}

/** Reads a part of an object or a list. Keys are added only to issues, so that a sound event costs nothing. */
function readBelow<Value>(
  key: string,
  field: Field<Value>,
  value: unknown,
  issues: FieldIssue[],
): Value | null | undefined {
  const before = issues.length;
  const read = field(value, issues);
  for (let index = before; index < issues.length; index += 1) issues[index]?.keys.unshift(key);
  return read;
}

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
