import type { RunRequest, RunResult } from '../runs/run.ts';
import type { ClockMove } from './clock-setting.ts';
import type { FaultPlan } from './fault-plan.ts';

/** Conditions of one run. */
export interface RunConditions {
  /** Move of the clock before the run; defaults to the time of the event. */
  readonly clock?: ClockMove;
  /** Faults to inject in this run, besides those set in the console. */
  readonly faults?: FaultPlan;
}

/** Runs that are stored together: faster, but the death of this process loses those of the open batch. */
export interface RunBatches {
  /** Opens a batch, unless one is open. */
  begin(): void;
  /** Stores the runs since `begin`. */
  commit(): void;
}

/** Local site on one state, regardless of which process has it open. */
export interface SiteAccess {
  /** Performs one run in its turn and returns the result. */
  perform(request: RunRequest, conditions: RunConditions): Promise<RunResult>;
  /** Calls a web method as the site's owner for its answer; the call is not listed as a run. */
  ask(method: string, args: readonly unknown[]): Promise<RunResult>;
  /** Returns the site's clock, in milliseconds since 1970. */
  now(): Promise<number>;
  /** Absent if another process has the state open, which stores each run by itself. */
  readonly batches?: RunBatches;
  close(): Promise<void>;
}
