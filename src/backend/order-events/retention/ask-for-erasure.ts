import { idOfErasure, type Erased } from '../ports/erasures.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Delay between the request and the sweep of an erasure, in milliseconds: by then nobody works with data read before the request, even if
 * two clocks differ by 24 minutes.
 */
export const SWEPT_AFTER_MS = 30 * 60_000;

/**
 * Stores erasure requests before anything is erased, so that every later send or write finds them. A stored request that is not older
 * stays as it is.
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
