import * as fc from 'fast-check';

import { createChance } from './chance.ts';
import type { Chance } from './chance.ts';
import type { OrderHistory, ReportedChange, Step } from './history.ts';

/** What happened to the order since its last event. */
export interface Notes {
  readonly reported: ReportedChange[];
  readonly implied: ReportedChange[];
  readonly moves: Set<string>;
}

/** A change to note: what a `ReportedChange` says, with the usual answers left out. */
export interface Happening {
  readonly kind: string;
  readonly moment: string;
  readonly facet: string;
  readonly hiddenBy?: readonly string[];
  readonly inAnyOrder?: boolean;
}

/** Something that may happen to an order. */
export interface Move<Order> {
  /** How often, beside the weights of the other moves. */
  readonly weight: number;
  /** What it touches: two moves that one event tells share no part; without parts it comes alone. */
  readonly parts: readonly string[];
  allowed(order: Order): boolean;
  apply(order: Order, chance: Chance, notes: Notes): void;
}

/** One product's orders: how they begin, what may happen to them and which events tell it. */
export interface Product<Order> {
  begin(chance: Chance, notes: Notes): Order;
  /** The first is allowed always and changes nothing. */
  readonly moves: readonly [Move<Order>, ...Move<Order>[]];
  idOf(order: Order): string;
  pass(order: Order, chance: Chance): void;
  tell(order: Order, notes: Notes, noise: Chance, stepsSoFar: number): Step[];
}

const LONGEST_HISTORY = 8;

/** Notes a change that the next event tells. */
export function report(notes: Notes, happening: Happening): void {
  notes.reported.push(completed(happening));
  notes.moves.add(happening.facet);
}

/** Notes a change that the next event tells in other words. */
export function imply(notes: Notes, happening: Happening): void {
  notes.implied.push(completed(happening));
  notes.moves.add(happening.facet);
}

/** Gives the histories of a product, from plain (all choices 0) to wild; they shrink by losing events and choices. */
export function histories<Order>(product: Product<Order>): fc.Arbitrary<OrderHistory> {
  const choice = fc.nat({ max: 0x7fffffff });
  const start = fc.tuple(choice, choice);
  const moves = fc.array(fc.tuple(choice, choice, choice), { minLength: 1, maxLength: LONGEST_HISTORY - 1 });
  return fc.tuple(start, moves).map(([startChoices, moveChoices]) => grow(product, startChoices, moveChoices));
}

function grow<Order>(
  product: Product<Order>,
  [first, firstNoise]: readonly [number, number],
  moveChoices: readonly (readonly [number, number, number])[],
): OrderHistory {
  const firstNotes = noNotes();
  const order = product.begin(createChance(first), firstNotes);
  const steps = product.tell(order, firstNotes, createChance(firstNoise), 0);
  for (const [pick, detail, noise] of moveChoices) {
    if (steps.length >= LONGEST_HISTORY) break;
    const chance = createChance(detail);
    const notes = noNotes();
    product.pass(order, chance);
    happen(product, order, createChance(pick), chance, notes);
    steps.push(...product.tell(order, notes, createChance(noise), steps.length));
  }
  return { orderId: product.idOf(order), steps };
}

function happen<Order>(product: Product<Order>, order: Order, picking: Chance, chance: Chance, notes: Notes): void {
  const touched = new Set<string>();
  for (let count = 0; count < 3; count += 1) {
    const open = product.moves.filter(
      (move) =>
        move.allowed(order) &&
        (count === 0 || (move.parts.length > 0 && !move.parts.some((part) => touched.has(part)))),
    );
    const move = pickMove(open, picking);
    if (move === undefined) return;
    move.apply(order, chance, notes);
    for (const part of move.parts) touched.add(part);
    if (move.parts.length === 0 || !picking.yes(20)) return;
  }
}

function pickMove<Order>(open: readonly Move<Order>[], picking: Chance): Move<Order> | undefined {
  let left = picking.below(open.reduce((sum, move) => sum + move.weight, 0));
  for (const move of open) {
    left -= move.weight;
    if (left < 0) return move;
  }
  return undefined;
}

function completed(happening: Happening): ReportedChange {
  return { hiddenBy: [], inAnyOrder: false, ...happening };
}

function noNotes(): Notes {
  return { reported: [], implied: [], moves: new Set() };
}
