/** A decimal number as text without needless zeros: `"40.00"`, `"40.0"` and `"40"` are all `"40"`. */
export type Decimal = string & { readonly brand: 'Decimal' };

/** The amount zero. */
export const ZERO = '0' as Decimal;

/** Far longer than any amount of money; the pattern below takes quadratic time. */
const MAX_LENGTH = 64;

const plainDecimal = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/;

/** Reads an amount in its one spelling; `undefined` if it is not a plain decimal number. */
export function readDecimal(value: string | number | null | undefined): Decimal | undefined {
  const text = String(value ?? '');
  const parts = text.length > MAX_LENGTH ? null : plainDecimal.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole, fraction = ''] = parts;
  return spelled(String(sign), String(whole), fraction);
}

/** Returns the amount of these digits, which have no needless zeros. */
function spelled(sign: string, whole: string, fraction: string): Decimal {
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return digits === '0' ? ZERO : (`${sign}${digits}` as Decimal);
}

/** Returns the exact sum of two amounts. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(fractionLength(left), fractionLength(right));
  return fromUnits(toUnits(left, scale) + toUnits(right, scale), scale);
}

/** Returns the exact difference of two amounts. */
export function subtractDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(fractionLength(left), fractionLength(right));
  return fromUnits(toUnits(left, scale) - toUnits(right, scale), scale);
}

/** Returns a negative number, zero or a positive number if `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(fractionLength(left), fractionLength(right));
  const difference = toUnits(left, scale) - toUnits(right, scale);
  return difference < 0n ? -1 : Number(difference > 0n);
}

function fractionLength(decimal: Decimal): number {
  const point = decimal.indexOf('.');
  return point === -1 ? 0 : decimal.length - point - 1;
}

function toUnits(decimal: Decimal, scale: number): bigint {
  const zeros = '0'.repeat(scale - fractionLength(decimal));
  return BigInt(decimal.replace('.', '') + zeros);
}

function fromUnits(units: bigint, scale: number): Decimal {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return spelled(sign, digits.slice(0, point), digits.slice(point).replace(/0+$/, ''));
}
