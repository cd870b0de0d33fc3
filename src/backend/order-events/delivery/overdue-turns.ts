/** How often one container looks for overdue notifications while events come in. */
const TURN_EVERY_MS = 5 * 60_000;

/**
 * Gives turns to look for overdue notifications, one every few minutes for each container. A container that has just
 * started gives none: its first event should cost no further call.
 */
export function createOverdueTurns(now: () => number): () => boolean {
  let nextAt = now() + TURN_EVERY_MS;
  return function takeOverdueTurn() {
    if (now() < nextAt) return false;
    nextAt = now() + TURN_EVERY_MS;
    return true;
  };
}
