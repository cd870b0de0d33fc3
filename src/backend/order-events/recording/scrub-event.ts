import { isJsonObject } from '../values/json-object.ts';
import { emailAddressForm, guidForm } from '../values/text-forms.ts';
import { isDocumentedName, isHarmless, isOrderNumber, pathInOrder } from './harmless-values.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** Ids by which Wix numbers the lines of an order: they identify nobody. */
const positionId = /^0{8}-0{4}-0{4}-0{4}-0{9}\d{3}$/;
const MAX_NAME_LENGTH = 24;

/**
 * Returns a copy of an event without personal data: texts, numbers and booleans are replaced by stable placeholders unless they are at a
 * documented place without personal data, and have the form expected there; ids are replaced by other ids, the same everywhere, and
 * undocumented field names by placeholders. Pure.
 */
export function scrubEvent(event: unknown, pseudonyms: Pseudonyms): unknown {
  return scrub(event, { path: '', field: '' }, pseudonyms);
}

interface Place {
  /** Path as in the list of harmless places. */
  readonly path: string;
  /** The field's name in the copy. */
  readonly field: string;
}

function scrub(value: unknown, place: Place, pseudonyms: Pseudonyms): unknown {
  if (typeof value === 'string') return scrubText(value, place, pseudonyms);
  if (typeof value === 'number') return scrubNumber(value, place, pseudonyms);
  if (typeof value === 'boolean') return isHarmless(place.path, value) && value;
  if (Array.isArray(value)) {
    const inList = { ...place, path: `${place.path}[]` };
    return value.map((item: unknown) => scrub(item, inList, pseudonyms));
  }
  return isJsonObject(value) ? scrubObject(value, place, pseudonyms) : value;
}

function scrubObject(
  object: Readonly<Record<string, unknown>>,
  { path }: Place,
  pseudonyms: Pseudonyms,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(object).map(([name, value]) => {
    const field = scrubName(name, pseudonyms);
    return [field, scrub(value, { path: pathInOrder(path, name), field }, pseudonyms)] as const;
  });
  return Object.fromEntries(entries);
}

/** Replaces a field name that is not Wix's own: an order may be keyed by ids, addresses, answers and names of people. */
function scrubName(name: string, pseudonyms: Pseudonyms): string {
  if (guidForm.test(name)) return pseudonyms.guid(name);
  return isDocumentedName(name) ? name : pseudonyms.word('field', name);
}

function scrubText(text: string, { path, field }: Place, pseudonyms: Pseudonyms): string {
  if (guidForm.test(text)) return positionId.test(text) ? text : pseudonyms.guid(text);
  if (text === '' || isHarmless(path, text)) return text;
  if (isOrderNumber(path)) return pseudonyms.likeForm(text);
  if (emailAddressForm.test(text)) return `${pseudonyms.word('person', text)}@example.com`;
  return pseudonyms.word(field === '' ? 'text' : field.slice(0, MAX_NAME_LENGTH), text);
}

/** Returns another number with as many digits before the decimal point. */
function scrubNumber(value: number, { path }: Place, pseudonyms: Pseudonyms): number {
  if (isHarmless(path, value)) return value;
  const digits = Math.abs(Math.trunc(value)).toString();
  const other = Number(pseudonyms.likeForm(/^\d+$/.test(digits) ? digits : '1'));
  return value < 0 ? -other : other;
}
