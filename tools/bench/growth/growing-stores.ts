import { createInMemoryPorts } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import type { AttemptClaims } from '../../../src/backend/order-events/ports/attempt-claims.ts';
import type { Leftovers } from '../../../src/backend/order-events/ports/leftovers.ts';
import type { Notification, Notifications } from '../../../src/backend/order-events/ports/notifications.ts';
import type { Stores } from '../../../src/backend/order-events/ports/ports.ts';
import type { Projections, SavedProjection } from '../../../src/backend/order-events/ports/projections.ts';
import type { Projection } from '../../../src/backend/order-events/timeline/projection.ts';
import { createDayBuckets } from './day-buckets.ts';
import { idsOfCopies } from './order-courses.ts';

/** Stores of a site over years, counted in items of Wix Data: each revision of a projection is one, and each claim. */
export interface GrowingStores {
  readonly stores: Stores;
  /** Number of Wix Data calls so far. */
  calls(): number;
}

/**
 * Creates stores that count each call as the number of Wix Data calls it would take; `onCall` lets time pass for each. Rows that handlers
 * write for an order are also written for its copies, which are separate orders afterwards.
 */
export function createGrowingStores(now: () => number, copies: number, onCall: () => void): GrowingStores {
  let calls = 0;
  function note(count: number): void {
    for (let each = 0; each < count; each += 1) onCall();
    calls += count;
  }
  const saves: Save[] = [];
  const { jobStates, unhandled, recorded, erasures } = createInMemoryPorts(emptyWorld(now()));
  const stores: Stores = {
    projections: counted(projectionsIn(saves, copies), note),
    notifications: counted(notificationsIn(copies), note),
    claims: counted(claimsIn(copies, note), note),
    unhandled: counted(unhandled, note),
    jobStates: counted(jobStates, note),
    recorded: counted(recorded, note),
    erasures: counted(erasures, note),
    leftovers: leftoversIn(saves, note),
  };
  return { stores, calls: () => calls };
}

/** A save of a projection, with its time and the revision that it replaced, if any. */
interface Save {
  readonly savedAt: number;
  readonly isReplacement: boolean;
}

/** Counts one call for every method of a port. */
function counted<Port extends object>(port: Port, note: (count: number) => void): Port {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: readonly unknown[]) => {
        note(1);
        return Reflect.apply(method, target, args) as unknown;
      };
    },
  });
}

interface StoredRow {
  readonly product: Projection['product'];
  readonly orderId: string;
  readonly revision: number;
  readonly savedAt: number;
  /** Serialized outside the heap, because there are a million rows. */
  readonly bytes: Buffer;
}

function projectionsIn(saves: Save[], copies: number): Projections {
  const rows = new Map<string, StoredRow>();
  const byTime = createDayBuckets<StoredRow>();
  const nothing = { projection: undefined, revision: 0 };
  const idOf = (product: string, orderId: string): string => `${product}/${orderId}`;
  const found = (id: string): readonly SavedProjection[] => {
    const row = rows.get(id);
    return row === undefined ? [] : [read(row)];
  };
  function put(row: StoredRow): void {
    const id = idOf(row.product, row.orderId);
    const former = rows.get(id);
    if (former !== undefined) byTime.delete(id, former.savedAt);
    rows.set(id, row);
    byTime.set(id, row.savedAt, row);
  }
  return {
    read: (product, orderId) => Promise.resolve(found(idOf(product, orderId))[0] ?? nothing),
    readMany: (product, orderIds) =>
      Promise.resolve(orderIds.map((orderId) => found(idOf(product, orderId))[0] ?? nothing)),
    save(projection, revision, now) {
      const { product, orderId } = projection;
      if ((rows.get(idOf(product, orderId))?.revision ?? 0) !== revision) return Promise.resolve('outdated');
      const text = JSON.stringify(projection);
      for (const id of [orderId, ...idsOfCopies(orderId, copies)]) {
        const bytes = Buffer.from(id === orderId ? text : text.replaceAll(orderId, id));
        put({ product, orderId: id, revision: revision + 1, savedAt: now, bytes });
        saves.push({ savedAt: now, isReplacement: revision > 0 });
      }
      return Promise.resolve('saved');
    },
    count: () => Promise.resolve(rows.size + saves.filter(({ isReplacement }) => isReplacement).length),
    listSaved: (from, before, limit) => Promise.resolve(byTime.list(from, before, limit).map(read)),
    listNewest: (product, orderIds) => Promise.resolve(orderIds.flatMap((orderId) => found(idOf(product, orderId)))),
    replaceAll(saved) {
      for (const { projection, ...row } of saved) {
        if (projection !== undefined) put({ ...row, bytes: bytesOf(projection) });
      }
      return Promise.resolve();
    },
    remove(saved) {
      for (const { product, orderId, savedAt } of saved) {
        rows.delete(idOf(product, orderId));
        byTime.delete(idOf(product, orderId), savedAt);
      }
      return Promise.resolve();
    },
  };
}

