import type { Notification, NotificationFilter } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { StoredProjection } from '../ports/projections.ts';
import type { UnhandledEvent, UnhandledFilter } from '../ports/unhandled-events.ts';
import type { World } from './in-memory-world.ts';

/** The ports whose calls reach beyond the process. */
type OuterPorts = Pick<
  Ports,
  'projections' | 'notifications' | 'claims' | 'unhandled' | 'jobStates' | 'recorded' | 'mailer'
>;

type CallOf<Port extends keyof OuterPorts> = {
  readonly [Method in keyof OuterPorts[Port] & string]: OuterPorts[Port][Method] extends (
    ...args: infer Args
  ) => unknown
    ? { readonly name: `${Port}.${Method}`; readonly args: Readonly<Args> }
    : never;
}[keyof OuterPorts[Port] & string];

/** One call of a port, as whoever watches the calls sees it: `notifications.insert` with its arguments. */
export type PortCall = { readonly [Port in keyof OuterPorts]: CallOf<Port> }[keyof OuterPorts];

/**
 * Runs around every port call: it decides when the effect takes place, and whether its answer, another or an error
 * comes back. A call whose promise never settles is one whose caller is gone.
 */
export type AroundCall = <Result>(call: PortCall, effect: () => Result) => Promise<Result>;

/** All ports over a world in memory, without a digest key and without turns for what is overdue; calls are made at once by default. */
export function createInMemoryPorts(world: World, around: AroundCall = makeAtOnce): Ports {
  return {
    projections: watched('projections', projectionsOf(world), around),
    notifications: watched('notifications', notificationsOf(world), around),
    claims: watched('claims', claimsOf(world), around),
    unhandled: watched('unhandled', unhandledOf(world), around),
    jobStates: watched('jobStates', jobStatesOf(world), around),
    recorded: watched('recorded', recordedOf(world), around),
    mailer: watched('mailer', mailerOf(world), around),
    now: () => world.now,
    random: () => 0,
    loadDigest: () => Promise.resolve(undefined),
    takeOverdueTurn: () => false,
    findContactOfCaller: () => Promise.resolve(undefined),
    log: () => undefined,
  };
}

const makeAtOnce: AroundCall = async (_call, effect) => effect();

/** The methods of a port as they take effect, all at once. */
type Effects<Port> = {
  readonly [Method in keyof Port]: Port[Method] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : never;
};

function watched<Port extends keyof OuterPorts>(
  port: Port,
  effects: Effects<OuterPorts[Port]>,
  around: AroundCall,
): OuterPorts[Port] {
  // The compiler cannot follow the types of a method through the entries.
  const entries = Object.entries<(...args: readonly unknown[]) => unknown>(effects).map(([method, effect]) => {
    const name: unknown = `${port}.${method}`;
    return [
      method,
      (...args: readonly unknown[]) => around({ name, args } as PortCall, () => effect(...args)),
    ] as const;
  });
  const methods: unknown = Object.fromEntries(entries);
  return methods as OuterPorts[Port];
}

const neverSaved: StoredProjection = { projection: undefined, revision: 0 };

function projectionsOf({ projections }: World): Effects<Ports['projections']> {
  return {
    read: (product, orderId) => projections.get(`${product}/${orderId}`) ?? neverSaved,
    save(projection, revision) {
      const key = `${projection.product}/${projection.orderId}`;
      if ((projections.get(key) ?? neverSaved).revision !== revision) return 'outdated';
      projections.set(key, { projection, revision: revision + 1 });
      return 'saved';
    },
    count: () => projections.size,
  };
}

function notificationsOf(world: World): Effects<Ports['notifications']> {
  const { notifications } = world;

  function save(notification: Notification): void {
    notifications.set(notification.key, notification);
  }

  function listed(filter: NotificationFilter): Notification[] {
    return [...(world.listed ?? notifications).values()].filter((row) => isListed(row, filter));
  }

  return {
    insert(notification) {
      if (notifications.has(notification.key)) return 'exists';
      save(notification);
      return 'inserted';
    },
    read: (key) => notifications.get(key),
    save,
    noteSent: save,
    listDue: (from, to, limit) =>
      listed({ status: 'pending', dueFrom: from, dueBefore: to })
        .sort((left, right) => Number(left.dueAt) - Number(right.dueAt))
        .slice(0, limit),
    list: (filter, limit) =>
      listed(filter)
        .sort((left, right) => right.createdAt - left.createdAt)
        .slice(0, limit),
    count: (filter) => listed(filter).length,
  };
}

function claimsOf({ claims }: World): Effects<Ports['claims']> {
  return {
    claim(key, attempt, now) {
      const id = `${key}#${String(attempt)}`;
      const since = claims.get(id);
      if (since !== undefined) return { kind: 'taken', since };
      claims.set(id, now);
      return { kind: 'claimed' };
    },
  };
}

function unhandledOf({ unhandled }: World): Effects<Ports['unhandled']> {
  return {
    keep(event, now) {
      const known = unhandled.get(event.id) ?? { ...event, count: 0, firstAt: now };
      unhandled.set(event.id, { ...known, count: known.count + 1, lastAt: now });
    },
    list: (filter, limit, order = 'newest-first') =>
      [...unhandled.values()]
        .filter((event) => isKept(event, filter))
        .sort((left, right) => (order === 'newest-first' ? right.lastAt - left.lastAt : left.lastAt - right.lastAt))
        .slice(0, limit),
    remove(ids) {
      for (const id of ids) unhandled.delete(id);
    },
    count: (filter) => [...unhandled.values()].filter((event) => isKept(event, filter)).length,
  };
}

function jobStatesOf({ jobStates }: World): Effects<Ports['jobStates']> {
  return {
    read: (job) => jobStates.get(job),
    save: (job, state) => void jobStates.set(job, state),
  };
}

function recordedOf({ recorded }: World): Effects<Ports['recorded']> {
  return {
    keep(event) {
      if (!recorded.has(event.id)) recorded.set(event.id, event);
    },
    count: () => recorded.size,
    listOldest: (limit, before = Infinity) =>
      [...recorded.values()]
        .filter(({ receivedAt }) => receivedAt < before)
        .sort((left, right) => left.receivedAt - right.receivedAt)
        .slice(0, limit),
    remove(ids) {
      for (const id of ids) recorded.delete(id);
    },
  };
}

function mailerOf({ emails }: World): Effects<Ports['mailer']> {
  return {
    send(emailId, contactId, variables) {
      emails.push({ emailId, contactId, variables });
      return { kind: 'sent' };
    },
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
