import type { InsertProof } from '../ports/insert-proof.ts';
import { refusalKindOf } from './data-refusal.ts';
import type { WixCollection } from './open-collection.ts';

/** That an insert under an `_id` that exists is refused is documented; how two at once end, and with which code, was only seen on sites. */
export function createWixInsertProof(attempts: WixCollection, random: () => number): InsertProof {
  return {
    async prove() {
      // So old that the clean-up takes it where this run is stopped before it does.
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
