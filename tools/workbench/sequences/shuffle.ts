/** Returns a shuffled copy; the same seed gives the same order. */
export function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const random = createRandom(seed);
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [left, right] = [shuffled[last], shuffled[other]];
    if (left !== undefined && right !== undefined) [shuffled[last], shuffled[other]] = [right, left];
  }
  return shuffled;
}

/** Returns a generator of numbers in [0, 1), the same for the same seed. Mulberry32 is small, and uniform enough to shuffle. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
