import type { WixDataItem, WixDataQuery } from 'wix-data';

import { OrderEventsError } from '../order-events-error.ts';
import type { Stores } from '../ports/ports.ts';
import type { UnhandledEvent, UnhandledFilter } from '../ports/unhandled-events.ts';
import type { WixCollection } from './open-collection.ts';
import { splitText } from './split-text.ts';
import { storedId } from './stored-id.ts';
import { itemOfPart, itemOfUnhandled, queryUnhandled, unhandledOfItem } from './unhandled-item.ts';

/** Most items that one query reads. */
const MAX_FOUND = 1000;

/**
 * Stores unhandled events in a collection. A large event is stored whole in several items. The one with everything else about it is
 * written first, so that what remains if a handler stops half-way is found, and removed when its retention is over.
 */
export function unhandledIn(events: WixCollection, patientEvents: WixCollection): Stores['unhandled'] {
  async function list(
    filter: UnhandledFilter,
    limit: number,
    order: 'newest-first' | 'oldest-first' = 'newest-first',
  ): Promise<readonly UnhandledEvent[]> {
    const inOrder = (query: WixDataQuery): WixDataQuery =>
      order === 'newest-first' ? query.descending('lastAt') : query.ascending('lastAt');
    const items = await events.find((query) => inOrder(queryUnhandled(query, filter)), limit);
    const hits = filter.contains === undefined ? [] : await findByFurtherParts(filter.contains);
    const known = new Set(items.map(({ _id }) => _id));
    return await Promise.all([...items, ...hits.filter(({ _id }) => !known.has(_id))].map(readWhole));
  }

  async function findByFurtherParts(text: string): Promise<readonly WixDataItem[]> {
    const parts = await events.find((query) => query.isNotEmpty('partOf').contains('text', text), MAX_FOUND);
    const ids = new Set(parts.map(({ partOf }) => String(partOf)));
    const items = await Promise.all([...ids].map(async (id) => await events.read(id)));
    return items.filter((item) => item !== null);
  }

  async function readWhole(item: WixDataItem): Promise<UnhandledEvent> {
    const event = unhandledOfItem(item);
    if (item['parts'] === undefined) return event;
    const parts = await events.find((query) => query.eq('partOf', String(item._id)).ascending('part'), MAX_FOUND);
    return { ...event, text: [event.text, ...parts.map(({ text }) => String(text))].join('') };
  }

  async function removeFurtherParts(stored: readonly string[]): Promise<void> {
    for (let found = MAX_FOUND; found === MAX_FOUND;) {
      const parts = await events.find((query) => query.hasSome('partOf', [...stored]), MAX_FOUND);
      await events.remove(parts.map(({ _id }) => String(_id)));
      found = parts.length;
    }
  }

  return {
    async keep(event, now) {
      const parts = splitText(event.text);
      if (parts === undefined)
        throw new OrderEventsError('item-too-large', 'The event is too large to store, even in parts', undefined);
      const [text = '', ...further] = parts;
      const item = itemOfUnhandled({ ...event, text }, further.length + 1, now);
      if ((await patientEvents.insertOnce(item)) === 'exists') {
        const known = (await patientEvents.read(storedId(event.id))) ?? item;
        await patientEvents.save({ ...known, count: Number(known['count']) + 1, lastAt: new Date(now) });
      }
      for (const [index, part] of further.entries()) {
        await patientEvents.insertOnce(itemOfPart(event.id, index + 2, part));
      }
    },
    list,
    async remove(ids) {
      const stored = ids.map(storedId);
      if (stored.length === 0) return;
      await removeFurtherParts(stored);
      await events.remove(stored);
    },
    async count(filter) {
      if (filter.contains !== undefined) return (await list(filter, MAX_FOUND)).length;
      return await events.count((query) => queryUnhandled(query, filter));
    },
  };
}
