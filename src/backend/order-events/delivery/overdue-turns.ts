/** Milliseconds between two looks of a container for overdue notifications. */
const TURN_EVERY_MS = 30_000;

/**
 * Creates a function that returns `true` when it is time to look for overdue notifications: every half minute in each container, but not
 * right after its start, so that its first event costs no further call.
 */
export function createOverdueTurns(now: () => number): () => boolean {
  let nextAt = now() + TURN_EVERY_MS;
  return function takeOverdueTurn() {
    if (now() < nextAt) return false;
    nextAt = now() + TURN_EVERY_MS;
    return true;
  };
}