function bytesOf(projection: Projection): Buffer {
  return Buffer.from(JSON.stringify(projection));
}

function read({ bytes, product, orderId, revision, savedAt }: StoredRow): SavedProjection {
  return { product, orderId, revision, savedAt, projection: JSON.parse(bytes.toString()) as Projection };
}

function notificationsIn(copies: number): Notifications {
  const rows = new Map<string, Notification>();
  const settled = createDayBuckets<Notification>();
  const pending = new Set<string>();
  const byOrder = new Map<string, Set<string>>();
  let keys = 0;
  function drop(key: string): void {
    const former = rows.get(key);
    if (former === undefined) return;
    rows.delete(key);
    pending.delete(key);
    if (former.settledAt !== undefined) settled.delete(key, former.settledAt);
    if (former.status === 'erased') keys -= 1;
    const ofOrder = byOrder.get(former.orderId);
    ofOrder?.delete(key);
    if (ofOrder?.size === 0) byOrder.delete(former.orderId);
  }
  function put(row: Notification): void {
    drop(row.key);
    rows.set(row.key, row);
    if (row.status === 'pending') pending.add(row.key);
    if (row.settledAt !== undefined) settled.set(row.key, row.settledAt, row);
    if (row.status === 'erased') keys += 1;
    byOrder.set(row.orderId, (byOrder.get(row.orderId) ?? new Set()).add(row.key));
  }
  function putAll(row: Notification): void {
    put(row);
    for (const orderId of idsOfCopies(row.orderId, copies)) {
      put({ ...row, orderId, key: row.key.replace(row.orderId, orderId) });
    }
  }
  const found = (listed: Iterable<string>): readonly Notification[] =>
    [...listed].flatMap((key) => rows.get(key) ?? []);
  return {
    insert(row) {
      if (rows.has(row.key)) return Promise.resolve('exists');
      putAll(row);
      return Promise.resolve('inserted');
    },
    read: (key) => Promise.resolve(rows.get(key)),
    async save(row) {
      putAll(row);
      await Promise.resolve();
    },
    async saveAll(all) {
      all.forEach(put);
      await Promise.resolve();
    },
    async noteSent(row) {
      putAll(row);
      await Promise.resolve();
    },
    listDue: (_from, to, limit) =>
      Promise.resolve(
        found(pending)
          .filter(({ dueAt }) => Number(dueAt) <= to)
          .slice(0, limit),
      ),
    listSettled: (from, before, limit) => Promise.resolve(settled.list(from, before, limit)),
    async remove(removed) {
      removed.forEach(drop);
      await Promise.resolve();
    },
    list({ orderIds }, limit) {
      if (orderIds === undefined) throw new Error('Only the clean-up lists here, by order');
      return Promise.resolve(orderIds.flatMap((orderId) => found(byOrder.get(orderId) ?? [])).slice(0, limit));
    },
    count: ({ status }) => Promise.resolve(status === 'erased' ? keys : rows.size - keys),
  };
}

/** Removing claims takes a query and, if it finds any, a removal. */
function claimsIn(copies: number, note: (count: number) => void): AttemptClaims {
  const made = new Map<string, number>();
  const byTime = createDayBuckets<string>();
  return {
    claim(key, attempt, now) {
      const id = `${key}#${String(attempt)}`;
      const since = made.get(id);
      if (since !== undefined) return Promise.resolve({ kind: 'taken', since });
      const orderId = key.split('/')[1] ?? '';
      for (const own of [orderId, ...idsOfCopies(orderId, copies)].map((copy) => id.replace(orderId, copy))) {
        made.set(own, now);
        byTime.set(own, now, own);
      }
      return Promise.resolve({ kind: 'claimed' });
    },
    removeBefore(claimedBefore, limit) {
      const old = byTime.list(0, claimedBefore, limit);
      if (old.length > 0) note(1);
      for (const id of old) {
        byTime.delete(id, Number(made.get(id)));
        made.delete(id);
      }
      return Promise.resolve(old.length);
    },
    count: () => Promise.resolve(made.size),
  };
}

/** Works like `wix/wix-leftovers.ts`: reads a page of later saves, and removes the revisions they replaced. */
function leftoversIn(saves: Save[], note: (count: number) => void): Leftovers {
  const STILL_IN_USE_MS = 3_600_000;
  return {
    async remove(progress, { now, limit, isInTime, noteProgress }) {
      let projections = 0;
      while (isInTime()) {
        const end = saves.findIndex(({ savedAt }) => savedAt >= now - STILL_IN_USE_MS);
        const page = saves.splice(0, Math.min(limit, end === -1 ? saves.length : end));
        const replaced = page.filter(({ isReplacement }) => isReplacement).length;
        note(replaced === 0 ? 1 : 2);
        projections += replaced;
        if (page.length < limit) return { report: { projections }, progress, isDone: true };
        await noteProgress(progress);
      }
      return { report: { projections }, progress, isDone: false };
    },
    removeOfOrder: () => Promise.resolve(),
  };
}
