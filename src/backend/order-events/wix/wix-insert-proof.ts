import type { InsertProof } from '../ports/insert-proof.ts';
import { refusalKindOf } from './data-refusal.ts';
import type { WixCollection } from './open-collection.ts';

/**
 * Creates the proof of inserts. Wix documents that an insert under an `_id` that exists is refused; how two at once end, and with which
 * code, was only seen on sites.
 */
export function createWixInsertProof(attempts: WixCollection, random: () => number): InsertProof {
  return {
    async prove() {
      // Dated so far back that the clean-up removes it if this run stops before it does.
      const item = { _id: `proof/${String(random())}`, claimedAt: new Date(0) };
      await attempts.insertOnce(item);
      const refusal = await attempts.tryInsert(item);
      await attempts.remove([item._id]);
      if (refusal === undefined) return { kind: 'accepted', code: '' };
      const { code } = refusal;
      const kind = refusalKindOf(code);
      if (kind === 'busy') return undefined;
      return { kind: kind === 'taken' ? 'refused' : 'refused-otherwise', code: code ?? '' };
    },
  };
}
