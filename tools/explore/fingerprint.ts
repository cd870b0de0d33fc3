import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';

const idOfText = new Map<string, number>();
const idOfObject = new WeakMap<object, number>();

/** Returns a number that is the same for equal JSON values; stored values are immutable, so each object is serialized once. */
export function contentId(value: unknown): number {
  if (typeof value !== 'object' || value === null) return idOf(String(value));
  const known = idOfObject.get(value);
  if (known !== undefined) return known;
  const id = idOf(JSON.stringify(value));
  idOfObject.set(value, id);
  return id;
}

function idOf(text: string): number {
  const known = idOfText.get(text);
  if (known !== undefined) return known;
  idOfText.set(text, idOfText.size);
  return idOfText.size - 1;
}

/** Returns a text that is the same for indistinguishable worlds. */
export function fingerprintOf(world: World): string {
  const { now, projections, notifications, claims, unhandled, erasures, jobStates, emails, listed } = world;
  const maps = [projections, notifications, claims, unhandled, erasures, listed].map((map) =>
    map === undefined ? '-' : fingerprintOfMap(map),
  );
  // The next run of a job reads only the progress in its state.
  const places = [...jobStates].map(([job, { progress }]) => `${job}=${String(contentId(progress))}`);
  return [now, ...maps, places.sort().join(), emails.map(contentId).sort().join()].join('|');
}

/** Returns a fingerprint of the rows of one map. */
export function fingerprintOfMap(map: ReadonlyMap<string, unknown>): string {
  return [...map]
    .map(([key, value]) => `${String(contentId(key))}=${String(contentId(value))}`)
    .sort()
    .join();
}
