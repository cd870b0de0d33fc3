import type { WixDataItem } from 'wix-data';

import type { Erasure } from '../ports/erasures.ts';
import type { Stores } from '../ports/ports.ts';
import type { Product } from '../products/product.ts';
import type { Persistence } from './call-data.ts';
import { smallReadLimits } from './bulk-calls.ts';
import { collectionIds } from './collection-ids.ts';
import type { BuildQuery } from './item-calls.ts';
import { msOfDate, optionalText, withoutUndefined } from './item-fields.ts';
import { itemOfJobState, jobStateOfItem } from './job-state-item.ts';
import { itemOfNotification, notificationOfItem, queryNotifications } from './notification-item.ts';
import { openCollection, type WixCollection } from './open-collection.ts';
import {
  itemOfProjection,
  newestRevision,
  newestRevisionOfAny,
  newestRevisions,
  projectionId,
  readableProjectionOfItem,
  savedProjectionOfItem,
} from './projection-item.ts';
import { idOfStored, storedId } from './stored-id.ts';
import { unhandledIn } from './unhandled-store.ts';
import { createWixInsertProof } from './wix-insert-proof.ts';
import { createWixLeftovers } from './wix-leftovers.ts';

/** Creates stores that keep everything in Wix Data. Calls that must not lose anything, according to the ports, are patient in any case. */
export function createWixStores(persistence: Persistence): Stores {
  const patient = { ...persistence, effort: 'patient' } as const;
  const orders = openCollection(collectionIds.orders, persistence);
  const attempts = openCollection(collectionIds.attempts, persistence);
  return {
    projections: projectionsIn(orders),
    notifications: notificationsIn(
      openCollection(collectionIds.notifications, persistence),
      openCollection(collectionIds.notifications, patient),
    ),
    claims: claimsIn(attempts),
    unhandled: unhandledIn(
      openCollection(collectionIds.unhandled, persistence),
      openCollection(collectionIds.unhandled, patient),
    ),
    jobStates: jobStatesIn(openCollection(collectionIds.jobs, persistence)),
    // Recording is not worth more than a second, not even in a job.
    recorded: recordedIn(openCollection(collectionIds.recorded, { ...persistence, effort: 'brief' })),
    erasures: erasuresIn(openCollection(collectionIds.erasures, persistence)),
    leftovers: createWixLeftovers(orders),
    insertProof: createWixInsertProof(attempts, persistence.random),
  };
}

function projectionsIn(orders: WixCollection): Stores['projections'] {
  const readNewest = orders.gatherReads<OrderName, ReadonlyMap<string, WixDataItem>, WixDataItem | undefined>({
    async alone({ product, orderId }) {
      const [newest] = await orders.find((query) => newestRevision(query, product, orderId), 1);
      return newest;
    },
    all: (names) => findNewestById(orders, names),
    resultOf: (found, { product, orderId }) => found.get(`${product}/${storedId(orderId)}`),
  });
  return {
    read: async (product, orderId) => readableProjectionOfItem(await readNewest({ product, orderId })),
    async readMany(product, orderIds) {
      const newest = await findNewest(orders, product, orderIds.map(storedId));
      return orderIds.map((orderId) => readableProjectionOfItem(newest.get(storedId(orderId))));
    },
    async save(projection, revision, now) {
      const result = await orders.insertOnce(itemOfProjection(projection, revision + 1, now));
      return result === 'inserted' ? 'saved' : 'outdated';
    },
    count: () => orders.count(),
    async listSaved(from, before, limit) {
      const items = await orders.find(
        (query) => query.ge('savedAt', new Date(from)).lt('savedAt', new Date(before)).ascending('savedAt'),
        limit,
      );
      return items.map(savedProjectionOfItem);
    },
    async listNewest(product, orderIds) {
      const newest = await findNewest(orders, product, orderIds.map(storedId));
      return [...newest.values()].map(savedProjectionOfItem);
    },
    replaceAll: (saved) =>
      orders.saveAll(
        saved.flatMap(({ projection, revision, savedAt }) =>
          projection === undefined ? [] : [itemOfProjection(projection, revision, savedAt)],
        ),
      ),
    remove: (saved) =>
      orders.remove(saved.map(({ product, orderId, revision }) => projectionId(product, orderId, revision))),
  };
}

