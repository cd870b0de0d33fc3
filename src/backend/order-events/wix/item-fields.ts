import type { WixDataItem } from 'wix-data';

/** The item without fields that are undefined: whether Wix Data keeps them is not documented. */
export function withoutUndefined(fields: Readonly<Record<string, unknown>>): WixDataItem {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The milliseconds of a date field, which comes back as a `Date`, possibly from another realm. */
export function msOfDate(value: unknown): number {
  return new Date(value as string).getTime();
}

/** The text of a field; `undefined` when it holds none. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
