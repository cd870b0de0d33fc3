import type { ModelFilter, ModelItem, ModelSort, ModelValue } from './reference-model.ts';

/** A source of random choices; equal seeds give equal choices. */
export interface Dice {
  below(limit: number): number;
  pick<T>(options: readonly [T, ...T[]]): T;
}

/** Creates dice by mulberry32. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  function below(limit: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
  return { below, pick: (options) => options[below(options.length)] ?? options[0] };
}

/** Few values, so that random filters meet random items: the extremes of each type, and texts that look like other types. */
const texts = [
  '', 'a', 'A', 'ab', 'Ab c', 'b%_', 'Ärger', 'ÄRGER', 'ärger', 'straße', '[1]', '{"a":1}', '10', 'true', 'null',
  '2024-01-01T00:00:00.000Z', '*', '[a]', '?', 'z^', "it's", '\uE000x', '😀', '\uFFFD',
] as const; // prettier-ignore
const numbers = [0, -1, 1, 2, 10, 1.5, -0.25, 1e21, 9007199254740991, 20240101] as const;
const dates = [
  -8.64e15, -62198755200000, -62167219200000, -1, 0, 1704067200000, 1704067200001, 253402300799999, 253402300800000,
  8.64e15,
] as const; // prettier-ignore
const fields = [
  'mixed',
  'mixed2',
  'list',
  'deep.a',
  'deep.b',
  'deep',
  'text',
  'number',
  'date',
  'flag',
  'none',
] as const;
const sortable = ['text', 'number', 'date'] as const;

function scalar(dice: Dice): string | number | boolean | Date {
  switch (dice.below(4)) {
    case 0:
      return dice.pick(texts);
    case 1:
      return dice.pick(numbers);
    case 2:
      return new Date(dice.pick(dates));
    default:
      return dice.below(2) === 0;
  }
}

function ordered(dice: Dice): string | number | Date {
  const value = scalar(dice);
  return typeof value === 'boolean' ? dice.pick(texts) : value;
}

function list<T>(dice: Dice, make: () => T): T[] {
  return Array.from({ length: dice.below(4) }, make);
}

function anything(dice: Dice): ModelValue {
  switch (dice.below(8)) {
    case 0:
      return null;
    case 1:
      return list(dice, () => scalar(dice));
    case 2:
      return { a: scalar(dice) };
    case 3:
      return list(dice, (): ModelValue => (dice.below(2) === 0 ? { a: scalar(dice) } : [scalar(dice)]));
    default:
      return scalar(dice);
  }
}

/** Returns a random item, of which any field may be missing. */
export function randomItem(dice: Dice, id: string): ModelItem {
  const item: Record<string, ModelValue> = {
    mixed: anything(dice),
    mixed2: anything(dice),
    list: list(dice, () => scalar(dice)),
    deep: { a: anything(dice), b: scalar(dice) },
    text: dice.pick(texts),
    number: dice.pick(numbers),
    date: new Date(dice.pick(dates)),
    flag: dice.below(2) === 0,
  };
  return { _id: id, ...Object.fromEntries(Object.entries(item).filter(() => dice.below(5) > 0)) };
}

/** Returns a random filter, with combinations up to a depth. */
export function randomFilter(dice: Dice, depth: number): ModelFilter {
  const field = dice.pick(fields);
  switch (dice.below(depth > 0 ? 14 : 8)) {
    case 0:
      return { call: 'eq', field, value: anything(dice) };
    case 1:
      return { call: 'ne', field, value: anything(dice) };
    case 2:
      return { call: dice.pick(['gt', 'ge', 'lt', 'le']), field, value: scalar(dice) };
    case 3: {
      const from = ordered(dice);
      const to =
        typeof from === 'string'
          ? dice.pick(texts)
          : typeof from === 'number'
            ? dice.pick(numbers)
            : new Date(dice.pick(dates));
      return { call: 'between', field, from, to };
    }
    case 4:
      return {
        call: dice.pick(['hasSome', 'hasAll']),
        field,
        values: [ordered(dice), ...list(dice, () => ordered(dice))],
      };
    case 5:
    case 6:
      return { call: dice.pick(['contains', 'startsWith', 'endsWith']), field, text: dice.pick(texts) };
    case 7:
      return { call: dice.pick(['isEmpty', 'isNotEmpty']), field };
    case 8:
    case 9:
      return {
        call: 'chain',
        filters: [randomFilter(dice, depth - 1), ...list(dice, () => randomFilter(dice, depth - 1))],
      };
    case 10:
      return { call: 'and', first: randomFilter(dice, depth - 1), second: randomFilter(dice, depth - 1) };
    case 11:
    case 12:
      return { call: 'or', first: randomFilter(dice, depth - 1), second: randomFilter(dice, depth - 1) };
    default:
      return { call: 'not', filter: randomFilter(dice, depth - 1) };
  }
}

/** Returns random fields to sort by, each of which holds values of one type. */
export function randomSort(dice: Dice): ModelSort {
  return list(dice, () => ({ field: dice.pick(sortable), direction: dice.pick(['ascending', 'descending']) }));
}
