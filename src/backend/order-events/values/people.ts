import { hashContent } from './content-hash.ts';
import type { Digest } from './detail-digests.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { emailAddressForm } from './text-forms.ts';

/** What one person is known by: ids and email addresses. */
export type Person = readonly string[];

/** A row names no more people than this, so that it stays small; the buyer comes first. */
const MAX_PEOPLE = 200;
/** More ids and addresses than any event has that is no attack. */
const MAX_NAMES = 2_000;

const MARK_LENGTH = 12;
/** GUIDs, email addresses, and the numbers by which ticket orders go. An address begins a word, so that a long word costs one look. */
const anyName =
  /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?<![^\s"@<>,;:\\])[^\s"@<>,;:\\]+@[^\s"@<>,;:\\]+|(?<![\w-])[\dA-Z]{4}-[\dA-Z]{3,4}-[\dA-Z]{2,3}(?![\w-])/gi;

/**
 * The people that an order names. What stands beside one another is one person's: an id of a contact or a member, and an
 * address. An address that stands alone, such as the answer to a question, is taken for a person of its own.
 */
export function peopleIn(value: unknown): readonly Person[] {
  const people: Person[] = [];
  const seen = new Set<unknown>([value]);
  // A set gives what is added while it is walked through: the nearest to the root first, and nothing twice.
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

/** Every id and address in the text of an event that may be of any form. */
export function namesIn(text: string): readonly string[] {
  return [...new Set(text.match(anyName) ?? [])].slice(0, MAX_NAMES);
}

/**
 * Marks of people, by which what is kept about somebody is found again: a keyed digest of each of their names, those of one
 * person joined by dots; `undefined` for nobody. Without the site's key only ids are marked, because they cannot be guessed.
 */
export function markPeople(people: readonly Person[], digest: Digest): string | undefined {
  const marks = people.map((person) => [...new Set(person.flatMap((name) => markOf(name, digest) ?? []))].join('.'));
  const some = [...new Set(marks.filter((mark) => mark !== ''))];
  return some.length === 0 ? undefined : some.join(' ');
}

/** The mark of an id or an address. */
export function markOf(name: string, digest: Digest): string | undefined {
  const text = `person/${name.toLowerCase()}`;
  if (digest !== undefined) return digest.of(text);
  return emailAddressForm.test(name) ? undefined : hashContent(text).slice(0, MARK_LENGTH);
}

/** The marks of each person that a row names. */
export function peopleMarked(marks: string | undefined): readonly (readonly string[])[] {
  return marks === undefined ? [] : marks.split(' ').map((person) => person.split('.'));
}
