import type { InvocationResult, LogLine, SentEmail, WixCall } from '../../../emulator/invocation.ts';
import type { Verdict } from '../../../src/backend/order-events/changes/change.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { NotificationStatus } from '../../../src/backend/order-events/ports/notifications.ts';

/** Request to the local site, as stored until it is done. */
export type RunRequest =
  /** Event for a handler, as JSON text. */
  | { readonly kind: 'event'; readonly handler: string; readonly label: string; readonly json: string }
  /** Job of `jobs.config`, run immediately. */
  | { readonly kind: 'job'; readonly name: string; readonly label: string }
  /** Web method, called as the site's owner. */
  | { readonly kind: 'method'; readonly name: string; readonly label: string; readonly args: readonly unknown[] }
  /** Moves the clock forward to an instant; jobs that come due in between run. */
  | { readonly kind: 'time'; readonly label: string; readonly untilMs: number };

/** Progress of a run. A run that was `running` when the console was killed becomes `queued` again. */
export type RunStatus = 'queued' | 'running' | 'done';

/** Product and id of an order. */
export type OrderRef = NonNullable<EventOutcome['order']>;

/** Short name of an order, as shown by its events. */
export interface OrderName {
  readonly number: string | null;
  /** Name of the first item, and the number of further items. */
  readonly item: string | null;
  /** Buyer's address, or else name. */
  readonly buyer: string | null;
}

/** Run as listed. */
export interface RunSummary {
  /** Increases with every run of this state. */
  readonly id: number;
  readonly kind: RunRequest['kind'];
  /** Name of the handler, job or web method. */
  readonly name: string;
  readonly label: string;
  readonly status: RunStatus;
  /** Id of the first of the runs that were requested together. */
  readonly batch: number;
  /** This machine's clock, in milliseconds since 1970. */
  readonly queuedAt: number;
  /** Local site's clock, in milliseconds since 1970; `null` until it runs. */
  readonly at: number | null;
  /** `null` for anything but an event, and for events whose handler failed. */
  readonly verdict: Verdict | null;
  /** Kind of failure: the site threw, crashed or refused, or the run could not be made at all. */
  readonly failure: 'threw' | 'crashed' | 'refused' | 'not-run' | null;
  readonly order: OrderRef | null;
  /** Name of its order at the time of the run. */
  readonly about: OrderName | null;
  readonly changes: readonly string[];
  readonly notifications: readonly NotificationStatus[];
  readonly emails: number;
  readonly wixCalls: number;
  /** `true` if the console was stopped during the run, so that it was run again. */
  readonly isRepeated: boolean;
}

/** Reason why a run could not be made at all, with a next step. */
export interface Problem {
  readonly message: string;
  readonly next: string;
}

/** Result of a run, as stored. */
export interface RunResult {
  readonly result: InvocationResult | { readonly kind: 'not-run'; readonly problem: Problem };
  readonly calls: readonly WixCall[];
  readonly emails: readonly SentEmail[];
  readonly logs: readonly LogLine[];
}

/** Result of a run that could be made. */
export type MadeRun = RunResult & { readonly result: InvocationResult };

/** Run with everything that is stored about it. */
export interface StoredRun {
  readonly summary: RunSummary;
  readonly request: RunRequest;
  readonly result: RunResult | null;
}

/** Fault to inject on purpose. */
export interface ArmedFault {
  readonly id: number;
  readonly kind: 'fail-send' | 'fail-data' | 'crash';
  /** Error code, or the number of Wix calls before the crash. */
  readonly code: string;
}
