import { isJsonObject } from '../values/json-object.ts';

/** More characters of one text than that no rule sees: a row must hold all variables of an email. */
const MAX_TEXT_LENGTH = 2_000;
const MAX_NAME_LENGTH = 100;

/** Names that visitors give themselves; anybody can be mailed under one. */
const nameFields: ReadonlySet<string> = new Set(['firstName', 'lastName', 'fullName', 'company']);

/**
 * A copy as rules see it. It cannot be changed, so that no rule changes what another reads, or the event that its handler was
 * given. Its texts are what visitors may have typed: control characters, marks that turn the direction of writing and invisible
 * ones are gone, a line break is a space, a long text is cut, and a name holds nothing that a mail program makes a link of.
 */
export function cleanCopy<Value>(value: Value): Value {
  return copyOf(value, false) as Value;
}

function copyOf(value: unknown, isName: boolean): unknown {
  if (typeof value === 'string') return isName ? cleanName(value) : cleanText(value, MAX_TEXT_LENGTH);
  if (Array.isArray(value)) return Object.freeze(value.map((item) => copyOf(item, isName)));
  if (!isJsonObject(value)) return value;
  const isAnswer = isNameField(value['inputName']);
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item, isAnswer || isNameField(key))])),
  );
}

/** The names of a buyer's or guest's values are paths, such as `billing.contact.firstName`. */
function isNameField(key: unknown): boolean {
  return typeof key === 'string' && nameFields.has(key.slice(key.lastIndexOf('.') + 1));
}

const unclean = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/u;
const whiteSpace = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const unwanted = new RegExp(unclean.source, 'gu');

function cleanText(text: string, maxLength: number): string {
  // A little more than is kept: what goes does not count.
  const short = text.slice(0, 2 * maxLength);
  const clean = unclean.test(short) ? short.replace(whiteSpace, ' ').replace(unwanted, '') : short;
  return clean.length > maxLength ? `${clean.slice(0, maxLength).replace(/\p{Cs}$/u, '')}…` : clean;
}

/** `J.Smith` becomes `J. Smith` and stays a name; `evil.com` becomes `evil. com` and is no link any more. */
function cleanName(name: string): string {
  return cleanText(name, MAX_NAME_LENGTH)
    .replace(/[<>]/g, ' ')
    .replace(/:?\/\//g, ' ')
    .replace(/(?<=[\p{L}\p{N}])[.。．｡](?=[\p{L}\p{N}])/gu, '. ');
}
