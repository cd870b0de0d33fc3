import { channelOf } from '../channels/channels.ts';
import { seldomSteps } from '../intake/seldom-steps.ts';
import { LEASE_MS } from '../ports/attempt-claims.ts';
import type { ChannelCalls } from '../ports/channel-calls.ts';
import type { Notification, NotificationFilter } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { SavedProjection } from '../ports/projections.ts';
import type { UnhandledEvent, UnhandledFilter } from '../ports/unhandled-events.ts';
import type { World } from './in-memory-world.ts';

/** Ports whose calls leave the process. */
type OuterPorts = Pick<
  Ports,
  'projections' | 'notifications' | 'claims' | 'unhandled' | 'jobStates' | 'recorded' | 'erasures'
> & { readonly channels: Required<ChannelCalls> };

type CallOf<Port extends keyof OuterPorts> = {
  readonly [Method in keyof OuterPorts[Port] & string]: OuterPorts[Port][Method] extends (
    ...args: infer Args
  ) => unknown
    ? { readonly name: `${Port}.${Method}`; readonly args: Readonly<Args> }
    : never;
}[keyof OuterPorts[Port] & string];

/** One call of a port, such as `notifications.insert`, with its arguments; `transaction.commit` is that of a host with transactions. */
export type PortCall =
  | { readonly [Port in keyof OuterPorts]: CallOf<Port> }[keyof OuterPorts]
  | { readonly name: 'transaction.commit'; readonly args: readonly [] };

/**
 * Wraps every port call: decides when the effect takes place, and whether its result, another one or an error comes back. A call whose
 * promise never settles is one whose caller is gone.
 */
export type AroundCall = <Result>(call: PortCall, effect: () => Result) => Promise<Result>;

/** Creates all ports over a world in memory, without digest key, heartbeat, cap or overdue turns; by default calls happen at once. */
export function createInMemoryPorts(world: World, around: AroundCall = async (_call, effect) => effect()): Ports {
  return {
    projections: watched('projections', projections, world, around),
    notifications: watched('notifications', notifications, world, around),
    claims: watched('claims', claims, world, around),
    unhandled: watched('unhandled', unhandled, world, around),
    jobStates: watched('jobStates', jobStates, world, around),
    recorded: watched('recorded', recorded, world, around),
    erasures: watched('erasures', erasures, world, around),
    channels: watched('channels', channels, world, around),
    now: () => world.now,
    random: () => 0,
    loadDigest: () => Promise.resolve(undefined),
    takeOverdueTurn: () => false,
    readListeningSince: () => Promise.resolve(undefined),
    readRemovedBefore: () => Promise.resolve(0),
    storeTime: () => ({ earliest: world.now, latest: world.now }),
    leaseMs: LEASE_MS,
    messageCap: { isReached: () => Promise.resolve(false), note: () => undefined },
    findCaller: () => Promise.resolve(undefined),
    loadSeldomSteps: () => Promise.resolve(seldomSteps),
    log: () => undefined,
  };
}

/** Effects of a port's methods on a world, without any delay. */
type Effects<Port> = {
  readonly [Method in keyof Port]: Port[Method] extends (...args: infer Args) => Promise<infer Result>
    ? (world: World, ...args: Args) => Result
    : never;
};

/** Creates a port from its effects. Every process of an exploration needs new ones, so methods are created when they are called. */
function watched<Port extends keyof OuterPorts>(
  port: Port,
  effects: Effects<OuterPorts[Port]>,
  world: World,
  around: AroundCall,
): OuterPorts[Port] {
  const methods: unknown = new Proxy(effects, {
    get(_effects, method) {
      const effect: unknown = Reflect.get(effects, method);
      if (typeof effect !== 'function') return undefined;
      const name: unknown = `${port}.${String(method)}`;
      return (...args: readonly unknown[]) =>
        around({ name, args } as PortCall, () => Reflect.apply(effect, undefined, [world, ...args]) as unknown);
    },
  });
  // The compiler cannot follow the types of a method through the proxy.
  return methods as OuterPorts[Port];
}

