import { randomInt } from 'node:crypto';

/** Source of the emulator's randomness; equal seeds give equal runs. */
export interface IdSource {
  /** A random number from 0 up to but not including 1. */
  random(): number;
  /** Returns a new id in the format of Wix's item ids. */
  id(): string;
}

/** Creates an id source; without a seed, every run differs. */
export function createIdSource(seed = randomInt(2 ** 32)): IdSource {
  let state = seed >>> 0;

  // mulberry32: small, fast, and good enough for ids that only need to be distinct.
  function nextUint32(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  function hex(): string {
    return nextUint32().toString(16).padStart(8, '0');
  }

  function id(): string {
    const digits = hex() + hex() + hex() + hex();
    const variant = ((parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      variant + digits.slice(17, 20),
      digits.slice(20, 32),
    ].join('-');
  }

  return { random: () => nextUint32() / 2 ** 32, id };
}
