import { hashContent } from './content-hash.ts';
import type { Digest } from './detail-digests.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { emailAddressForm } from './text-forms.ts';

/** Ids and email addresses of one person. */
export type Person = readonly string[];

/** Most people that a row names, so that it stays small; the buyer comes first. */
const MAX_PEOPLE = 200;
/** More ids and addresses than any event has, except in an attack. */
const MAX_NAMES = 2_000;

const MARK_LENGTH = 12;
/**
 * Matches GUIDs, email addresses and the numbers of ticket orders. An address starts where a word starts, so that a long word is tried
 * once.
 */
const anyName =
  /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?<![^\s"@<>,;:\\])[^\s"@<>,;:\\]+@[^\s"@<>,;:\\]+|(?<![\w-])[\dA-Z]{4}-[\dA-Z]{3,4}-[\dA-Z]{2,3}(?![\w-])/gi;

/**
 * Returns the people whom an order names. The ids of a contact or member and an address in the same object are one person's. An address
 * on its own, such as the answer to a question, counts as a separate person.
 */
export function peopleIn(value: unknown): readonly Person[] {
  const people: Person[] = [];
  const seen = new Set<unknown>([value]);
  // Iterating a set includes what is added meanwhile: the nearest to the root first, and nothing twice.
  for (const part of seen) {
    if (people.length >= MAX_PEOPLE) break;
    if (Array.isArray(part)) {
      for (const item of part) seen.add(item);
    } else if (isJsonObject(part)) {
      const { own, alone } = namesBeside(part);
      if (own.length > 0) people.push(own);
      people.push(...alone.map((address) => [address]));
      for (const item of Object.values(part)) seen.add(item);
    }
  }
  return people;
}

const idFields: ReadonlySet<string> = new Set(['contactId', 'memberId']);

function namesBeside(object: JsonObject): { readonly own: string[]; readonly alone: string[] } {
  const [own, addresses]: [string[], string[]] = [[], []];
  for (const [field, value] of Object.entries(object)) {
    if (typeof value !== 'string' || value === '') continue;
    if (idFields.has(field)) own.push(value);
    else if (emailAddressForm.test(value)) (field === 'email' ? own : addresses).push(value);
  }
  return { own, alone: addresses };
}

/** Returns every id and address in the text of an event, whatever its form. */
export function namesIn(text: string): readonly string[] {
  return [...new Set(text.match(anyName) ?? [])].slice(0, MAX_NAMES);
}

/**
 * Returns the marks by which data about people is found again: a keyed digest of each of their ids and addresses, those of one person
 * joined by dots; `undefined` for nobody. Without the site's key only ids are marked, because they cannot be guessed.
 */
export function markPeople(people: readonly Person[], digest: Digest): string | undefined {
  const marks = people.map((person) => [...new Set(person.flatMap((name) => markOf(name, digest) ?? []))].join('.'));
  const some = [...new Set(marks.filter((mark) => mark !== ''))];
  return some.length === 0 ? undefined : some.join(' ');
}

/** Returns the mark of an id or an address; `undefined` for an address if the site has no key. */
export function markOf(name: string, digest: Digest): string | undefined {
  const text = `person/${name.toLowerCase()}`;
  if (digest !== undefined) return digest.of(text);
  return emailAddressForm.test(name) ? undefined : hashContent(text).slice(0, MARK_LENGTH);
}

/** Returns the marks of each person whom a row names. */
export function peopleMarked(marks: string | undefined): readonly (readonly string[])[] {
  return marks === undefined ? [] : marks.split(' ').map((person) => person.split('.'));
}
