import type { RunRequest, RunResult } from '../runs/run.ts';
import type { ClockMove } from './clock-setting.ts';
import type { FaultPlan } from './fault-plan.ts';

/** What a command asks of one run. */
export interface RunConditions {
  /** Where the clock goes first; to the time of the event, unless given. */
  readonly clock?: ClockMove;
  /** What goes wrong in this run, besides what is armed in the console. */
  readonly faults?: FaultPlan;
}

/** A local site on one state, whichever process has it open. */
export interface SiteAccess {
  /** Makes one run at its turn, and gives what it did. */
  perform(request: RunRequest, conditions: RunConditions): Promise<RunResult>;
  /** Calls a web method as the site's owner for what it answers; no list shows that. */
  ask(method: string, args: readonly unknown[]): Promise<RunResult>;
  /** The site's clock, in milliseconds since 1970. */
  now(): Promise<number>;
  close(): Promise<void>;
}
