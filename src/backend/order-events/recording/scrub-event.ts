import { isJsonObject } from '../values/json-object.ts';
import { isHarmlessNumber, isHarmlessText, type ValuePlace } from './harmless-values.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** Parts of an order that are about a person: nothing below them stays as it is, not even a date. */
const personalParts: ReadonlySet<string> = new Set([
  ...['checkoutForm', 'form', 'formData', 'inputValues', 'guestDetails', 'invoice', 'onlineConferencingLogin'],
  ...['buyer', 'buyerInfo', 'buyerNote', 'billingInfo', 'recipientInfo', 'shippingDestination', 'pickupDetails'],
  ...['contactDetails', 'address', 'customFields', 'extendedFields', 'createdBy', 'authorEmail', 'identity'],
]);

/** Numbers that name an order to people. */
const numberFields: ReadonlySet<string> = new Set(['orderNumber', 'ticketNumber', 'number']);

const guid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** Wix counts the lines of an order this way: they name nobody. */
const positionId = /^0{8}-0{4}-0{4}-0{4}-0{9}\d{3}$/;
const emailAddress = /^[^\s@]+@[^\s@]+$/;
const fieldName = /^[A-Za-z_$][A-Za-z_$-]{0,48}\d{0,3}$/;
const MAX_NAME_LENGTH = 24;

/**
 * A copy of an event without anything personal: texts and numbers are replaced by stable placeholders unless they are
 * proven harmless, ids by other ids, the same everywhere; shapes, dates, amounts and Wix's own words stay. Pure.
 */
export function scrubEvent(event: unknown, pseudonyms: Pseudonyms): unknown {
  return scrub(event, { field: '', isMoney: false, isPersonal: false }, pseudonyms);
}

interface Place extends ValuePlace {
  readonly isPersonal: boolean;
}

function scrub(value: unknown, place: Place, pseudonyms: Pseudonyms): unknown {
  if (typeof value === 'string') return scrubText(value, place, pseudonyms);
  if (typeof value === 'number') return scrubNumber(value, place, pseudonyms);
  if (Array.isArray(value)) return value.map((item: unknown) => scrub(item, place, pseudonyms));
  return isJsonObject(value) ? scrubObject(value, place, pseudonyms) : value;
}

function scrubObject(
  object: Readonly<Record<string, unknown>>,
  { isPersonal }: Place,
  pseudonyms: Pseudonyms,
): Readonly<Record<string, unknown>> {
  const isMoney = 'currency' in object || 'formattedAmount' in object;
  const entries = Object.entries(object).map(([field, value]) => {
    const place = { field, isMoney, isPersonal: isPersonal || personalParts.has(field) };
    return [scrubName(field, pseudonyms), scrub(value, place, pseudonyms)] as const;
  });
  return Object.fromEntries(entries);
}

/** Names are Wix's or the site owner's, but a map may be keyed by ids or addresses. */
function scrubName(name: string, pseudonyms: Pseudonyms): string {
  if (guid.test(name)) return pseudonyms.guid(name);
  return fieldName.test(name) ? name : pseudonyms.word('field', name);
}

function scrubText(text: string, place: Place, pseudonyms: Pseudonyms): string {
  const { field, isPersonal } = place;
  if (guid.test(text)) return positionId.test(text) ? text : pseudonyms.guid(text);
  if (!isPersonal && isHarmlessText(place, text)) return text;
  if (text === '') return text;
  if (numberFields.has(field) && !isPersonal) return pseudonyms.likeForm(text);
  if (emailAddress.test(text)) return `${pseudonyms.word('person', text)}@example.com`;
  return pseudonyms.word(fieldName.test(field) ? field.slice(0, MAX_NAME_LENGTH) : 'text', text);
}

/** Another number with as many digits before the point. */
function scrubNumber(value: number, place: Place, pseudonyms: Pseudonyms): number {
  const { field, isPersonal } = place;
  if (!isPersonal && isHarmlessNumber(place, value) && !numberFields.has(field)) return value;
  const digits = Math.abs(Math.trunc(value)).toString();
  const other = Number(pseudonyms.likeForm(/^\d+$/.test(digits) ? digits : '1'));
  return value < 0 ? -other : other;
}
