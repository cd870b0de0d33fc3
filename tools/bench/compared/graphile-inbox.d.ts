import type { ReceivedEvent } from '../server/programs/open-program.ts';

/** An inbox of jobs in PostgreSQL. */
export interface GraphileInbox {
  /** Resolves when the event is stored. */
  add(event: ReceivedEvent): Promise<void>;
  /** Takes up nothing new, and resolves when what was begun has ended. */
  stop(): Promise<void>;
}

/** Starts graphile-worker, which handles what is added: of one order one event at a time, and none twice that waits. */
export declare function startGraphileInbox(
  connectionString: string,
  handle: (event: ReceivedEvent) => Promise<void>,
): Promise<GraphileInbox>;
