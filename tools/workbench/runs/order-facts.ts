import { handlers, isHandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { parseOrderEvent } from '../../../src/backend/order-events/handlers/parse-order-event.ts';
import type { Order, OrderOf } from '../../../src/backend/order-events/products/product-models.ts';
import { instantOfNow } from '../../../src/backend/order-events/values/instant.ts';
import { parseJson } from '../../../src/backend/order-events/values/parse-json.ts';
import { emailAddressForm } from '../../../src/backend/order-events/values/text-forms.ts';
import type { PersonalValues } from '../../../src/backend/order-events/values/personal-values.ts';
import type { OrderName, OrderRef } from './run.ts';

/** Person named in an order. */
export interface Person {
  /** Known ids of the person, as a contact and as a member. */
  readonly ids: readonly string[];
  readonly name: string | null;
  readonly address: string | null;
}

/** Readable facts about an order, as shown by its events. */
export interface OrderFacts {
  readonly number: string | null;
  /** Names of the purchased products, plan or ticket types, without duplicates. */
  readonly items: readonly string[];
  /** The buyer first, then the guests. */
  readonly people: readonly Person[];
}

/** Facts shown by one event, and the order that they belong to. */
export interface EventFacts {
  readonly order: OrderRef;
  readonly facts: OrderFacts;
  /** `true` if stored facts about its people must be deleted. */
  readonly isAnonymization: boolean;
}

const ITEMS_KEPT = 20;
const PEOPLE_KEPT = 50;

/** Returns the facts that an event shows about its order; `undefined` if it is not an order event. */
export function readEventFacts(handler: string, json: string): EventFacts | undefined {
  if (!isHandlerName(handler)) return undefined;
  const parsed = parseOrderEvent(handler, parseJson(json), instantOfNow(0));
  if (parsed.kind === 'rejected') return undefined;
  const { order, isAnonymization } = parsed.event;
  return { order: { product: handlers[handler].product, id: order.id }, facts: factsOf(order), isAnonymization };
}

function factsOf(order: Order): OrderFacts {
  switch (order.product) {
    case 'wix-ecom': {
      const { number = null, lineItems = [] } = order;
      return { number, items: namesOf(lineItems), people: peopleOf(buyerOf(order)) };
    }
    case 'wix-events': {
      const { number, tickets = [] } = order;
      const guests = tickets.map(({ guest, ...ticket }) => personOf({ ...ticket, email: guest['email'] }));
      return { number, items: namesOf(tickets), people: peopleOf(buyerOf(order), ...guests) };
    }
    case 'wix-pricing-plans':
      return { number: null, items: namesOf([{ name: order.planName }]), people: peopleOf(buyerOfPlan(order)) };
  }
}

interface Named {
  readonly contactId?: string | undefined;
  readonly memberId?: string | undefined;
  readonly email?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

function buyerOf({ contactId, memberId, email, firstName, lastName }: Named): Person {
  return personOf({ contactId, memberId, email, firstName, lastName });
}

/** Returns the buyer of a plan order, which has only ids; other details come from the answers in the plan's form. */
function buyerOfPlan({ contactId, memberId, buyer }: OrderOf['wix-pricing-plans']): Person {
  const email = Object.values(buyer).find((value) => emailAddressForm.test(value));
  const [firstName, lastName] = [answerTo(/first_?name/i, buyer), answerTo(/last_?name/i, buyer)];
  return personOf({ contactId, memberId, email, firstName, lastName });
}

function answerTo(question: RegExp, answers: PersonalValues): string | undefined {
  return Object.entries(answers).find(([name]) => question.test(name))?.[1];
}

function personOf({ contactId, memberId, email, firstName, lastName }: Named): Person {
  const name = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  return {
    ids: [...new Set([contactId, memberId].filter((id) => id !== undefined))],
    name: name === '' ? null : name,
    address: email ?? null,
  };
}

function peopleOf(...people: readonly Person[]): Person[] {
  const known = people.filter(({ ids, name, address }) => ids.length > 0 || name !== null || address !== null);
  return known.reduce(withPerson, []).slice(0, PEOPLE_KEPT);
}

/** Adds a person, or merges it with the same one; the first known name and address are kept. */
function withPerson(people: readonly Person[], person: Person): Person[] {
  const same = people.find(({ ids }) => ids.some((id) => person.ids.includes(id)));
  if (same === undefined) return [...people, person];
  const ids = [...new Set([...same.ids, ...person.ids])];
  const merged = { ids, name: same.name ?? person.name, address: same.address ?? person.address };
  return people.map((other) => (other === same ? merged : other));
}

function namesOf(things: readonly { readonly name: string | undefined }[]): string[] {
  const names = things.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return [...new Set(names)].slice(0, ITEMS_KEPT);
}

/** Merges the facts of a later event, which may show little, into the known ones. */
export function mergeFacts(known: OrderFacts | undefined, { facts: next, isAnonymization }: EventFacts): OrderFacts {
  if (known === undefined) return next;
  return {
    number: next.number ?? known.number,
    items: next.items.length === 0 ? known.items : next.items,
    people: isAnonymization ? next.people : peopleOf(...next.people, ...known.people),
  };
}

/** Returns a short name for an order. */
export function nameOrder({ number, items, people }: OrderFacts): OrderName {
  const [first = null] = items;
  const [buyer] = people;
  return {
    number,
    item: items.length > 1 ? `${first ?? ''} and ${items.length - 1} more` : first,
    buyer: buyer?.address ?? buyer?.name ?? null,
  };
}

/** Returns the address, or else the name, of the person with an id; `null` if no event has shown either. */
export function nameOfPerson(facts: OrderFacts | undefined, id: string): string | null {
  const person = facts?.people.find(({ ids }) => ids.includes(id));
  return person?.address ?? person?.name ?? null;
}

/** Returns the lowercase text that an order can be found by. */
export function searchWords({ number, items, people }: OrderFacts): string {
  const persons = people.flatMap(({ name, address }) => [name, address]);
  return [number, ...items, ...persons]
    .filter((word) => word !== null)
    .join('\n')
    .toLowerCase();
}

/** Splits a search into lowercase terms, all of which must match. */
export function termsOf(search: string | undefined): string[] {
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
}

/** `true` if every term of a search occurs in the text or in the facts about its order. */
export function isFound(terms: readonly string[], text: string, facts: OrderFacts | undefined): boolean {
  if (terms.length === 0) return true;
  const words = `${text.toLowerCase()}\n${facts === undefined ? '' : searchWords(facts)}`;
  return terms.every((term) => words.includes(term));
}
