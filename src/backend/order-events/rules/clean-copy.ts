import { isJsonObject } from '../values/json-object.ts';

/** Longest text that a rule sees, in characters: a row must hold all variables of an email. */
const MAX_TEXT_LENGTH = 2_000;
const MAX_NAME_LENGTH = 100;

/** Fields with names that visitors choose; such a name can be mailed to anybody's address. */
const nameFields: ReadonlySet<string> = new Set(['firstName', 'lastName', 'fullName', 'company']);

/**
 * Returns a copy for rules. It is frozen, so that no rule can change what another reads, or the event that its handler was given.
 * Visitors may have typed its texts, so control characters, marks that change the writing direction and invisible characters are removed,
 * line breaks become spaces, long texts are cut, and names hold nothing that a mail program turns into a link.
 */
export function cleanCopy<Value>(value: Value): Value {
  return copyOf(value, false) as Value;
}

function copyOf(value: unknown, isName: boolean): unknown {
  if (typeof value === 'string') return isName ? cleanName(value) : cleanText(value, MAX_TEXT_LENGTH);
  if (Array.isArray(value)) return Object.freeze(value.map((item) => copyOf(item, isName)));
  if (!isJsonObject(value)) return value;
  const isAnswer = isNameField(value['inputName']);
  const copy: Record<string, unknown> = { ...value };
  for (const key of Object.keys(copy)) copy[key] = copyOf(copy[key], isAnswer || isNameField(key));
  return Object.freeze(copy);
}

/** `true` for a field with a name; for a buyer's or guest's values that is a path, such as `billing.contact.firstName`. */
function isNameField(key: unknown): boolean {
  return typeof key === 'string' && nameFields.has(key.slice(key.lastIndexOf('.') + 1));
}

/** Most texts, which need no expression that takes a new container long to compile. */
const plain = /^[ -~]*$/;
const unclean = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const whiteSpace = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

function cleanText(text: string, maxLength: number): string {
  // Cut to twice the length first, because removed characters do not count.
  const short = text.slice(0, 2 * maxLength);
  const clean = plain.test(short) ? short : short.replace(whiteSpace, ' ').replace(unclean, '');
  return clean.length > maxLength ? `${clean.slice(0, maxLength).replace(/\p{Cs}$/u, '')}…` : clean;
}

const anyDot = /[.。．｡]/;

/** Cleans a name: `J.Smith` becomes `J. Smith` and stays a name; `evil.com` becomes `evil. com` and is no link any more. */
function cleanName(name: string): string {
  const clean = cleanText(name, MAX_NAME_LENGTH)
    .replace(/[<>]/g, ' ')
    .replace(/:?\/\//g, ' ');
  return anyDot.test(clean) ? clean.replace(/(?<=[\p{L}\p{N}])[.。．｡](?=[\p{L}\p{N}])/gu, '. ') : clean;
}
