import { createCache } from '../values/cache.ts';
import { readLanguage } from './languages.ts';

/** Formats by their options: creating one costs far more than using it. */
const cached = createCache();

/** Formats amounts and dates for one reader. */
export interface Formats {
  /** `"40"` and `"USD"` as `$40.00`; the bare amount where no currency is known. Display only. Absent where the amount is. */
  money(amount: string | undefined, currency: string | undefined): string | undefined;
  /** An order's date as a day, such as `August 1, 2022`. Absent where the date is. */
  date(instant: string | undefined): string | undefined;
  /** An order's date as a day and a time. Absent where the date is. */
  dateTime(instant: string | undefined): string | undefined;
}

const dateStyles = {
  date: { dateStyle: 'long' },
  dateTime: { dateStyle: 'long', timeStyle: 'short' },
} as const;

/**
 * Creates formats for a language and an IANA time zone; English if the code is no language, and UTC if the runtime does not know the
 * zone.
 */
export function createFormats(code: string, timeZone: string): Formats {
  const language = readLanguage(code) ?? 'en';
  return {
    money: (amount, currency) => formatMoney(language, amount, currency),
    date: (instant) => formatDate(language, timeZone, 'date', instant),
    dateTime: (instant) => formatDate(language, timeZone, 'dateTime', instant),
  };
}

function formatMoney(language: string, amount: string | undefined, currency: string | undefined): string | undefined {
  if (amount === undefined) return undefined;
  if (currency === undefined) return amount;
  const plain = plainMoney(language, amount, currency);
  if (plain !== undefined) return plain;
  const format = cached(`money ${language} ${currency}`, () => moneyFormat(language, currency));
  return format === undefined ? `${amount} ${currency}` : format.format(Number(amount));
}

/** Signs of the usual currencies in English; each has two decimals there. */
const englishSigns: ReadonlyMap<string, string> = new Map([
  ['USD', '$'],
  ['EUR', '€'],
  ['GBP', '£'],
]);
const plainAmount = /^(-?)(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?$/;

/**
 * Formats an amount in English as `Intl` does, without loading the data of `Intl`: in a new container that takes longer than everything
 * else that an email needs. Returns `undefined` for any other language or currency, and for an amount that would be rounded.
 */
function plainMoney(language: string, amount: string, currency: string): string | undefined {
  const sign = language === 'en' || language === 'en-US' ? englishSigns.get(currency) : undefined;
  if (sign === undefined || !plainAmount.test(amount)) return undefined;
  return amount.replace(plainAmount, (_all, minus: string, whole: string, fraction = '') => {
    return `${minus}${sign}${whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',')}.${String(fraction).padEnd(2, '0')}`;
  });
}

function moneyFormat(language: string, currency: string): Intl.NumberFormat | undefined {
  return attempt(() => new Intl.NumberFormat(language, { style: 'currency', currency }));
}

function formatDate(
  language: string,
  timeZone: string,
  style: keyof typeof dateStyles,
  instant: string | undefined,
): string | undefined {
  if (instant === undefined) return undefined;
  const format = cached(`${style} ${language} ${timeZone}`, () => dateFormat(language, timeZone, style));
  return format.format(Date.parse(instant));
}

function dateFormat(language: string, timeZone: string, style: keyof typeof dateStyles): Intl.DateTimeFormat {
  const options = dateStyles[style];
  return (
    attempt(() => new Intl.DateTimeFormat(language, { ...options, timeZone })) ??
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
  );
}

function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
