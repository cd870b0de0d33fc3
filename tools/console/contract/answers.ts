import type { LogLine, WixCall } from '../../../emulator/invocation.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { Problem, RunRequest, RunResult, RunSummary } from './run.ts';

/** One line of the decision trace. */
export interface TraceLine {
  /** What the line is about: a color and a sign in the page. */
  readonly tone: 'sent' | 'waiting' | 'not-sent' | 'problem' | 'info';
  readonly text: string;
  /** Another run that the line speaks of. */
  readonly runId?: number | undefined;
  /** A notification that the line speaks of. */
  readonly notification?: string | undefined;
}

/** A variable of an email. */
export interface ShownVariable {
  readonly name: string;
  readonly value: string | null;
  /** `missing`: its rule names it and the order has no value for it. `empty`: the value is "". `unnamed`: no rule names it. */
  readonly flag: 'missing' | 'empty' | 'unnamed' | null;
}

/** An email as the customer gets it, as far as this machine knows the template. */
export interface ShownEmail {
  readonly emailId: string;
  readonly recipient: string;
  readonly rule: string | null;
  readonly at: number;
  readonly variables: readonly ShownVariable[];
}

/** Everything about one run. */
export interface RunDetail {
  readonly summary: RunSummary;
  readonly request: RunRequest;
  readonly result: RunResult['result'] | null;
  readonly outcome: EventOutcome | null;
  readonly trace: readonly TraceLine[];
  readonly emails: readonly ShownEmail[];
  readonly calls: readonly WixCall[];
  readonly logs: readonly LogLine[];
  /** The runs asked for together with this one, when there are more. */
  readonly siblings: readonly RunSummary[];
}

/** Something that will go wrong on purpose. */
export interface ArmedFault {
  readonly id: number;
  readonly kind: 'fail-send' | 'fail-data' | 'crash';
  /** The error's code, or how many Wix calls come before the crash. */
  readonly code: string;
}

/** A scheduled job. */
export interface ShownJob {
  readonly name: string;
  readonly description: string;
}

/** What every view shows in its frame. */
export interface Status {
  /** The local site's clock, in milliseconds since 1970. */
  readonly now: number;
  readonly faults: readonly ArmedFault[];
  readonly jobs: readonly ShownJob[];
  readonly queued: number;
  readonly runs: number;
  readonly emails: number;
  readonly counts: {
    readonly notifications: Readonly<Record<string, number>>;
    readonly unhandled: number;
  };
  /** When the next notification is due; `null` when none waits. */
  readonly nextDueAt: number | null;
  /** Why the site cannot run just now; `null` when it can. */
  readonly siteProblem: Problem | null;
}

/** A payload that can be fired. */
export interface ShownPayload {
  readonly handler: string;
  readonly name: string;
  readonly about: string;
  readonly source: string;
  readonly json: string;
}

/** A course of events that can be fired. */
export interface ShownSequence {
  readonly name: string;
  readonly about: string;
  readonly product: string;
  readonly steps: readonly { readonly name: string; readonly about: string; readonly handler: string }[];
}

/** What can be fired. */
export interface Library {
  readonly handlers: readonly string[];
  readonly payloads: readonly ShownPayload[];
  readonly sequences: readonly ShownSequence[];
  /** Why the library cannot be read; `null` when it can. */
  readonly problem: Problem | null;
}

/** A notification in a list. */
export interface ShownNotification {
  readonly key: string;
  readonly status: string;
  readonly reason: string | null;
  readonly rule: string;
  readonly change: string;
  readonly product: string;
  readonly orderId: string;
  readonly emailId: string;
  readonly contactId: string | null;
  readonly attempts: number;
  readonly createdAt: number | null;
  readonly dueAt: number | null;
  readonly settledAt: number | null;
  /** What its status means here, and what to do about it. */
  readonly words: string;
  readonly canResend: boolean;
  /** The run that brought it about. */
  readonly runId: number | null;
}

/** An event that the site could not handle. */
export interface ShownUnhandled {
  readonly id: string;
  readonly handler: string;
  readonly path: string | null;
  readonly expected: string | null;
  readonly found: string | null;
  readonly failure: string | null;
  readonly count: number;
  readonly lastAt: number | null;
  readonly json: string;
  readonly runId: number | null;
}

/** An order in a list. */
export interface ShownOrder {
  readonly product: string;
  readonly id: string;
  readonly status: string | null;
  readonly states: number;
  readonly changes: number;
  readonly lastAt: string | null;
}

/** One thing that happened to an order. */
export interface TimelineEntry {
  readonly kind: 'state' | 'delivery' | 'notification';
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly tone: TraceLine['tone'];
  readonly runId: number | null;
}

/** One order with its timeline, the newest first. */
export interface OrderDetail extends ShownOrder {
  readonly told: readonly string[];
  readonly timeline: readonly TimelineEntry[];
}

/** A collection of the local site. */
export interface ShownCollection {
  readonly id: string;
  readonly count: number;
  readonly permissions: Readonly<Record<string, string>>;
}

/** The items of a collection. */
export interface CollectionItems extends ShownCollection {
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

/** What the server tells the page while it is open. */
export type LiveMessage =
  | { readonly kind: 'run'; readonly run: RunSummary }
  /** Something other than a run moved: read the view again. */
  | { readonly kind: 'state' };
