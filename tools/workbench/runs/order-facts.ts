import { handlers, isHandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { parseOrderEvent } from '../../../src/backend/order-events/handlers/parse-order-event.ts';
import type { Order, OrderOf } from '../../../src/backend/order-events/products/product-models.ts';
import { instantOfNow } from '../../../src/backend/order-events/values/instant.ts';
import { parseJson } from '../../../src/backend/order-events/values/parse-json.ts';
import type { PersonalValues } from '../../../src/backend/order-events/values/personal-values.ts';
import type { OrderName, OrderRef } from './run.ts';

/** Somebody whom an order names. */
export interface Person {
  /** Their ids as a contact and as a member, as far as they are known. */
  readonly ids: readonly string[];
  readonly name: string | null;
  readonly address: string | null;
}

/** What people know an order by, as far as its events have shown it. */
export interface OrderFacts {
  readonly number: string | null;
  /** The names of what was bought: products, the plan, or kinds of tickets; each once. */
  readonly items: readonly string[];
  /** The buyer first, then the guests. */
  readonly people: readonly Person[];
}

/** The facts of one event, and the order that they are about. */
export interface EventFacts {
  readonly order: OrderRef;
  readonly facts: OrderFacts;
  /** Whether what was known of its people is to be forgotten. */
  readonly isAnonymization: boolean;
}

const ITEMS_KEPT = 20;
const PEOPLE_KEPT = 50;

/** What an event shows of its order; `undefined` for what is no order event. */
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

/** A plan order names its buyer by ids; what else is known of them they wrote into the form of the plan. */
function buyerOfPlan({ contactId, memberId, buyer }: OrderOf['wix-pricing-plans']): Person {
  const email = Object.values(buyer).find((value) => /^[^\s@]+@[^\s@]+$/.test(value));
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

/** What is said first of somebody counts. */
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

/** What is known of an order after a further event of it, which may show little. */
export function mergeFacts(known: OrderFacts | undefined, { facts: next, isAnonymization }: EventFacts): OrderFacts {
  if (known === undefined) return next;
  return {
    number: next.number ?? known.number,
    items: next.items.length === 0 ? known.items : next.items,
    people: isAnonymization ? next.people : peopleOf(...next.people, ...known.people),
  };
}

/** An order in a few words. */
export function nameOrder({ number, items, people }: OrderFacts): OrderName {
  const [first = null] = items;
  const [buyer] = people;
  return {
    number,
    item: items.length > 1 ? `${first ?? ''} and ${items.length - 1} more` : first,
    buyer: buyer?.address ?? buyer?.name ?? null,
  };
}

/** The address, or else the name, of whom an id stands for; `null` when no event has said it. */
export function nameOfPerson(facts: OrderFacts | undefined, id: string): string | null {
  const person = facts?.people.find(({ ids }) => ids.includes(id));
  return person?.address ?? person?.name ?? null;
}

/** All that an order can be found by, in small letters. */
export function searchWords({ number, items, people }: OrderFacts): string {
  const persons = people.flatMap(({ name, address }) => [name, address]);
  return [number, ...items, ...persons]
    .filter((word) => word !== null)
    .join('\n')
    .toLowerCase();
}

/** The words of a search, in small letters: all of them must be found. */
export function termsOf(search: string | undefined): string[] {
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
}

/** Whether something has every term of a search in its own text, or in what is known of its order. */
export function isFound(terms: readonly string[], text: string, facts: OrderFacts | undefined): boolean {
  if (terms.length === 0) return true;
  const words = `${text.toLowerCase()}\n${facts === undefined ? '' : searchWords(facts)}`;
  return terms.every((term) => words.includes(term));
}
