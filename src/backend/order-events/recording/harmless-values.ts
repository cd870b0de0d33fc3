import { DOCUMENTED_NAMES, harmlessPaths } from './documented-places.ts';

type Form = keyof typeof harmlessPaths;

const formAt: ReadonlyMap<string, Form> = new Map(
  (Object.keys(harmlessPaths) as Form[]).flatMap((form) => wordsOf(harmlessPaths[form]).map((path) => [path, form])),
);

const names: ReadonlySet<string> = new Set(wordsOf(DOCUMENTED_NAMES));

const language = /^[a-z]{2}([-_][A-Za-z]{2})?$/;
const decimal = /^-?\d{1,9}(\.\d{1,9})?$/;

/** Pattern of the values that may stay at a place of each form. */
const looks: Readonly<Record<Exclude<Form, 'money' | 'flag' | 'orderNumber'>, RegExp>> = {
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
  word: /^[A-Z][A-Z0-9_]{1,40}$/,
  decimal,
  count: /^\d{1,4}$/,
  currency: /^[A-Z]{3}$/,
  language,
  sequence: /^\d{1,19}$/,
  eventName: /^(wix(\.[A-Za-z0-9_]{1,40}){1,8}|created|updated|deleted|fulfilled|canceled|[a-z]+(_[a-z]+){1,5})$/,
};

const formattedAmount = /^-?[\p{Sc}A-Z]{0,4}\s?\d{1,3}(?:[., ’]?\d{3}){0,2}(?:[.,]\d{1,3})?\s?[\p{Sc}A-Z]{0,4}$/u;

/** Patterns for the fields of an amount of money. */
const moneyLooks: ReadonlyMap<string, RegExp> = new Map([
  ['amount', decimal],
  ['value', decimal],
  ['convertedAmount', decimal],
  ['currency', looks.currency],
  ['formattedAmount', formattedAmount],
  ['formattedConvertedAmount', formattedAmount],
]);

/** `true` if a text, number or boolean may stay as it is: its place is listed, and it has the form listed there. */
export function isHarmless(path: string, value: string | number | boolean): boolean {
  const form = formAt.get(path);
  if (typeof value === 'boolean') return form === 'flag';
  const text = String(value);
  if (form === undefined) return isHarmlessMoney(path, text);
  return form !== 'money' && form !== 'flag' && form !== 'orderNumber' && looks[form].test(text);
}

function isHarmlessMoney(path: string, text: string): boolean {
  const dot = path.lastIndexOf('.');
  return formAt.get(path.slice(0, dot)) === 'money' && moneyLooks.get(path.slice(dot + 1))?.test(text) === true;
}

/** `true` for the place of a number by which people know an order. */
export function isOrderNumber(path: string): boolean {
  return formAt.get(path) === 'orderNumber';
}

/** `true` if a field's name is one of Wix's own. */
export function isDocumentedName(name: string): boolean {
  return names.has(name);
}

const envelope =
  /^(?:(?:(?:entity|currentEntity|body)(?:AsJson)?|data|order|orderTransactions|createdEvent|updatedEvent|actionEvent)\.)+/;

/** Returns the path of an object's field as the list has it: from the order or the metadata on, whatever the envelope. */
export function pathInOrder(path: string, field: string): string {
  const name = field.replace(/^_/, '');
  return path === '' ? name : `${path}.${name}`.replace(envelope, '');
}

function wordsOf(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
