/**
 * A moment as RFC 3339 text in UTC with nine fraction digits, so that text order is time order.
 * Wix prints event times with up to nine digits, and two events can share a millisecond.
 */
export type Instant = string;

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/;

/** The instant that a JSON date string or a `Date` names; `undefined` when it cannot be read. */
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
  const utcSeconds = zone === 'Z' ? seconds : new Date(wholeSecondMs).toISOString().slice(0, 19);
  return `${utcSeconds}.${fraction.padEnd(9, '0')}Z`;
}

/** Dates made in another realm are dates too, so `instanceof` does not serve. */
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/** The instant of a count of milliseconds since 1970; `undefined` when no date has that count. */
export function instantOfMs(ms: number): Instant | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, 23)}000000Z`;
}

/** Milliseconds since 1970; finer digits are cut off, as the JavaScript SDK does. */
export function msOf(instant: Instant): number {
  return Date.parse(toMilliseconds(instant));
}

/** The instant with three fraction digits: the precision at which Wix prints one moment the same way everywhere. */
export function toMilliseconds(instant: Instant): string {
  return `${instant.slice(0, 23)}Z`;
}
