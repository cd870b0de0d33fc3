import { LEASE_MS } from '../ports/attempt-claims.ts';
import { idOfErasure, type Erased } from '../ports/erasures.ts';
import type { Ports } from '../ports/ports.ts';

/** When to look for what is left of an erasure: by then nobody works any more on what they read before it. */
export const SWEPT_AFTER_MS = LEASE_MS;

/**
 * Notes erasures, before anything is erased: from then on whoever sends or keeps something finds them. One that is known and no
 * older stays as it is.
 */
export async function askForErasure(
  erased: readonly Erased[],
  askedAt: number,
  { erasures }: Pick<Ports, 'erasures'>,
): Promise<void> {
  const ids = erased.map(idOfErasure);
  const marks = erased.flatMap((each) => (each.kind === 'person' ? each.mark : []));
  const known = new Map((await erasures.find(ids)).map((erasure) => [erasure.id, erasure.askedAt]));
  for (const id of ids.filter((each) => (known.get(each) ?? -Infinity) < askedAt)) {
    const together = marks.length > 1 ? { marks: marks.join('.') } : {};
    await erasures.save({ id, askedAt, ...together, dueAt: askedAt + SWEPT_AFTER_MS });
  }
}
