import type { Host } from './processes.ts';
import type { Failures } from './run-step.ts';
import type { Sharing } from './running.ts';

/** Options that define the schedules to try. */
export interface ExploreOptions {
  /** Maximum number of deliveries; beyond the scenario's events, they are duplicates. */
  readonly deliveries: number;
  /** Scenarios with more events are skipped (default: none). */
  readonly maxEvents?: number;
  /** Parts of the names of the scenarios to explore (default: all). */
  readonly stories?: readonly string[];
  /** Host that handles the events (default: Wix's handlers). */
  readonly host?: Host;
  /** `true` if two handlers may run in parallel. */
  readonly races: boolean;
  /** The way in which up to three handlers in one container share their calls (default: each has a container of its own). */
  readonly sharing?: Sharing;
  /** Number of containers that may be stopped. */
  readonly crashes: number;
  /** Calls that may fail, and their number (default: none). */
  readonly failures?: Failures;
  /** Difference between the clocks of two parallel processes, in milliseconds (default: 0). */
  readonly clockDifferenceMs?: number;
  /** `true` if listings lag by a whole step. */
  readonly staleListings: boolean;
  /** `true` to stop at the first fault. */
  readonly untilFault?: boolean;
  /** `true` if enough time passes between deliveries for the work of a stopped handler to become due again. */
  readonly slow: boolean;
}
