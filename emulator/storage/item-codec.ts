import { types } from 'node:util';

/** Prefix of a stored string that represents a Date; it is doubled in strings of the site that begin with it. */
export const DATE_MARK = '\uE000';

/** Returns the stored form of a scalar, the same in items and in query parameters. */
export function encodeScalar(value: string | number | Date): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.startsWith(DATE_MARK) ? DATE_MARK + value : value;
  return `${DATE_MARK}D${value.toISOString()}`;
}

/** Encodes an item as JSON that preserves its dates; other values become what JSON makes of them. */
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
  return text.startsWith(`${DATE_MARK}D`) ? new Date(text.slice(2)) : text.slice(1);
}
