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

/** Local site on one state, regardless of which process has it open. */
export interface SiteAccess {
  /** Performs one run in its turn and returns the result. */
  perform(request: RunRequest, conditions: RunConditions): Promise<RunResult>;
  /** Calls a web method as the site's owner for its answer; the call is not listed as a run. */
  ask(method: string, args: readonly unknown[]): Promise<RunResult>;
  /** Returns the site's clock, in milliseconds since 1970. */
  now(): Promise<number>;
  close(): Promise<void>;
}
