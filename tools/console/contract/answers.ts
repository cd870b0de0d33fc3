import type { Promised } from '../../../src/backend/order-events/channels/channel.ts';
import type { LogLine, WixCall } from '../../../emulator/invocation.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { UnhandledEvent } from '../../../src/backend/order-events/ports/unhandled-events.ts';
import type { Rejection } from '../../../src/backend/order-events/values/rejection.ts';
import type { CollectionId } from '../../../src/backend/order-events/wix/collection-ids.ts';
import type {
  ArmedFault,
  OrderName,
  OrderRef,
  Problem,
  RunRequest,
  RunResult,
  RunSummary,
} from '../../workbench/runs/run.ts';

/** A past entry; later events do not change it. */
export interface PastLine {
  /** Site time, in milliseconds since 1970. */
  readonly at: number;
  readonly tone: TraceLine['tone'];
  readonly text: string;
  readonly runId: number | null;
}

/** One line of the decision trace. */
export interface TraceLine {
  /** Meaning of the line, shown as a color and a symbol. */
  readonly tone: 'sent' | 'waiting' | 'not-sent' | 'problem' | 'info';
  readonly text: string;
  /** ID of another run that the line refers to. */
  readonly runId?: number | undefined;
  /** Key of a notification that the line refers to; the text describes its current state. */
  readonly notification?: string | undefined;
  /** Earlier attempts for that notification, oldest first. */
  readonly past?: readonly PastLine[] | undefined;
}

/** A variable of an email. */
export interface ShownVariable {
  readonly name: string;
  readonly value: string | null;
  /** `missing`: its rule names it and the order has no value for it. `empty`: the value is "". `unnamed`: no rule names it. */
  readonly flag: 'missing' | 'empty' | 'unnamed' | null;
}

/** Recipient of a notification. */
export interface Recipient {
  /** Contact or member ID; `null` if it is not known yet, or if the recipient is not a contact of the site. */
  readonly id: string | null;
  /** Address, or otherwise name, that a payload contains for the ID. */
  readonly name: string | null;
}

/** An email as the customer receives it, with what this machine knows of the template. */
export interface ShownEmail {
  readonly emailId: string;
  readonly recipient: Recipient;
  readonly rule: string | null;
  readonly at: number;
  readonly variables: readonly ShownVariable[];
}

/** Details of one run. */
export interface RunDetail {
  readonly summary: RunSummary;
  readonly request: RunRequest;
  readonly result: RunResult['result'] | null;
  readonly outcome: EventOutcome | null;
  readonly trace: readonly TraceLine[];
  readonly emails: readonly ShownEmail[];
  readonly calls: readonly WixCall[];
  readonly logs: readonly LogLine[];
  /** Runs requested together with this one, including it, if there are several: the first ones, and the number of all. */
  readonly siblings: { readonly ids: readonly number[]; readonly total: number };
}

/** A scheduled job. */
export interface ShownJob {
  readonly name: string;
  readonly description: string;
}

/** The site that runs, and whether its built files match its sources. */
export interface ShownSite {
  readonly name: string;
  readonly folder: string;
  /** Built files that are older than their sources, by path from the folder. */
  readonly stale: readonly string[];
}

