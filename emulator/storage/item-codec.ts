import { types } from 'node:util';

/** Prefix of a stored string that represents a Date; it is doubled in strings of the site that begin with it. */
export const DATE_MARK = '\uE000';

/** Letters after the mark, in the order of time: before the year 0, an ISO 8601 date, after the year 9999. */
const EARLY = 'C';
const USUAL = 'D';
const LATE = 'E';

/** First of the bounds between which all stored dates lie in text order, and no text does. */
export const FIRST_DATE = DATE_MARK + EARLY;
/** Last of these bounds. */
export const AFTER_DATES = `${DATE_MARK}F`;

const YEAR_0_MS = Date.parse('0000-01-01T00:00:00.000Z');
const YEAR_10000_MS = Date.UTC(10_000, 0, 1);
/** The greatest distance of a Date from 1970. */
const MAX_DATE_MS = 8.64e15;

/** Returns the stored form of a scalar, the same in items and in query parameters, so that dates are in order as text. */
export function encodeScalar(value: string | number | Date): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.startsWith(DATE_MARK) ? DATE_MARK + value : value;
  const ms = value.getTime();
  if (ms < YEAR_0_MS) return `${FIRST_DATE}${String(MAX_DATE_MS + ms).padStart(16, '0')}`;
  if (ms >= YEAR_10000_MS) return `${DATE_MARK}${LATE}${String(ms).padStart(16, '0')}`;
  return `${DATE_MARK}${USUAL}${value.toISOString()}`;
}

/** Encodes an item or a value as JSON that preserves its dates; other values become what JSON makes of them. */
export function encodeItem(item: object): string {
  return JSON.stringify(item, function (this: Record<string, unknown>, key, value: unknown) {
    const original = this[key];
    if (types.isDate(original)) return Number.isNaN(original.getTime()) ? null : encodeScalar(original);
    return typeof value === 'string' ? encodeScalar(value) : value;
  });
}

/** Decodes a stored item in the emulator's own realm. */
export function decodeItem(body: string): Record<string, unknown> {
  return JSON.parse(body, (_key, value: unknown) => (typeof value === 'string' ? decodeText(value) : value)) as Record<
    string,
    unknown
  >;
}

function decodeText(text: string): string | Date {
  if (!text.startsWith(DATE_MARK)) return text;
  switch (text.charAt(1)) {
    case EARLY:
      return new Date(Number(text.slice(2)) - MAX_DATE_MS);
    case USUAL:
      return new Date(text.slice(2));
    case LATE:
      return new Date(Number(text.slice(2)));
    default:
      return text.slice(1);
  }
}

const UNUSUAL_DATE = /"\uE000[CE][0-9]{16}"/g;

/** Returns a stored text with all dates as ISO 8601, the only form that a site's realm decodes. */
export function withIsoDates(body: string): string {
  if (!body.includes(`"${FIRST_DATE}`) && !body.includes(`"${DATE_MARK}${LATE}`)) return body;
  return body.replaceAll(UNUSUAL_DATE, (text) => {
    const date = decodeText(text.slice(1, -1)) as Date;
    return `"${DATE_MARK}${USUAL}${date.toISOString()}"`;
  });
}
