import { ownValue } from '../values/own-value.ts';

/** Fields that hold one of Wix's own words, such as a status. */
const wordFields: ReadonlySet<string> = new Set([
  ...['status', 'statusNew', 'paymentStatus', 'previousPaymentStatus', 'fulfillmentStatus', 'lastPaymentStatus'],
  ...['type', 'activityType', 'orderType', 'orderMethod', 'cause', 'effectiveAt', 'unit', 'weightUnit', 'preset'],
  ...['discountType', 'discountReason', 'lineType', 'paymentOption', 'attributionSource', 'channel', 'taxType'],
]);

/** Fields that hold a decimal amount. */
const amountFields: ReadonlySet<string> = new Set([
  ...['amount', 'value', 'total', 'subtotal', 'discount', 'planPrice', 'price', 'tax', 'totalAmount', 'taxRate'],
]);

/** Fields that hold a code or a count in a known form. */
const forms: Readonly<Record<string, RegExp>> = {
  currency: /^[A-Z]{3}$/,
  language: /^[a-z]{2}(-[A-Za-z]{2})?$/,
  locale: /^[a-z]{2}([-_][A-Za-z]{2})?$/,
  buyerLanguage: /^[a-z]{2}(-[A-Za-z]{2})?$/,
  siteLanguage: /^[a-z]{2}(-[A-Za-z]{2})?$/,
  formattedAmount: /^-?[\p{Sc}A-Z]{0,4}\s?\d{1,3}(?:[., ’]?\d{3}){0,2}(?:[.,]\d{1,3})?\s?[\p{Sc}A-Z]{0,4}$/u,
  entityEventSequence: /^\d{1,19}$/,
  eventType: /^wix\.[a-z0-9_.]{1,80}$/,
  entityFqdn: /^wix\.[a-z0-9_.]{1,80}$/,
  slug: /^(created|updated|deleted|fulfilled|canceled|payment_status_updated)$/,
  freeTrialDays: /^\d{1,4}$/,
};

/** An instant as Wix prints it. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const wixWord = /^[A-Z][A-Z0-9_]{1,40}$/;
/** Beside a currency a number is an amount; elsewhere one of seven digits may be a telephone number. */
const decimal = /^-?\d{1,9}(\.\d{1,9})?$/;
const shortDecimal = /^-?\d{1,6}(\.\d{1,9})?$/;
/** Counts, indexes and sizes. */
const LARGEST_COUNT = 999;

/** Where a value stands: the field that holds it, and whether the object around it names a currency or a printed amount. */
export interface ValuePlace {
  readonly field: string;
  readonly isMoney: boolean;
}

/** Whether a text outside of the personal parts may stay: only what is proven to be no more than a date, word or amount. */
export function isHarmlessText({ field, isMoney }: ValuePlace, text: string): boolean {
  if (text === '' || instant.test(text)) return true;
  if (wordFields.has(field) && wixWord.test(text)) return true;
  if (amountFields.has(field) && (isMoney ? decimal : shortDecimal).test(text)) return true;
  return ownValue(forms, field)?.test(text) === true;
}

/** Whether a number outside of the personal parts may stay. */
export function isHarmlessNumber({ field, isMoney }: ValuePlace, value: number): boolean {
  if (amountFields.has(field) && (isMoney ? decimal : shortDecimal).test(String(value))) return true;
  return Number.isInteger(value) && Math.abs(value) <= LARGEST_COUNT;
}
