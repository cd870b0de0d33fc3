import type { ReceivedEvent } from '../server/programs/open-program.ts';

/** Inbox of jobs in PostgreSQL. */
export interface GraphileInbox {
  /** Resolves when the event is stored. */
  add(event: ReceivedEvent): Promise<void>;
  /** Takes no new jobs, and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/** Starts graphile-worker to handle added events: one at a time for each order, and without duplicates of a waiting event. */
export declare function startGraphileInbox(
  connectionString: string,
  handle: (event: ReceivedEvent) => Promise<void>,
): Promise<GraphileInbox>;
