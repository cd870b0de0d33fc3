import { collectionIds } from './collection-ids.ts';
import { countItems, findItems, insertOnce, removeItems } from './data-calls.ts';
import type { RecordingStore } from '../recording/recording-store.ts';

const { recorded } = collectionIds;

/** Keeps recorded events in Wix Data, where the owner exports them as CSV. */
export function createWixRecordingStore(): RecordingStore {
  return {
    async keep({ id, handler, text, receivedAt }) {
      await insertOnce('brief', recorded, { _id: id, handler, text, receivedAt: new Date(receivedAt) });
    },
    count: () => countItems('brief', recorded, (query) => query),
    async listOldest(limit, before) {
      const items = await findItems(
        'brief',
        recorded,
        (query) => (before === undefined ? query : query.lt('receivedAt', new Date(before))).ascending('receivedAt'),
        limit,
      );
      return items.map(({ _id }) => ({ id: String(_id) }));
    },
    remove: (ids) => removeItems('brief', recorded, ids),
  };
}
