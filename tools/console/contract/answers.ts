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

/** Something that is over: nothing that comes later changes it. */
export interface PastLine {
  /** By the site's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly tone: TraceLine['tone'];
  readonly text: string;
  readonly runId: number | null;
}

/** One line of the decision trace. */
export interface TraceLine {
  /** What the line is about: a color and a sign in the page. */
  readonly tone: 'sent' | 'waiting' | 'not-sent' | 'problem' | 'info';
  readonly text: string;
  /** Another run that the line speaks of. */
  readonly runId?: number | undefined;
  /** A notification that the line speaks of; the text says how it stands now. */
  readonly notification?: string | undefined;
  /** What was tried before for that notification, the oldest first. */
  readonly past?: readonly PastLine[] | undefined;
}

/** A variable of an email. */
export interface ShownVariable {
  readonly name: string;
  readonly value: string | null;
  /** `missing`: its rule names it and the order has no value for it. `empty`: the value is "". `unnamed`: no rule names it. */
  readonly flag: 'missing' | 'empty' | 'unnamed' | null;
}

/** Whom something goes to. */
export interface Recipient {
  /** As a contact or a member; `null` when nobody is known yet, or it goes to none of the site's contacts. */
  readonly id: string | null;
  /** The address, or else the name, that a payload has for the id. */
  readonly name: string | null;
}

/** An email as the customer gets it, as far as this machine knows the template. */
export interface ShownEmail {
  readonly emailId: string;
  readonly recipient: Recipient;
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

/** A scheduled job. */
export interface ShownJob {
  readonly name: string;
  readonly description: string;
}

/** The site that is run, and whether what runs is what its sources say. */
export interface ShownSite {
  readonly name: string;
  readonly folder: string;
  /** Built files that are older than their sources, by path from the folder. */
  readonly stale: readonly string[];
}

/** What every view shows in its frame. */
export interface Status {
  readonly site: ShownSite;
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

/** A field of the events of a handler, as Wix documents it. */
export interface FieldHint {
  /** From the event on; `[]` stands for any item of a list. */
  readonly path: string;
  /** Its JSON types, such as `number|string`. */
  readonly kind: string;
  /** What payloads have in it, as JSON texts. */
  readonly values: readonly string[];
}

/** A row that the site itself could not read as what its collection holds. */
export interface UnreadableRow {
  readonly kind: 'unreadable';
  readonly collection: CollectionId;
  readonly id: string;
  readonly problem: string;
}

/** The rows of a view, and those of its collection that cannot be read. */
export interface Listing<Shown> {
  readonly rows: readonly Shown[];
  readonly unreadable: readonly UnreadableRow[];
}

/** A notification in a list. */
export interface ShownNotification extends Pick<
  Notification,
  'key' | 'status' | 'rule' | 'change' | 'product' | 'orderId' | 'channel' | 'attempts' | 'createdAt'
> {
  /** What its channel promises. */
  readonly promise: Promised;
  /** What it sends: the id of its email, its template, or where it is posted to. */
  readonly sends: string;
  readonly about: OrderName | null;
  readonly recipient: Recipient;
  readonly dueAt: number | null;
  readonly settledAt: number | null;
  /** How it stands now, and what to do about it. */
  readonly words: string;
  /** What was tried so far, the oldest first. */
  readonly past: readonly PastLine[];
  readonly canResend: boolean;
  /** The run that brought it about. */
  readonly runId: number | null;
}

/** An event that the site could not handle. */
export interface ShownUnhandled extends Pick<UnhandledEvent, 'id' | 'handler' | 'count' | 'lastAt'> {
  /** Why it is no order event; `null` when it is one. */
  readonly rejection: Rejection | null;
  /** Why a sound event could not be handled just then. */
  readonly failure: string | null;
  /** `null` for what is no order event. */
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

/** One thing that happened to an order. */
export interface TimelineEntry {
  readonly kind: 'state' | 'delivery' | 'notification';
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly tone: TraceLine['tone'];
  readonly runId: number | null;
}

/** One order: how its notifications stand now, and all that happened to it, the newest first. */
export interface OrderDetail extends ShownOrder {
  readonly told: readonly string[];
  readonly notifications: readonly ShownNotification[];
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
  readonly items: readonly {
    /** What people know the order of the item by. */
    readonly about: OrderName | null;
    readonly item: Readonly<Record<string, unknown>>;
  }[];
}

/** What the server tells the page while it is open. */
export type LiveMessage =
  | { readonly kind: 'run'; readonly run: RunSummary }
  /** Something other than a run moved: read the view again. */
  | { readonly kind: 'state' };

/** An email of the site as a rule fills it. */
export interface ShownEmailName {
  /** `rule.language.number`. */
  readonly name: string;
  readonly rule: string;
  readonly template: string;
  readonly language: string;
  readonly subject: string;
  /** The payloads that lead to exactly this email. */
  readonly payloads: readonly string[];
  /** Against the last run of the console. */
  readonly change: 'new' | 'changed' | 'none';
}

/** Every email of the site, and why some cannot be shown. */
export interface EmailList {
  readonly emails: readonly ShownEmailName[];
  readonly problems: readonly string[];
}

/** The addresses of an email's HTML in light and in dark. */
export interface ShownFrames {
  readonly light: string;
  readonly dark: string;
}

/** An email as the customer gets it. */
export interface ShownRendering {
  readonly subject: string;
  readonly text: string;
  readonly frames: ShownFrames;
}

/** An email beside what the last run had of it. */
export interface ShownFilledEmail {
  readonly name: string;
  readonly now: ShownRendering;
  /** `null` when nothing changed since. */
  readonly before: ShownRendering | null;
}
