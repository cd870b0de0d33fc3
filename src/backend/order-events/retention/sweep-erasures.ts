import { failureOf } from '../order-events-error.ts';
import { PAGE_SIZE } from '../jobs/pages.ts';
import { erasedBy, type Erasure } from '../ports/erasures.ts';
import { SWEPT_AFTER_MS } from './ask-for-erasure.ts';
import { eraseDataOfOrder, eraseDataOfPerson, type EraseDeps } from './erase.ts';

/**
 * Finishes erasures once nobody works with data read before them: erases what was inserted or written back in the meantime, and what
 * there was no time for. Returns the number of completed erasures.
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
      // It was requested again in the meantime, so it is due again.
      if (last?.askedAt !== erasure.askedAt) continue;
      await erasures.save(swept(erasure, now()));
      if (erasure.sweptAt !== undefined) done += 1;
    } catch (error) {
      log('erasure left for later', { failure: failureOf(error) });
    }
  }
  return done;
}

/** Returns the erasure after a sweep. It is complete after the second one, a lease later: by then a lagging listing shows everything. */
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
