import { hkdfSync } from 'node:crypto';
import { LRUCache } from 'lru-cache';

import {
  createOrderEvents,
  type HostPorts,
  type OrderEvents,
} from '../../src/backend/order-events/create-order-events.ts';
import type { ChannelCalls } from '../../src/backend/order-events/ports/channel-calls.ts';
import type { OrderReader } from '../../src/backend/order-events/ports/order-reader.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import type { Digest } from '../../src/backend/order-events/values/detail-digests.ts';
import { createSqlStores } from '../sql/create-sql-stores.ts';
import type { Sql } from '../sql/sql.ts';

/** The core of one tenant, with the tenant's rules, orders and digest. */
export interface TenantCore {
  readonly orderEvents: OrderEvents;
  readonly site: SiteRules;
  readonly orders: OrderReader;
  readonly digest: Digest;
}

/** Dependencies shared by all cores. */
export interface TenantCoreDeps extends Pick<HostPorts, 'now' | 'random'> {
  readonly sql: Sql;
  readonly leaseMs: number;
  /** Key from which each tenant's own digest key is derived. */
  readonly digestKey: string;
  readonly rulesOf: (instanceId: string) => SiteRules;
  readonly channelsOf: (instanceId: string) => ChannelCalls;
  readonly ordersOf: (instanceId: string) => OrderReader;
  readonly log: (message: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}

/** Number of cores cached: a core remembers, for example, how often a recipient was notified, which a new one must read again. */
const MAX_TENANTS = 1_000;
const KEY_BYTES = 32;

/** Returns a function that gets the core of a tenant; cores share no data. */
export function createTenantCores(deps: TenantCoreDeps): (instanceId: string) => TenantCore {
  const cores = new LRUCache<string, TenantCore>({ max: MAX_TENANTS });
  return function coreOf(instanceId) {
    const known = cores.get(instanceId);
    if (known !== undefined) return known;
    const core = createCore(instanceId, deps);
    cores.set(instanceId, core);
    return core;
  };
}

function createCore(instanceId: string, deps: TenantCoreDeps): TenantCore {
  const { sql, now, random, leaseMs, digestKey, rulesOf, channelsOf, ordersOf, log } = deps;
  const digest = createDigest(keyOf(instanceId, digestKey));
  const orderEvents = createOrderEvents({
    ...createSqlStores(sql, instanceId),
    channels: channelsOf(instanceId),
    now,
    random,
    leaseMs,
    loadDigest: () => Promise.resolve(digest),
    // The worker looks for due notifications all the time.
    takeOverdueTurn: () => false,
    // A server has no logged-in users.
    findCaller: () => Promise.resolve(undefined),
    log: (message, details) => {
      log(message, { instanceId, ...details });
    },
  });
  return { orderEvents, site: rulesOf(instanceId), orders: ordersOf(instanceId), digest };
}

function keyOf(instanceId: string, digestKey: string): string {
  return Buffer.from(hkdfSync('sha256', digestKey, instanceId, 'order-events digest', KEY_BYTES)).toString('hex');
}
