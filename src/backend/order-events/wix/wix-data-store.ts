import type { WixDataItem } from 'wix-data';

import type { Effort, OrderEventStore } from '../ports/ports.ts';
import { collectionIds } from './collection-ids.ts';
import { countItems, findItems, insertOnce, readItem, removeItems, saveItem } from './data-calls.ts';
import { msOfDate } from './item-fields.ts';
import { jobStateOfItem, itemOfJobState } from './job-state-item.ts';
import { itemOfNotification, notificationOfItem, queryNotifications } from './notification-item.ts';
import { itemOfProjection, projectionId, projectionOfItem, revisionIds } from './projection-item.ts';
import { itemOfUnhandled, queryUnhandled, unhandledOfItem } from './unhandled-item.ts';

/** As many as Wix Data removes in one call: https://dev.wix.com/docs/velo/apis/wix-data/bulk-remove */
const MAX_REMOVED = 1000;

const { orders, notifications, attempts, unhandled, jobs } = collectionIds;

/** Keeps everything in Wix Data; `effort` is how long calls go on for which nothing else is said. */
export function createWixDataStore(effort: Effort = 'brief'): OrderEventStore {
  return {
    async readProjection(product, orderId) {
      const [newest] = await findItems(
        effort,
        orders,
        (query) => {
          const { from, before } = revisionIds(product, orderId);
          return query.ge('_id', from).lt('_id', before).eq('orderId', orderId).descending('revision');
        },
        1,
      );
      return projectionOfItem(newest);
    },
    async saveProjection(projection, revision, now) {
      const result = await insertOnce(effort, orders, itemOfProjection(projection, revision + 1, now));
      return result === 'inserted' ? 'saved' : 'outdated';
    },
    async removeOlderProjections(product, orderId, revision) {
      const older = Array.from({ length: Math.max(0, revision - 1) }, (_none, index) => index + 1);
      await removeItems(
        effort,
        orders,
        older.slice(-MAX_REMOVED).map((old) => projectionId(product, orderId, old)),
      );
    },
    async removeReplacedProjections(from, before, limit) {
      const newer = await findItems(
        effort,
        orders,
        (query) => query.ge('savedAt', new Date(from)).lt('savedAt', new Date(before)).ascending('savedAt'),
        limit,
      );
      const replaced = newer.filter(({ revision }) => Number(revision) > 1);
      await removeItems(
        effort,
        orders,
        replaced.map(({ product, orderId, revision }) =>
          projectionId(String(product), String(orderId), Number(revision) - 1),
        ),
      );
      const last = newer.length < limit ? undefined : newer[newer.length - 1];
      return last === undefined
        ? { removed: replaced.length }
        : { removed: replaced.length, next: nextFrom(last, from) };
    },
    insertNotification: (notification) => insertOnce(effort, notifications, itemOfNotification(notification)),
    async readNotification(key) {
      const item = await readItem(effort, notifications, key);
      return item === null ? undefined : notificationOfItem(item);
    },
    saveNotification: (notification, own = effort) => saveItem(own, notifications, itemOfNotification(notification)),
    async listDue(from, to, limit) {
      const items = await findItems(
        effort,
        notifications,
        (query) => queryNotifications(query, { status: 'pending', dueFrom: from, dueBefore: to }).ascending('dueAt'),
        limit,
      );
      return items.map(notificationOfItem);
    },
    async listNotifications(filter, limit) {
      const items = await findItems(
        effort,
        notifications,
        (query) => queryNotifications(query, filter).descending('createdAt'),
        limit,
      );
      return items.map(notificationOfItem);
    },
    countProjections: () => countItems(effort, orders, (query) => query),
    countNotifications: (filter) => countItems(effort, notifications, (query) => queryNotifications(query, filter)),
    async claimAttempt(key, attempt, now) {
      const claim = { _id: claimId(key, attempt), claimedAt: new Date(now) };
      return (await insertOnce(effort, attempts, claim)) === 'inserted' ? 'claimed' : 'taken';
    },
    async readClaim(key, attempt) {
      const item = await readItem(effort, attempts, claimId(key, attempt));
      return item === null ? undefined : { claimedAt: msOfDate(item['claimedAt']) };
    },
    async removeClaimsBefore(instant, limit) {
      const old = await findItems(effort, attempts, (query) => query.lt('claimedAt', new Date(instant)), limit);
      await removeItems(
        effort,
        attempts,
        old.map(({ _id }) => String(_id)),
      );
      return old.length;
    },
    async keepUnhandled(event, now) {
      const item = itemOfUnhandled(event, now);
      if ((await insertOnce('patient', unhandled, item)) === 'inserted') return;
      const known = (await readItem('patient', unhandled, event.id)) ?? item;
      const counted = { ...known, count: Number(known['count']) + 1, lastAt: new Date(now) };
      await saveItem('patient', unhandled, counted);
    },
    async listUnhandled(filter, limit, order = 'newest-first') {
      const items = await findItems(
        effort,
        unhandled,
        (query) => {
          const matching = queryUnhandled(query, filter);
          return order === 'newest-first' ? matching.descending('lastAt') : matching.ascending('lastAt');
        },
        limit,
      );
      return items.map(unhandledOfItem);
    },
    removeUnhandled: (ids) => removeItems(effort, unhandled, ids),
    countUnhandled: (filter) => countItems(effort, unhandled, (query) => queryUnhandled(query, filter)),
    async readJobState(job) {
      return jobStateOfItem(await readItem(effort, jobs, job));
    },
    saveJobState: (job, state) => saveItem(effort, jobs, itemOfJobState(job, state)),
  };
}

/** Items that one page saved at the same instant are left where they are: the next page must begin later. */
function nextFrom(last: WixDataItem, from: number): number {
  return Math.max(msOfDate(last['savedAt']), from + 1);
}

function claimId(key: string, attempt: number): string {
  return `${key}#${String(attempt)}`;
}
