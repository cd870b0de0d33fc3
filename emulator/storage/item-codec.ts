import { types } from 'node:util';

/** Begins a stored string that stands for a Date; a string of the site's that begins so is stored with the mark doubled. */
export const DATE_MARK = '\uE000';

/** The stored form of a scalar, the same in an item and in a query's parameter. */
export function encodeScalar(value: string | number | Date): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.startsWith(DATE_MARK) ? DATE_MARK + value : value;
  return `${DATE_MARK}D${value.toISOString()}`;
}

/** Writes an item as JSON that keeps its dates; anything else becomes what JSON makes of it. */
export function encodeItem(item: object): string {
  return JSON.stringify(item, function (this: Record<string, unknown>, key, value: unknown) {
    const original = this[key];
    if (types.isDate(original)) return Number.isNaN(original.getTime()) ? null : encodeScalar(original);
    return typeof value === 'string' ? encodeScalar(value) : value;
  });
}

/** Reads a stored item into the emulator's own realm. */
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
