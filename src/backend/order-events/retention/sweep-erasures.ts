import { failureOf } from '../order-events-error.ts';
import { PAGE_SIZE } from '../jobs/pages.ts';
import { erasedBy, type Erasure } from '../ports/erasures.ts';
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
      if (last?.askedAt === erasure.askedAt) await erasures.save({ id: erasure.id, askedAt: erasure.askedAt });
      done += 1;
    } catch (error) {
      log('erasure left for later', { failure: failureOf(error) });
    }
  }
  return done;
}

async function eraseRest(erasure: Erasure, isInTime: () => boolean, deps: EraseDeps): Promise<boolean> {
  const erased = erasedBy(erasure);
  if (erased.kind === 'order') {
    await eraseDataOfOrder(erased.product, erased.orderId, deps);
    return true;
  }
  const { isDone } = await eraseDataOfPerson({ marks: [erased.mark] }, erasure.askedAt, isInTime, deps);
  return isDone;
}
