import { failureOf } from '../order-events-error.ts';
import { PAGE_SIZE } from '../jobs/pages.ts';
import { erasedBy, type Erasure } from '../ports/erasures.ts';
import { SWEPT_AFTER_MS } from './ask-for-erasure.ts';
import { eraseDataOfOrder, eraseDataOfPerson, type EraseDeps } from './erase.ts';

/**
 * Looks for what is left of erasures once nobody works any more on what they read before them: what was inserted or written back
 * meanwhile, and what there was no time for. Returns how many are done with.
 */
export async function sweepErasures(deadline: number, deps: EraseDeps): Promise<number> {
  const { erasures, now, log } = deps;
  const isInTime = (): boolean => now() < deadline;
  let done = 0;
  for (const erasure of await erasures.listDue(now(), PAGE_SIZE)) {
    if (!isInTime()) break;
    try {
      if (!(await eraseRest(erasure, isInTime, deps))) continue;
      const [last] = await erasures.find([erasure.id]);
      // Asked for again in the meantime, it is due again.
      if (last?.askedAt !== erasure.askedAt) continue;
      await erasures.save(swept(erasure, now()));
      if (erasure.sweptAt !== undefined) done += 1;
    } catch (error) {
      log('erasure left for later', { failure: failureOf(error) });
    }
  }
  return done;
}

/** It is done after the second time, which a lease lies between: what a lagging list did not show, it shows by then. */
function swept({ id, askedAt, sweptAt }: Erasure, now: number): Erasure {
  return sweptAt === undefined ? { id, askedAt, dueAt: now + SWEPT_AFTER_MS, sweptAt: now } : { id, askedAt, sweptAt };
}

async function eraseRest(erasure: Erasure, isInTime: () => boolean, deps: EraseDeps): Promise<boolean> {
  const erased = erasedBy(erasure);
  if (erased.kind === 'order') {
    await eraseDataOfOrder(erased.product, erased.orderId, deps);
    return true;
  }
  const marks = erasure.marks?.split('.') ?? [erased.mark];
  const { isDone } = await eraseDataOfPerson({ marks }, erasure.askedAt, isInTime, deps);
  return isDone;
}
