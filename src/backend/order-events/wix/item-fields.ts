import type { WixDataItem } from 'wix-data';

/** Returns the item without undefined fields: Wix does not document whether Wix Data keeps them. */
export function withoutUndefined(fields: Readonly<Record<string, unknown>>): WixDataItem {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Returns a date field in milliseconds since 1970; it comes back as a `Date`, possibly from another realm. */
export function msOfDate(value: unknown): number {
  return new Date(value as string).getTime();
}

/** Returns the text of a field; `undefined` if it holds none. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
