import { editDistance } from '../../../emulator/suggest/edit-distance.ts';
import { allowedDistance } from '../../../emulator/suggest/nearest.ts';
import { formatPath, listPaths, type EventPath } from './event-path.ts';
import { findOrder } from './find-order.ts';

const MAX_PATHS = 5_000;
/** Weights of typing errors: one in the last key counts more, because people remember the field but not its place. */
const KEY_WEIGHT = 3;
const WAY_WEIGHT = 0.5;

/** Returns the most likely intended path, in its shortest form; `undefined` if none is near. */
export function suggestPath(event: unknown, wanted: EventPath): string | undefined {
  const order = findOrder(event);
  let best: EventPath | undefined;
  let bestScore = Infinity;
  for (const full of listPaths(event, MAX_PATHS)) {
    for (const candidate of formsOf(full, order)) {
      const score = scoreOf(wanted, candidate);
      if (score < bestScore) [best, bestScore] = [candidate, score];
    }
  }
  return best === undefined ? undefined : formatPath(best);
}

function formsOf(full: EventPath, order: EventPath): EventPath[] {
  const isInOrder = order.length > 0 && full.length > order.length && order.every((key, index) => full[index] === key);
  return isInOrder ? [full, full.slice(order.length)] : [full];
}

function scoreOf(wanted: EventPath, candidate: EventPath): number {
  const [wantedKey, key] = [wanted.at(-1) ?? '', candidate.at(-1) ?? ''];
  const keyDistance = editDistance(wantedKey, key);
  if (keyDistance > allowedDistance(wantedKey, key)) return Infinity;
  const wayDistance = editDistance(formatPath(wanted.slice(0, -1)), formatPath(candidate.slice(0, -1)));
  return KEY_WEIGHT * keyDistance + WAY_WEIGHT * wayDistance;
}