const neverSaved = { projection: undefined, revision: 0 } as const;
const projections: Effects<Ports['projections']> = {
  read: (world, product, orderId) => world.projections.get(`${product}/${orderId}`) ?? neverSaved,
  readMany: (world, product, orderIds) =>
    orderIds.map((orderId) => world.projections.get(`${product}/${orderId}`) ?? neverSaved),
  save(world, projection, revision, now) {
    const key = `${projection.product}/${projection.orderId}`;
    if ((world.projections.get(key) ?? neverSaved).revision !== revision) return 'outdated';
    world.projections.set(key, { projection, revision: revision + 1 });
    world.savedAt.set(key, now);
    return 'saved';
  },
  count: (world) => world.projections.size,
  listSaved: (world, from, before, limit) =>
    [...world.savedAt]
      .filter(([, savedAt]) => savedAt >= from && savedAt < before)
      .sort(([, left], [, right]) => left - right)
      .slice(0, limit)
      .map(([key]) => savedOf(world, key)),
  listNewest: (world, product, orderIds) =>
    orderIds
      .map((orderId) => `${product}/${orderId}`)
      .filter((key) => world.projections.has(key))
      .map((key) => savedOf(world, key)),
  replaceAll(world, saved) {
    for (const { product, orderId, projection, revision } of saved) {
      if (isStored(world, product, orderId, revision)) {
        world.projections.set(`${product}/${orderId}`, { projection, revision });
      }
    }
  },
  remove(world, saved) {
    for (const { product, orderId, revision } of saved) {
      if (!isStored(world, product, orderId, revision)) continue;
      world.projections.delete(`${product}/${orderId}`);
      world.savedAt.delete(`${product}/${orderId}`);
    }
  },
};

function savedOf(world: World, key: string): SavedProjection {
  const slash = key.indexOf('/');
  return {
    ...(world.projections.get(key) ?? neverSaved),
    product: key.slice(0, slash) as SavedProjection['product'],
    orderId: key.slice(slash + 1),
    savedAt: world.savedAt.get(key) ?? 0,
  };
}

function isStored({ projections: stored }: World, product: string, orderId: string, revision: number): boolean {
  return stored.get(`${product}/${orderId}`)?.revision === revision;
}

const notifications: Effects<Ports['notifications']> = {
  insert(world, notification) {
    if (world.notifications.has(notification.key)) return 'exists';
    world.notifications.set(notification.key, notification);
    return 'inserted';
  },
  read: (world, key) => world.notifications.get(key),
  save: (world, notification) => void world.notifications.set(notification.key, notification),
  saveAll(world, rows) {
    for (const row of rows) world.notifications.set(row.key, row);
  },
  noteSent: (world, notification) => void world.notifications.set(notification.key, notification),
  listDue: (world, from, to, limit) =>
    rowsOf(world, { status: 'pending', dueFrom: from, dueBefore: to })
      .sort((left, right) => Number(left.dueAt) - Number(right.dueAt))
      .slice(0, limit),
  listSettled: (world, from, before, limit) =>
    rowsOf(world, { settledBefore: before })
      .filter(({ settledAt }) => Number(settledAt) >= from)
      .sort((left, right) => Number(left.settledAt) - Number(right.settledAt))
      .slice(0, limit),
  remove(world, keys) {
    for (const key of keys) world.notifications.delete(key);
  },
  list: (world, filter, limit) =>
    rowsOf(world, filter)
      .sort((left, right) => right.createdAt - left.createdAt)
      .slice(0, limit),
  count: (world, filter) => rowsOf(world, filter).length,
};

function rowsOf(world: World, filter: NotificationFilter): Notification[] {
  return [...(world.listed ?? world.notifications).values()].filter((row) => isListed(row, filter));
}

const claims: Effects<Ports['claims']> = {
  claim(world, key, attempt, now) {
    const id = `${key}#${String(attempt)}`;
    const since = world.claims.get(id);
    if (since !== undefined) return { kind: 'taken', since };
    world.claims.set(id, now);
    return { kind: 'claimed' };
  },
  removeBefore(world, claimedBefore, limit) {
    const old = [...world.claims].filter(([, claimedAt]) => claimedAt < claimedBefore).slice(0, limit);
    for (const [id] of old) world.claims.delete(id);
    return old.length;
  },
  count: (world) => world.claims.size,
};

const unhandled: Effects<Ports['unhandled']> = {
  keep(world, event, now) {
    const known = world.unhandled.get(event.id) ?? { ...event, count: 0, firstAt: now };
    world.unhandled.set(event.id, { ...known, count: known.count + 1, lastAt: now });
  },
  list: (world, filter, limit, order = 'newest-first') =>
    kept(world, filter)
      .sort((left, right) => (order === 'newest-first' ? right.lastAt - left.lastAt : left.lastAt - right.lastAt))
      .slice(0, limit),
  remove(world, ids) {
    for (const id of ids) world.unhandled.delete(id);
  },
  count: (world, filter) => kept(world, filter).length,
};

function kept(world: World, filter: UnhandledFilter): UnhandledEvent[] {
  return [...world.unhandled.values()].filter((event) => isKept(event, filter));
}

