import { readDecimal, type Decimal } from '../../src/backend/order-events/values/decimal.ts';
import {
  readInstant,
  toMilliseconds,
  type DateText,
  type Instant,
} from '../../src/backend/order-events/values/instant.ts';

/** The instant that a text with nine fraction digits is; throws when it is none. */
export function instant(text: string): Instant {
  return asWritten(text, readInstant(text));
}

/** The date that a text with three fraction digits is; throws when it is none. */
export function dateText(text: string): DateText {
  const read = readInstant(text);
  return asWritten(text, read && toMilliseconds(read));
}

/** The amount that a text without needless zeros is; throws when it is none. */
export function decimal(text: string): Decimal {
  return asWritten(text, readDecimal(text));
}

function asWritten<Text extends string>(text: string, read: Text | undefined): Text {
  if (read !== text) throw new Error(`Not written as this package writes it: ${text}`);
  return read;
}
