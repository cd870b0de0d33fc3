import { editDistance } from './edit-distance.ts';

/** The share of a word's letters that may be wrong for it to be meant. */
const TOLERANCE = 0.4;

/** The candidate that was most likely meant; `undefined` when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const allowed = allowedDistance(word, candidate);
    // No distance is less than the difference in length, which costs nothing to tell.
    if (Math.abs(word.length - candidate.length) > allowed) continue;
    const distance = editDistance(word, candidate);
    if (distance < bestDistance && distance <= allowed) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** How many letters may differ between two words that are meant to be the same. */
export function allowedDistance(word: string, candidate: string): number {
  return Math.max(1, Math.floor(Math.max(word.length, candidate.length) * TOLERANCE));
}
