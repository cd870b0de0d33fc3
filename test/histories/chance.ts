/** A repeatable source of choices; that of seed 0 always takes the first or plainest. */
export interface Chance {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in about `percent` of 100 calls. */
  yes(percent: number): boolean;
  /** One of the items. */
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** Makes the choices that belong to a seed. */
export function createChance(seed: number): Chance {
  let state = seed | 0;
  function fraction(): number {
    if (seed === 0) return 0;
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  return {
    below: (limit) => Math.floor(fraction() * limit),
    between: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    yes: (percent) => seed !== 0 && fraction() * 100 < percent,
    oneOf: (items) => items[Math.floor(fraction() * items.length)] ?? items[0],
  };
}

/** Makes an id in the form of Wix's GUIDs. */
export function guid(chance: Chance, last = chance.below(2 ** 44)): string {
  const hex = (digits: number): string =>
    chance
      .below(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${last.toString(16).padStart(12, '0')}`;
}

/** Puts the items in another order. */
export function shuffled<Item>(items: readonly Item[], chance: Chance): Item[] {
  const keyed = items.map((item) => ({ item, key: chance.below(1_000_000) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