/** Status that the frame of every view shows. */
export interface Status {
  readonly site: ShownSite;
  /** Site time, in milliseconds since 1970. */
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
  /** Due time of the next notification; `null` if none is waiting. */
  readonly nextDueAt: number | null;
  /** Reason why the site cannot run now; `null` if it can. */
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

/** A sequence of events that can be fired. */
export interface ShownSequence {
  readonly name: string;
  readonly about: string;
  readonly product: string;
  readonly steps: readonly { readonly name: string; readonly about: string; readonly handler: string }[];
}

/** Everything that can be fired. */
export interface Library {
  readonly handlers: readonly string[];
  readonly payloads: readonly ShownPayload[];
  readonly sequences: readonly ShownSequence[];
  /** Reason why the library cannot be read; `null` if it can. */
  readonly problem: Problem | null;
}

/** A field of a handler's events, as Wix documents it. */
export interface FieldHint {
  /** Path from the event; `[]` stands for any array item. */
  readonly path: string;
  /** JSON types, such as `number|string`. */
  readonly kind: string;
  /** Example values from payloads, as JSON. */
  readonly values: readonly string[];
}

/** A row that the site itself could not parse as an item of its collection. */
export interface UnreadableRow {
  readonly kind: 'unreadable';
  readonly collection: CollectionId;
  readonly id: string;
  readonly problem: string;
}

/** One page of a list. */
export interface Page<Shown> {
  readonly rows: readonly Shown[];
  /** Number of rows on all pages. */
  readonly total: number;
  /** Value of `from` for the next page; `null` on the last. */
  readonly next: string | null;
}

/** One page of a view, with the rows in it that cannot be read. */
export interface Listing<Shown> extends Page<Shown> {
  readonly unreadable: readonly UnreadableRow[];
}

/** A notification in a list. */
export interface ShownNotification extends Pick<
  Notification,
  'key' | 'status' | 'rule' | 'change' | 'product' | 'orderId' | 'channel' | 'attempts' | 'createdAt'
> {
  /** Delivery guarantee of its channel. */
  readonly promise: Promised;
  /** Content reference: the ID of its email, its template, or the URL that it is posted to. */
  readonly sends: string;
  readonly about: OrderName | null;
  readonly recipient: Recipient;
  readonly dueAt: number | null;
  readonly settledAt: number | null;
  /** Current state, and what to do about it. */
  readonly words: string;
  /** Earlier attempts, oldest first. */
  readonly past: readonly PastLine[];
  readonly canResend: boolean;
  /** ID of the run that created it. */
  readonly runId: number | null;
}

/** An event that the site could not handle. */
export interface ShownUnhandled extends Pick<UnhandledEvent, 'id' | 'handler' | 'count' | 'lastAt'> {
  /** Reason why parsing rejected it; `null` if it is a valid order event. */
  readonly rejection: Rejection | null;
  /** Reason why handling failed for a valid event; `null` if it was rejected. */
  readonly failure: string | null;
  /** `null` if it is not an order event. */
  readonly order: OrderRef | null;
  readonly about: OrderName | null;
  readonly json: string;
  readonly runId: number | null;
}

/** An order in a list. */
export interface ShownOrder {
  readonly product: Product;
  readonly id: string;
  readonly about: OrderName | null;
  readonly status: string | null;
  readonly states: number;
  readonly changes: number;
  readonly lastAt: string | null;
}

/** One entry in an order's timeline. */
export interface TimelineEntry {
  readonly kind: 'state' | 'delivery' | 'notification';
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly tone: TraceLine['tone'];
  readonly runId: number | null;
}

/** One order: the current state of its notifications, and its timeline, newest first. */
export interface OrderDetail extends ShownOrder {
  readonly told: readonly string[];
  readonly notifications: Listing<ShownNotification>;
  readonly timeline: readonly TimelineEntry[];
  /** Number of older deliveries that the timeline leaves out. */
  readonly deliveriesLeftOut: number;
}

/** A collection of the local site. */
export interface ShownCollection {
  readonly id: string;
  readonly count: number;
  readonly permissions: Readonly<Record<string, string>>;
}

/** Items of a collection. */
export interface CollectionItems extends ShownCollection, Page<ShownItem> {}

/** An item of a collection. */
export interface ShownItem {
  /** Display name of the item's order. */
  readonly about: OrderName | null;
  readonly item: Readonly<Record<string, unknown>>;
}

/** Message that the server streams to an open page. */
export type LiveMessage =
  | { readonly kind: 'run'; readonly run: RunSummary }
  /** Something other than a run changed: reload the view. */
  | { readonly kind: 'state' };

/** An email of the site as a rule fills it. */
export interface ShownEmailName {
  /** `rule.language.number`. */
  readonly name: string;
  readonly rule: string;
  readonly template: string;
  readonly language: string;
  readonly subject: string;
  /** Payloads that produce exactly this email. */
  readonly payloads: readonly string[];
  /** Difference from the previous run of the console. */
  readonly change: 'new' | 'changed' | 'none';
}

/** All emails of the site, and the reasons why some cannot be shown. */
export interface EmailList {
  readonly emails: readonly ShownEmailName[];
  readonly problems: readonly string[];
}

/** URLs of an email's HTML in the light and dark color schemes. */
export interface ShownFrames {
  readonly light: string;
  readonly dark: string;
}

/** An email as the customer receives it. */
export interface ShownRendering {
  readonly subject: string;
  readonly text: string;
  readonly frames: ShownFrames;
}

/** An email and its version from the previous run of the console. */
export interface ShownFilledEmail {
  readonly name: string;
  readonly now: ShownRendering;
  /** `null` if it is new or unchanged. */
  readonly before: ShownRendering | null;
}
