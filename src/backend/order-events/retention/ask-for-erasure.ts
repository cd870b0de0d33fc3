import { LEASE_MS } from '../delivery/notification.ts';
import { idOfErasure, type Erased } from '../ports/erasures.ts';
import type { Ports } from '../ports/ports.ts';

/** When to look for what is left of an erasure: by then nobody works any more on what they read before it. */
export const SWEPT_AFTER_MS = LEASE_MS;

/**
 * Notes an erasure, before anything is erased: from then on whoever sends or keeps something finds it. One that is known and
 * no older stays as it is.
 */
export async function askForErasure(
  erased: Erased,
  askedAt: number,
  { erasures }: Pick<Ports, 'erasures'>,
): Promise<void> {
  const id = idOfErasure(erased);
  const [known] = await erasures.find([id]);
  if (known !== undefined && known.askedAt >= askedAt) return;
  await erasures.save({ id, askedAt, dueAt: askedAt + SWEPT_AFTER_MS });
}
