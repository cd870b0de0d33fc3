import type { Notification } from '../delivery/notification.ts';
import type {
  Effort,
  Mailer,
  NotificationFilter,
  OrderEventStore,
  StoredProjection,
  UnhandledEvent,
  UnhandledFilter,
} from '../ports/ports.ts';
import type { World } from './in-memory-world.ts';

/** One call of a port, as whoever watches the calls sees it. */
export interface PortCall {
  readonly name: keyof OrderEventStore | 'sendEmail';
  /** The key, id or job that the call is about; empty for listings. */
  readonly key: string;
  /** The notification that the call writes. */
  readonly notification?: Notification;
  /** How long it is to go on, where that is said. */
  readonly effort?: Effort | undefined;
}

/**
 * Runs around every port call: it decides when the effect takes place, and whether its answer, another or an error
 * comes back. A call whose promise never settles is one whose caller is gone.
 */
export type AroundCall = <Result>(call: PortCall, effect: () => Result) => Promise<Result>;

/** Makes every call at once. */
export const atOnce: AroundCall = async (_call, effect) => effect();

const neverSaved: StoredProjection = { projection: undefined, revision: 0 };

/** A store that keeps everything in a world. */
export function createInMemoryStore(world: World, around: AroundCall = atOnce): OrderEventStore {
  const { projections, notifications, claims, unhandled, jobs } = world;
  const rows = (): Notification[] => [...(world.listed ?? notifications).values()];
  return {
    readProjection: (product, orderId) => {
      const key = `${product}/${orderId}`;
      return around({ name: 'readProjection', key }, () => projections.get(key) ?? neverSaved);
    },
    saveProjection: (projection, revision) => {
      const key = `${projection.product}/${projection.orderId}`;
      return around({ name: 'saveProjection', key }, () => {
        if ((projections.get(key) ?? neverSaved).revision !== revision) return 'outdated';
        projections.set(key, { projection, revision: revision + 1 });
        return 'saved';
      });
    },
    // The newest revision is the only one here.
    removeOlderProjections: (product, orderId) =>
      around({ name: 'removeOlderProjections', key: `${product}/${orderId}` }, () => undefined),
    removeReplacedProjections: () => around({ name: 'removeReplacedProjections', key: '' }, () => ({ removed: 0 })),
    insertNotification: (notification) =>
      around({ name: 'insertNotification', key: notification.key, notification }, () => {
        if (notifications.has(notification.key)) return 'exists';
        notifications.set(notification.key, notification);
        return 'inserted';
      }),
    readNotification: (key) => around({ name: 'readNotification', key }, () => notifications.get(key)),
    saveNotification: (notification, effort) =>
      around({ name: 'saveNotification', key: notification.key, notification, effort }, () => {
        notifications.set(notification.key, notification);
      }),
    listDue: (from, to, limit) =>
      around({ name: 'listDue', key: '' }, () =>
        rows()
          .filter((row) => isListed(row, { status: 'pending', dueFrom: from, dueBefore: to }))
          .sort((left, right) => (left.dueAt ?? 0) - (right.dueAt ?? 0))
          .slice(0, limit),
      ),
    listNotifications: (filter, limit) =>
      around({ name: 'listNotifications', key: '' }, () =>
        rows()
          .filter((row) => isListed(row, filter))
          .sort((left, right) => right.createdAt - left.createdAt)
          .slice(0, limit),
      ),
    claimAttempt: (key, attempt, now) =>
      around({ name: 'claimAttempt', key: `${key}#${String(attempt)}` }, () => {
        const id = `${key}#${String(attempt)}`;
        if (claims.has(id)) return 'taken';
        claims.set(id, { claimedAt: now });
        return 'claimed';
      }),
    readClaim: (key, attempt) => {
      const id = `${key}#${String(attempt)}`;
      return around({ name: 'readClaim', key: id }, () => claims.get(id));
    },
    removeClaimsBefore: (instant, limit) =>
      around({ name: 'removeClaimsBefore', key: '' }, () => {
        const old = [...claims].filter(([, { claimedAt }]) => claimedAt < instant).slice(0, limit);
        for (const [id] of old) claims.delete(id);
        return old.length;
      }),
    keepUnhandled: (event, now) =>
      around({ name: 'keepUnhandled', key: event.id, effort: 'patient' }, () => {
        const known = unhandled.get(event.id) ?? { ...event, count: 0, firstAt: now };
        unhandled.set(event.id, { ...known, count: known.count + 1, lastAt: now });
      }),
    listUnhandled: (filter, limit, order = 'newest-first') =>
      around({ name: 'listUnhandled', key: '' }, () =>
        [...unhandled.values()]
          .filter((event) => isKept(event, filter))
          .sort((left, right) => (order === 'newest-first' ? right.lastAt - left.lastAt : left.lastAt - right.lastAt))
          .slice(0, limit),
      ),
    removeUnhandled: (ids) =>
      around({ name: 'removeUnhandled', key: ids.join() }, () => {
        for (const id of ids) unhandled.delete(id);
      }),
    countProjections: () => around({ name: 'countProjections', key: '' }, () => projections.size),
    countNotifications: (filter) =>
      around({ name: 'countNotifications', key: '' }, () => rows().filter((row) => isListed(row, filter)).length),
    countUnhandled: (filter) =>
      around(
        { name: 'countUnhandled', key: '' },
        () => [...unhandled.values()].filter((event) => isKept(event, filter)).length,
      ),
    readJobState: (job) => around({ name: 'readJobState', key: job }, () => jobs.get(job)),
    saveJobState: (job, state) => around({ name: 'saveJobState', key: job }, () => void jobs.set(job, state)),
  };
}

/** A mailer that records what it sends in a world. */
export function createRecordingMailer(world: World, around: AroundCall = atOnce): Mailer {
  return {
    send: (emailId, contactId, variables) =>
      around({ name: 'sendEmail', key: emailId }, () => {
        world.emails.push({ emailId, contactId, variables });
        return { kind: 'sent' };
      }),
  };
}

function isListed(row: Notification, filter: NotificationFilter): boolean {
  const { status, orderId, contactId, isErased, settledBefore, dueFrom, dueBefore } = filter;
  if (status !== undefined && row.status !== status) return false;
  if (orderId !== undefined && row.orderId !== orderId) return false;
  if (contactId !== undefined && row.contactId !== contactId) return false;
  if (isErased === false && row.status === 'erased') return false;
  if (settledBefore !== undefined && !(row.settledAt !== undefined && row.settledAt < settledBefore)) return false;
  if (dueFrom !== undefined && !(row.dueAt !== undefined && row.dueAt >= dueFrom)) return false;
  return dueBefore === undefined || (row.dueAt !== undefined && row.dueAt <= dueBefore);
}

function isKept(event: UnhandledEvent, { kind, orderId, contains, lastFrom, lastBefore }: UnhandledFilter): boolean {
  if (kind !== undefined && (event.failure === undefined) !== (kind === 'rejected')) return false;
  if (orderId !== undefined && event.orderId !== orderId) return false;
  if (contains !== undefined && !event.text.includes(contains)) return false;
  if (lastFrom !== undefined && event.lastAt < lastFrom) return false;
  return lastBefore === undefined || event.lastAt < lastBefore;
}
