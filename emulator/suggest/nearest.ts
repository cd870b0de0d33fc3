import { editDistance } from './edit-distance.ts';

/** Share of a word's letters that may be wrong in a match. */
const TOLERANCE = 0.4;

/** Returns the candidate that was most likely meant; `undefined` if none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const allowed = allowedDistance(word, candidate);
    // The distance is at least the difference in length, which is cheap to compute.
    if (Math.abs(word.length - candidate.length) > allowed) continue;
    const distance = editDistance(word, candidate);
    if (distance < bestDistance && distance <= allowed) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Returns the number of edits allowed between two matching words. */
export function allowedDistance(word: string, candidate: string): number {
  return Math.max(1, Math.floor(Math.max(word.length, candidate.length) * TOLERANCE));
}
