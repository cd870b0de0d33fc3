/**
 * An instant as RFC 3339 text in UTC with nine fraction digits, so that text order is time order. Wix prints event times with up to nine
 * digits, and two events can share a millisecond.
 */
export type Instant = string & { readonly brand: 'Instant' };

/** An instant with three fraction digits: the precision at which Wix prints an instant the same way everywhere. */
export type DateText = string & { readonly brand: 'DateText' };

/** Length of `2023-01-16T14:40:02.119Z`; years outside 0 to 9999 are longer and do not sort as text. */
const ISO_LENGTH = 24;

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/;

/** Reads the instant of a JSON date string or a `Date`; `undefined` if it is unreadable. */
export function readInstant(value: unknown): Instant | undefined {
  if (typeof value === 'string') return readInstantText(value);
  return isDate(value) ? instantOfMs(value.getTime()) : undefined;
}

function readInstantText(text: string): Instant | undefined {
  const parts = rfc3339.exec(text);
  if (parts === null) return undefined;
  const [, seconds, fraction = '', zone] = parts;
  const wholeSecondMs = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(wholeSecondMs)) return undefined;
  const utcSeconds = zone === 'Z' ? seconds : instantOfMs(wholeSecondMs)?.slice(0, 19);
  return utcSeconds === undefined ? undefined : (`${utcSeconds}.${fraction.padEnd(9, '0')}Z` as Instant);
}

/** `true` for a `Date`, including one from another realm, for which `instanceof` fails. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/** Returns the instant of milliseconds since 1970; `undefined` outside the years 0 to 9999. */
export function instantOfMs(ms: number): Instant | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  return text.length === ISO_LENGTH ? (`${text.slice(0, 23)}000000Z` as Instant) : undefined;
}

const EPOCH = '1970-01-01T00:00:00.000000000Z' as Instant;

/** Returns the instant of a clock's milliseconds since 1970; the beginning of 1970 if they are no valid date. */
export function instantOfNow(ms: number): Instant {
  return instantOfMs(ms) ?? EPOCH;
}

/** Returns an instant in milliseconds since 1970; finer digits are cut off, as in the JavaScript SDK. */
export function msOf(instant: Instant): number {
  return Date.parse(toMilliseconds(instant));
}

/** Returns the instant cut to milliseconds. */
export function toMilliseconds(instant: Instant): DateText {
  return `${instant.slice(0, 23)}Z` as DateText;
}
