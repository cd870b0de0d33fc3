import type { JobState } from '../ports/job-states.ts';
import type { Erasure } from '../ports/erasures.ts';
import type { Notification } from '../ports/notifications.ts';
import type { StoredProjection } from '../ports/projections.ts';
import type { RecordedEvent } from '../ports/recorded-events.ts';
import type { UnhandledEvent } from '../ports/unhandled-events.ts';

/** A sent triggered email, or what another channel sent, under the id of its rule. */
export interface RecordedEmail {
  readonly emailId: string;
  readonly contactId?: string;
  readonly memberId?: string;
  readonly variables: Readonly<Record<string, string>>;
  /** For other channels: the key of the notification, and the time. */
  readonly key?: string;
  readonly at?: number;
}

/** Everything that outlives a handler: the contents of the stores, what was sent, and the time. Values are never changed in place. */
export interface World {
  now: number;
  /** By `product/order`. */
  readonly projections: Map<string, StoredProjection>;
  /** Time of each projection's last save, by `product/order`. */
  readonly savedAt: Map<string, number>;
  readonly notifications: Map<string, Notification>;
  /** Time of each attempt's claim, by `key#attempt`. */
  readonly claims: Map<string, number>;
  readonly unhandled: Map<string, UnhandledEvent>;
  readonly jobStates: Map<string, JobState>;
  readonly recorded: Map<string, RecordedEvent>;
  readonly erasures: Map<string, Erasure>;
  readonly emails: RecordedEmail[];
  /** Rows that listings show while they lag; `undefined` while they show the rows themselves. */
  listed: ReadonlyMap<string, Notification> | undefined;
}

/** Returns a world in which nothing has happened. */
export function emptyWorld(now: number): World {
  return {
    now,
    projections: new Map(),
    savedAt: new Map(),
    notifications: new Map(),
    claims: new Map(),
    unhandled: new Map(),
    jobStates: new Map(),
    recorded: new Map(),
    erasures: new Map(),
    emails: [],
    listed: undefined,
  };
}

/** Copies the stores of another world into a world. */
export function storeAll(world: World, from: World): void {
  for (const name of [
    'projections',
    'savedAt',
    'notifications',
    'claims',
    'unhandled',
    'jobStates',
    'recorded',
    'erasures',
  ] as const) {
    const store: Map<string, unknown> = world[name];
    store.clear();
    for (const [key, row] of from[name]) store.set(key, row);
  }
}

/** Returns an independent copy. */
export function copyWorld(world: World): World {
  return {
    now: world.now,
    projections: new Map(world.projections),
    savedAt: new Map(world.savedAt),
    notifications: new Map(world.notifications),
    claims: new Map(world.claims),
    unhandled: new Map(world.unhandled),
    jobStates: new Map(world.jobStates),
    recorded: new Map(world.recorded),
    erasures: new Map(world.erasures),
    emails: [...world.emails],
    listed: world.listed,
  };
}
