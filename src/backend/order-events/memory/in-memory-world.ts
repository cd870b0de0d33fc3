import type { Notification } from '../delivery/notification.ts';
import type { AttemptClaim, JobState, StoredProjection, UnhandledEvent } from '../ports/ports.ts';

/** A triggered email that was sent. */
export interface RecordedEmail {
  readonly emailId: string;
  readonly contactId: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Everything that outlives a handler: what the stores hold, what was sent, and the time. Values are never changed in place. */
export interface World {
  now: number;
  readonly projections: Map<string, StoredProjection>;
  readonly notifications: Map<string, Notification>;
  readonly claims: Map<string, AttemptClaim>;
  readonly unhandled: Map<string, UnhandledEvent>;
  readonly jobs: Map<string, JobState>;
  readonly emails: RecordedEmail[];
  /** What listings show while they lag; they show the rows themselves without it. */
  listed: ReadonlyMap<string, Notification> | undefined;
}

/** A world in which nothing has happened. */
export function emptyWorld(now: number): World {
  return {
    now,
    projections: new Map(),
    notifications: new Map(),
    claims: new Map(),
    unhandled: new Map(),
    jobs: new Map(),
    emails: [],
    listed: undefined,
  };
}

/** A copy that goes its own way. */
export function copyWorld(world: World): World {
  return {
    now: world.now,
    projections: new Map(world.projections),
    notifications: new Map(world.notifications),
    claims: new Map(world.claims),
    unhandled: new Map(world.unhandled),
    jobs: new Map(world.jobs),
    emails: [...world.emails],
    listed: world.listed,
  };
}
