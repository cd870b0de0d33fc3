import type { InvocationResult, LogLine, SentEmail, WixCall } from '../../../emulator/invocation.ts';
import type { Verdict } from '../../../src/backend/order-events/changes/change.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { NotificationStatus } from '../../../src/backend/order-events/ports/notifications.ts';

/** Something that the local site is asked to do, as it is stored until it is done. */
export type RunRequest =
  /** An event for a handler, as JSON text. */
  | { readonly kind: 'event'; readonly handler: string; readonly label: string; readonly json: string }
  /** A job of jobs.config, at once. */
  | { readonly kind: 'job'; readonly name: string; readonly label: string }
  /** A web method, as the site's owner. */
  | { readonly kind: 'method'; readonly name: string; readonly label: string; readonly args: readonly unknown[] }
  /** The clock moves on to an instant; what is due on the way runs. */
  | { readonly kind: 'time'; readonly label: string; readonly untilMs: number };

/** How far a run has come. What was `running` when the console was killed is `queued` again. */
export type RunStatus = 'queued' | 'running' | 'done';

/** Which order of which product. */
export type OrderRef = NonNullable<EventOutcome['order']>;

/** An order in a few words, as far as its events have shown them. */
export interface OrderName {
  readonly number: string | null;
  /** What was bought: the first name, and how many more there are. */
  readonly item: string | null;
  /** The buyer's address, or else name. */
  readonly buyer: string | null;
}

/** One run in a list. */
export interface RunSummary {
  /** Rises with every run of this state. */
  readonly id: number;
  readonly kind: RunRequest['kind'];
  /** The handler, the job or the web method. */
  readonly name: string;
  readonly label: string;
  readonly status: RunStatus;
  /** The runs that were asked for together have the id of their first. */
  readonly batch: number;
  /** By this machine's clock, in milliseconds since 1970. */
  readonly queuedAt: number;
  /** By the local site's clock; `null` until it runs. */
  readonly at: number | null;
  /** `null` for what is no event, and for events whose handler failed. */
  readonly verdict: Verdict | null;
  /** How it failed: the site threw, stopped, or could not be asked at all. */
  readonly failure: 'threw' | 'crashed' | 'refused' | 'not-run' | null;
  readonly order: OrderRef | null;
  /** What its order was known by when it ran. */
  readonly about: OrderName | null;
  readonly changes: readonly string[];
  readonly notifications: readonly NotificationStatus[];
  readonly emails: number;
  readonly wixCalls: number;
  /** Whether the console was stopped while it ran, so that it was run again. */
  readonly isRepeated: boolean;
}

/** Why a run could not be made at all, with a next step. */
export interface Problem {
  readonly message: string;
  readonly next: string;
}

/** What a run did, as it is stored. */
export interface RunResult {
  readonly result: InvocationResult | { readonly kind: 'not-run'; readonly problem: Problem };
  readonly calls: readonly WixCall[];
  readonly emails: readonly SentEmail[];
  readonly logs: readonly LogLine[];
}

/** What a run did that was made. */
export type MadeRun = RunResult & { readonly result: InvocationResult };

/** A run with all that is stored of it. */
export interface StoredRun {
  readonly summary: RunSummary;
  readonly request: RunRequest;
  readonly result: RunResult | null;
}

/** Something that will go wrong on purpose. */
export interface ArmedFault {
  readonly id: number;
  readonly kind: 'fail-send' | 'fail-data' | 'crash';
  /** The error's code, or how many Wix calls come before the crash. */
  readonly code: string;
}
