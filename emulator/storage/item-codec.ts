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
  const coded = codedMembers(item);
  return coded === undefined ? encodeDeeply(item) : JSON.stringify(coded);
}

/**
 * Returns the members of a flat item in their stored form; `undefined` if an inner value needs one too. It is ten times cheaper than a
 * replacer, and most items have dates at the top only.
 */
function codedMembers(item: object): Record<string, unknown> | undefined {
  if (Array.isArray(item) || 'toJSON' in item) return undefined;
  const coded: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(item) as [string, unknown][]) {
    if (key === '__proto__') return undefined;
    if (typeof value === 'string') coded[key] = encodeScalar(value);
    else if (types.isDate(value)) coded[key] = encodeDate(value);
    else if (isOwnForm(value)) coded[key] = value;
    else return undefined;
  }
  return coded;
}

/** `true` if the stored form of a value is what JSON makes of it. */
function isOwnForm(value: unknown): boolean {
  if (typeof value === 'string') return !value.startsWith(DATE_MARK);
  if (typeof value !== 'object' || value === null) return true;
  if ('toJSON' in value) return false;
  return Object.values(value).every(isOwnForm);
}

function encodeDeeply(item: object): string {
  return JSON.stringify(item, function (this: Record<string, unknown>, key, value: unknown) {
    const original = this[key];
    if (types.isDate(original)) return encodeDate(original);
    return typeof value === 'string' ? encodeScalar(value) : value;
  });
}

function encodeDate(date: Date): string | number | null {
  return Number.isNaN(date.getTime()) ? null : encodeScalar(date);
}

/** Decodes a stored item in the emulator's own realm. */
export function decodeItem(body: string): Record<string, unknown> {
  const item = JSON.parse(body) as Record<string, unknown>;
  return body.includes(DATE_MARK) ? (decodeMembers(item) as Record<string, unknown>) : item;
}

/** Decodes the texts in a parsed value, in place. */
function decodeMembers(value: unknown): unknown {
  if (typeof value === 'string') return decodeText(value);
  if (typeof value !== 'object' || value === null) return value;
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    const decoded = decodeMembers(member);
    if (decoded !== member) (value as Record<string, unknown>)[key] = decoded;
  }
  return value;
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

const startsOfUnusualDates = [`"${FIRST_DATE}`, `"${DATE_MARK}${LATE}`];
const UNUSUAL_DATE = /"\uE000[CE][0-9]{16}"/g;

/** Returns a stored text with all dates as ISO 8601, the only form that a site's realm decodes. */
export function withIsoDates(body: string): string {
  if (!startsOfUnusualDates.some((start) => body.includes(start))) return body;
  return body.replaceAll(UNUSUAL_DATE, (text) => {
    const date = decodeText(text.slice(1, -1)) as Date;
    return `"${DATE_MARK}${USUAL}${date.toISOString()}"`;
  });
}