/** Items that one query for several orders reads: an order has few revisions, because the clean-up removes replaced ones. */
const REVISIONS_PER_QUERY = 300;

interface OrderName {
  readonly product: Product;
  readonly orderId: string;
}

/** Returns the newest revision of each order, by product and stored id. */
function findNewestById(orders: WixCollection, names: readonly OrderName[]): Promise<ReadonlyMap<string, WixDataItem>> {
  return findNewestOf(orders, names, {
    build: (wanted) => (_query, begin) => newestRevisionOfAny(begin, wanted),
    keyOf: ({ product, orderId }) => `${product}/${storedId(orderId)}`,
    keyOfItem: (item) => `${String(item['product'])}/${String(item['orderId'])}`,
  });
}

/** Returns the newest revision of each order by its stored id. */
function findNewest(
  orders: WixCollection,
  product: Product,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WixDataItem>> {
  return findNewestOf(orders, ids, {
    build: (wanted) => (query) => newestRevisions(query, product, wanted),
    keyOf: (id) => id,
    keyOfItem: (item) => String(item['orderId']),
  });
}

/** A query for the newest revisions of orders, and the keys by which what it finds is known. */
interface NewestQuery<Order> {
  readonly build: (wanted: readonly Order[]) => BuildQuery;
  readonly keyOf: (order: Order) => string;
  readonly keyOfItem: (item: WixDataItem) => string;
}

/**
 * Returns the newest revision of each order by its key. Further queries follow only if there are more revisions than one can read.
 */
async function findNewestOf<Order>(
  orders: WixCollection,
  wanted: readonly Order[],
  { build, keyOf, keyOfItem }: NewestQuery<Order>,
): Promise<ReadonlyMap<string, WixDataItem>> {
  const newest = new Map<string, WixDataItem>();
  for (let left = wanted; left.length > 0;) {
    const items = await orders.find(build(left), REVISIONS_PER_QUERY);
    for (const item of items) {
      const key = keyOfItem(item);
      if (!newest.has(key)) newest.set(key, item);
    }
    left = items.length < REVISIONS_PER_QUERY ? [] : left.filter((order) => !newest.has(keyOf(order)));
  }
  return newest;
}

function notificationsIn(rows: WixCollection, patientRows: WixCollection): Stores['notifications'] {
  return {
    insert: (notification) => rows.insertOnce(itemOfNotification(notification)),
    async read(key) {
      const item = await rows.read(storedId(key));
      return item === null ? undefined : notificationOfItem(item);
    },
    save: (notification) => rows.save(itemOfNotification(notification)),
    saveAll: (notifications) => rows.saveAll(notifications.map(itemOfNotification)),
    noteSent: (notification) => patientRows.save(itemOfNotification(notification)),
    async listDue(from, to, limit) {
      const due = { status: 'pending', dueFrom: from, dueBefore: to } as const;
      const items = await rows.find((query) => queryNotifications(query, due).ascending('dueAt'), limit);
      return items.map(notificationOfItem);
    },
    async listSettled(from, before, limit) {
      const items = await rows.find(
        (query) => query.ge('settledAt', new Date(from)).lt('settledAt', new Date(before)).ascending('settledAt'),
        limit,
      );
      return items.map(notificationOfItem);
    },
    remove: (keys) => rows.remove(keys.map(storedId)),
    async list(filter, limit) {
      const items = await rows.find((query) => queryNotifications(query, filter).descending('createdAt'), limit);
      return items.map(notificationOfItem);
    },
    count: (filter) => rows.count((query) => queryNotifications(query, filter)),
  };
}

function claimsIn(attempts: WixCollection): Stores['claims'] {
  return {
    async claim(key, attempt, now) {
      const _id = storedId(`${key}#${String(attempt)}`);
      const claim = { _id, claimedAt: new Date(now) };
      if ((await attempts.insertOnce(claim)) === 'inserted') return { kind: 'claimed' };
      const item = await attempts.read(_id);
      // A claim that the clean-up has just removed was there a moment ago.
      return { kind: 'taken', since: item === null ? now : msOfDate(item['claimedAt']) };
    },
    async removeBefore(claimedBefore, limit) {
      const old = await attempts.find((query) => query.lt('claimedAt', new Date(claimedBefore)), limit);
      await attempts.remove(old.map(({ _id }) => String(_id)));
      return old.length;
    },
    count: () => attempts.count(),
  };
}

function jobStatesIn(jobs: WixCollection): Stores['jobStates'] {
  return {
    async read(job) {
      return jobStateOfItem(await jobs.read(job));
    },
    save: (job, state) => jobs.save(itemOfJobState(job, state)),
  };
}

function recordedIn(events: WixCollection): Stores['recorded'] {
  return {
    async keep({ id, handler, text, marks, receivedAt }) {
      await events.insertOnce(withoutUndefined({ _id: id, handler, text, marks, receivedAt: new Date(receivedAt) }));
    },
    count: () => events.count(),
    async listOldest(limit, before) {
      const items = await events.find(
        (query) => (before === undefined ? query : query.lt('receivedAt', new Date(before))).ascending('receivedAt'),
        limit,
      );
      return items.map(({ _id }) => ({ id: String(_id) }));
    },
    async listMarked(mark, limit) {
      const items = await events.find((query) => query.contains('marks', mark), limit);
      return items.map(({ _id }) => ({ id: String(_id) }));
    },
    remove: (ids) => events.remove(ids),
  };
}

function erasuresIn(rows: WixCollection): Stores['erasures'] {
  const findById = (ids: readonly string[]): Promise<readonly WixDataItem[]> =>
    rows.find((query) => query.hasSome('_id', [...ids]), MAX_FOUND);
  const findErasures = rows.gatherReads<readonly string[], readonly WixDataItem[], readonly WixDataItem[]>({
    alone: findById,
    all: (lists) => findById([...new Set(lists.flat())]),
    resultOf: (found, ids) => found.filter(({ _id }) => ids.includes(String(_id))),
    partsOf: (ids) => ids,
    limits: smallReadLimits,
  });
  return {
    save: ({ id, askedAt, marks, dueAt, sweptAt }) =>
      rows.save(
        withoutUndefined({
          _id: storedId(id),
          askedAt: new Date(askedAt),
          marks,
          dueAt: dueAt === undefined ? undefined : new Date(dueAt),
          sweptAt: sweptAt === undefined ? undefined : new Date(sweptAt),
        }),
      ),
    find: async (ids) => (await findErasures(ids.map(storedId))).map(erasureOfItem),
    async listDue(by, limit) {
      const items = await rows.find((query) => query.le('dueAt', new Date(by)).ascending('dueAt'), limit);
      return items.map(erasureOfItem);
    },
    async listDone(askedBefore, limit) {
      const items = await rows.find((query) => query.isEmpty('dueAt').lt('askedAt', new Date(askedBefore)), limit);
      return items.map(erasureOfItem);
    },
    count: () => rows.count((query) => query.isNotEmpty('dueAt')),
    countAll: () => rows.count(),
    remove: (ids) => rows.remove(ids.map(storedId)),
  };
}

/** Most items that Wix Data returns at once. */
const MAX_FOUND = 1000;

function erasureOfItem(item: WixDataItem): Erasure {
  return {
    id: idOfStored(String(item._id)),
    askedAt: msOfDate(item['askedAt']),
    marks: optionalText(item['marks']),
    dueAt: item['dueAt'] === undefined ? undefined : msOfDate(item['dueAt']),
    sweptAt: item['sweptAt'] === undefined ? undefined : msOfDate(item['sweptAt']),
  };
}
