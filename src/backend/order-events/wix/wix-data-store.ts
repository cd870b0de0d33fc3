import type { OrderEventStore } from '../outbox/ports.ts';
import { collectionIds } from './collections.ts';
import { countItems, findItems, insertOnce, msOfDate, readItem, removeItems, saveItem } from './data-calls.ts';
import { jobStateOfItem, itemOfJobState } from './job-state-item.ts';
import { itemOfNotification, notificationOfItem, queryNotifications } from './notification-item.ts';
import { itemOfProjection, projectionId, projectionOfItem } from './projection-item.ts';
import { itemOfUnhandled, queryUnhandled, unhandledOfItem } from './unhandled-item.ts';

const { orders, notifications, attempts, unhandled, jobs } = collectionIds;

/** Keeps everything in Wix Data. */
export function createWixDataStore(): OrderEventStore {
  return {
    async readProjection(product, orderId) {
      return projectionOfItem(await readItem(orders, projectionId(product, orderId)));
    },
    saveProjection: (projection) => saveItem(orders, itemOfProjection(projection)),
    insertNotification: (notification) => insertOnce(notifications, itemOfNotification(notification)),
    async readNotification(key) {
      const item = await readItem(notifications, key);
      return item === null ? undefined : notificationOfItem(item);
    },
    saveNotification: (notification) => saveItem(notifications, itemOfNotification(notification)),
    async listDue(now, limit) {
      const items = await findItems(
        notifications,
        (query) => queryNotifications(query, { status: 'pending', dueBefore: now }).ascending('dueAt'),
        limit,
      );
      return items.map(notificationOfItem);
    },
    async listNotifications(filter, limit) {
      const items = await findItems(
        notifications,
        (query) => queryNotifications(query, filter).descending('createdAt'),
        limit,
      );
      return items.map(notificationOfItem);
    },
    countOrders: () => countItems(orders, (query) => query),
    countNotifications: (filter) => countItems(notifications, (query) => queryNotifications(query, filter)),
    async claimAttempt(key, attempt, now) {
      const claim = { _id: claimId(key, attempt), claimedAt: new Date(now) };
      return (await insertOnce(attempts, claim)) === 'inserted' ? 'claimed' : 'taken';
    },
    async readClaim(key, attempt) {
      const item = await readItem(attempts, claimId(key, attempt));
      return item === null ? undefined : { claimedAt: msOfDate(item['claimedAt']) };
    },
    async removeClaimsBefore(instant, limit) {
      const old = await findItems(attempts, (query) => query.lt('claimedAt', new Date(instant)), limit);
      await removeItems(
        attempts,
        old.map(({ _id }) => String(_id)),
      );
      return old.length;
    },
    async keepUnhandled(event, now) {
      const item = itemOfUnhandled(event, now);
      if ((await insertOnce(unhandled, item)) === 'inserted') return;
      const known = (await readItem(unhandled, event.id)) ?? item;
      await saveItem(unhandled, { ...known, count: Number(known['count']) + 1, lastAt: new Date(now) });
    },
    async listUnhandled(filter, limit) {
      const items = await findItems(unhandled, (query) => queryUnhandled(query, filter).descending('lastAt'), limit);
      return items.map(unhandledOfItem);
    },
    removeUnhandled: (ids) => removeItems(unhandled, ids),
    countUnhandled: (filter) => countItems(unhandled, (query) => queryUnhandled(query, filter)),
    async readJobState(job) {
      return jobStateOfItem(await readItem(jobs, job));
    },
    saveJobState: (job, state) => saveItem(jobs, itemOfJobState(job, state)),
  };
}

function claimId(key: string, attempt: number): string {
  return `${key}#${String(attempt)}`;
}