const jobStates: Effects<Ports['jobStates']> = {
  read: (world, job) => world.jobStates.get(job),
  save: (world, job, state) => void world.jobStates.set(job, state),
};

const recorded: Effects<Ports['recorded']> = {
  keep(world, event) {
    if (!world.recorded.has(event.id)) world.recorded.set(event.id, event);
  },
  count: (world) => world.recorded.size,
  listOldest: (world, limit, before = Infinity) =>
    [...world.recorded.values()]
      .filter(({ receivedAt }) => receivedAt < before)
      .sort((left, right) => left.receivedAt - right.receivedAt)
      .slice(0, limit),
  listMarked: (world, mark, limit) =>
    [...world.recorded.values()].filter(({ marks }) => marks?.includes(mark) === true).slice(0, limit),
  remove(world, ids) {
    for (const id of ids) world.recorded.delete(id);
  },
};

const erasures: Effects<Ports['erasures']> = {
  save: (world, erasure) => void world.erasures.set(erasure.id, erasure),
  find: (world, ids) => ids.flatMap((id) => world.erasures.get(id) ?? []),
  listDue: (world, by, limit) =>
    [...world.erasures.values()].filter(({ dueAt }) => dueAt !== undefined && dueAt <= by).slice(0, limit),
  listDone: (world, askedBefore, limit) =>
    [...world.erasures.values()]
      .filter(({ askedAt, dueAt }) => dueAt === undefined && askedAt < askedBefore)
      .slice(0, limit),
  count: (world) => [...world.erasures.values()].filter(({ dueAt }) => dueAt !== undefined).length,
  countAll: (world) => world.erasures.size,
  remove(world, ids) {
    for (const id of ids) world.erasures.delete(id);
  },
};

/** Milliseconds for which a channel that drops repetitions remembers a key here. */
const KEY_MEMORY_MS = 24 * 3_600_000;

const channels: Effects<OuterPorts['channels']> = {
  send(world, { key, channel, call, recipient, variables, about }) {
    const { emails, now } = world;
    if (channel === 'triggeredEmail') {
      emails.push({ emailId: call['emailId'] ?? '', ...recipient, variables });
      return { kind: 'sent' };
    }
    const isRepetition = emails.some((sent) => sent.key === key && now - Number(sent.at) < KEY_MEMORY_MS);
    if (channelOf(channel).asksFromAgeMs === undefined || !isRepetition) {
      emails.push({ emailId: about?.rule ?? '', ...recipient, variables, key, at: now });
    }
    return { kind: 'sent' };
  },
  ask: ({ emails }, { key }) => ({ kind: emails.some((sent) => sent.key === key) ? 'sent' : 'not-sent' }),
  listRejected: () => [],
};

function isListed(row: Notification, filter: NotificationFilter): boolean {
  const { status, orderId, contactId, memberId, mark, occurredBy, isErased, createdFrom, settledBefore } = filter;
  const { callId, dueFrom, dueBefore, orderIds } = filter;
  if (createdFrom !== undefined && row.createdAt < createdFrom) return false;
  if (status !== undefined && row.status !== status) return false;
  if (orderId !== undefined && row.orderId !== orderId) return false;
  if (orderIds?.includes(row.orderId) === false) return false;
  if (contactId !== undefined && row.contactId !== contactId) return false;
  if (memberId !== undefined && row.memberId !== memberId) return false;
  if (mark !== undefined && row.marks?.includes(mark) !== true) return false;
  if (occurredBy !== undefined && Date.parse(row.occurredAt) > occurredBy) return false;
  if (callId !== undefined && row.callId !== callId) return false;
  if (isErased === false && row.status === 'erased') return false;
  if (settledBefore !== undefined && !(row.settledAt !== undefined && row.settledAt < settledBefore)) return false;
  if (dueFrom !== undefined && !(row.dueAt !== undefined && row.dueAt >= dueFrom)) return false;
  return dueBefore === undefined || (row.dueAt !== undefined && row.dueAt <= dueBefore);
}

function isKept(
  event: UnhandledEvent,
  { kind, orderId, mark, contains, lastFrom, lastBefore }: UnhandledFilter,
): boolean {
  if (kind !== undefined && (event.failure === undefined) !== (kind === 'rejected')) return false;
  if (orderId !== undefined && event.orderId !== orderId) return false;
  if (mark !== undefined && event.marks?.includes(mark) !== true) return false;
  if (contains !== undefined && !event.text.includes(contains)) return false;
  if (lastFrom !== undefined && event.lastAt < lastFrom) return false;
  return lastBefore === undefined || event.lastAt < lastBefore;
}
