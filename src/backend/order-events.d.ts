// Generated from src/backend/order-events.ts by `npm run build` of wix-order-events 0.1.0 (2026-11-27): edit it and the folder of its name instead.

/** Runs the reconcile job with the methods of the SDK packages. */
export declare function reconcileOrders(methods: SdkMethods, site: SiteRules): Promise<JobState>;

/** Rules for orders of Wix Pricing Plans. */
export declare const plans: RuleHelper<'wix-pricing-plans'>;

/** Rules for orders of Wix eCommerce. */
export declare const shop: RuleHelper<'wix-ecom'>;

/** Rules for ticket orders of Wix Events. */
export declare const tickets: RuleHelper<'wix-events'>;

/** Values that a rule can use for an email's variables. They are cleaned of what visitors may have typed, and frozen. */
export interface RuleContext<P extends Product> {
    /** The order as the event shows it, in this package's words. */
    readonly order: OrderOf[P];
    /** The same order as Wix sent it, for fields that `order` does not have; frozen. */
    readonly raw: JsonObject;
    /** What happened to the order. */
    readonly change: Change;
    /** The ticket that the change is about. Absent where it is about none, and for plans and the shop. */
    readonly ticket: Ticket | undefined;
    /** Language by which the email is chosen, such as `pt-BR`: the buyer's, or the site's if the order names none. */
    readonly language: string;
    /** Amounts and dates in that language. */
    readonly format: Formats;
}

/** A rule of any product. */
export type AnyRule = {
    [P in Product]: Rule<P>;
}[Product];

/** Rule that sends a triggered email: which change of which product sends which email, to whom, with which variables. */
export type NotificationRule<P extends Product> = CommonFields<P> & TriggeredEmailFields<P>;

/** Rule of any channel: which change of which product is reported, and how. */
export type Rule<P extends Product> = CommonFields<P> & ChannelFields<P>;

/** The rules of a site. */
export interface SiteRules {
    readonly rules: readonly AnyRule[];
    readonly settings: NotificationSettings;
}

/** Outcome of handling one event: JSON-safe and without personal data. Wix ignores it; the local tools show it. */
export interface EventOutcome {
    readonly handler: HandlerName;
    readonly verdict: Verdict;
    readonly order: {
        readonly product: Product;
        readonly id: string;
    } | null;
    readonly changes: readonly Change[];
    /** Notifications that this event created. */
    readonly notifications: readonly NotificationSummary[];
    /** Keys of notifications that an earlier delivery had created already. */
    readonly alreadyKnown: readonly string[];
    readonly warnings: readonly WarningCode[];
    readonly rejection: Rejection | null;
}

/** Stored state of a job: its last run, and when that was, in milliseconds since 1970. */
export interface JobState extends JobRun {
    readonly startedAt: number;
    /** Absent while the job runs, and if it stopped half-way. */
    readonly finishedAt?: number | undefined;
}

/** The handler of every order event, and the jobs that read no orders from Wix. */
export declare const handleOrderEvent: (handler: HandlerName, event: unknown, site: SiteRules) => Promise<EventOutcome>;

/** The handler of every order event, and the jobs that read no orders from Wix. */
export declare const deliverDueNotifications: (site: SiteRules) => Promise<JobState>;

/** The handler of every order event, and the jobs that read no orders from Wix. */
export declare const cleanUp: (site: SiteRules) => Promise<JobState>;

/** The web methods. */
export declare const sendEmailToContact: (emailId: unknown, contactId: unknown, variables: unknown) => Promise<WebResult<null>>;

/** The web methods. */
export declare const listNotifications: (filter: unknown) => Promise<WebResult<readonly ListedNotification[]>>;

/** The web methods. */
export declare const resendNotification: (key: unknown, site?: SiteRules | undefined) => Promise<WebResult<ListedNotification>>;

/** The web methods. */
export declare const getOrderHistory: (product: unknown, orderId: unknown) => Promise<WebResult<OrderHistory>>;

/** The web methods. */
export declare const getMyOrderHistory: () => Promise<WebResult<readonly MemberNotification[]>>;

/** The web methods. */
export declare const eraseContact: (contactId: unknown, email?: unknown) => Promise<WebResult<ErasureReport>>;

/** The web methods. */
export declare const listUnhandledEvents: () => Promise<WebResult<readonly ListedUnhandled[]>>;

/** The web methods. */
export declare const replayUnhandledEvents: (site: SiteRules) => Promise<WebResult<ReplayReport>>;

/** The web methods. */
export declare const getHealth: () => Promise<WebResult<Health>>;

/**
 * Methods of Wix's SDK packages that the reconcile job uses, with the arguments that it uses. The job's entry file passes them in, so
 * that nothing else loads those packages; a product without its method is not read.
 */
interface SdkMethods {
    /** https://dev.wix.com/docs/sdk/backend-modules/ecom/orders/search-orders */
    readonly searchShopOrders?: (search: ShopSearch) => Promise<unknown>;
    /** https://dev.wix.com/docs/sdk/backend-modules/pricing-plans/orders/management-list-orders */
    readonly listPlanOrders?: (options: PlanList) => Promise<unknown>;
    /** https://dev.wix.com/docs/sdk/backend-modules/events/orders/list-orders */
    readonly listTicketOrders?: (options: TicketList) => Promise<unknown>;
    /** https://dev.wix.com/docs/sdk/backend-modules/crm/contacts/query-contacts */
    readonly findContactsByEmail: (email: string, limit: number) => Promise<unknown>;
}

/** Creates rules for one product, so that an editor can complete its kinds of change and its order's fields. */
interface RuleHelper<P extends Product> {
    rule(fields: WithoutProduct<Rule<P>>): Rule<P>;
}

/** A Wix product whose order events this package understands. */
type Product = keyof typeof productChangeKinds;

/** Order of each product, as this package represents it. */
type OrderOf = {
    readonly [P in Product]: Parameters<Models[P]['project']>[0];
};

/** An object as parsed from JSON. */
type JsonObject = Readonly<Record<string, unknown>>;

/** One change of an order. */
interface Change {
    /** Which change it is, such as `order-paid`. */
    readonly kind: ChangeKind;
    /** How it is known: `reported`, `compared` or `inferred`. */
    readonly evidence: Evidence;
    /** Derived from the order's content: the same for a repeated delivery, another if the change legitimately happens again. */
    readonly occurrence: string;
    /** The fields that moved, as they were. A field that was absent is `null`; `{}` where nothing is known of before. */
    readonly previous: ShownFields;
    /** The fields that moved, as they are now, and amounts where money moved. A field that is gone is `null`. */
    readonly current: ShownFields;
    /** Time of the change: the order's own instant if it has one, else the event's time. */
    readonly occurredAt: DateText;
    /** The earliest that it can have happened. Absent where nothing says. */
    readonly notBefore?: DateText | undefined;
}

/** One ticket of a ticket order. */
interface Ticket {
    /** The number of the ticket, as the guest sees it. */
    readonly number: string;
    /** The name of this sort of ticket, such as `Standard`. Absent where the event has none. */
    readonly name: string | undefined;
    /** The id of this sort of ticket. Absent where the event has none. */
    readonly definitionId: string | undefined;
    /** What the ticket costs. Absent where the event has no amount, or one that is no number. */
    readonly price: Price | undefined;
    /** When the guest was checked in. Absent before that, and once the check-in is taken back. */
    readonly checkedInAt: DateText | undefined;
    /** Whether the ticket is archived. Absent where the event does not say. */
    readonly archived: boolean | undefined;
    /** Whether this one ticket is canceled. Absent where the event does not say. */
    readonly canceled: boolean | undefined;
    /** The id of the guest's contact. Absent for a guest who is no contact of the site. */
    readonly contactId: string | undefined;
    /** The id of the guest's member. Absent for a guest who is no member. */
    readonly memberId: string | undefined;
    /** The guest's first name. Absent where the guest's details were not asked for. */
    readonly firstName: string | undefined;
    /** The guest's last name. Absent where the guest's details were not asked for. */
    readonly lastName: string | undefined;
    /** The guest's answers to the form, by the name of the question; `{}` without a form. An answer is absent where the guest left it empty. */
    readonly guest: PersonalValues;
}

/** Formats amounts and dates for one reader. */
interface Formats {
    /** `"40"` and `"USD"` as `$40.00`; the bare amount where no currency is known. Display only. Absent where the amount is. */
    money(amount: string | undefined, currency: string | undefined): string | undefined;
    /** An order's date as a day, such as `August 1, 2022`. Absent where the date is. */
    date(instant: string | undefined): string | undefined;
    /** An order's date as a day and a time. Absent where the date is. */
    dateTime(instant: string | undefined): string | undefined;
}

/** Fields of every rule: which change of which product it reports, and when. */
interface CommonFields<P extends Product> {
    /** Unique among the rules, and never reused for another meaning: it is part of the key by which an email is sent once. */
    readonly id: string;
    /** The product whose orders it is for; `shop.rule`, `plans.rule` and `tickets.rule` fill it in. */
    readonly product: P;
    /** The change that it tells: see docs/changes.md. */
    readonly change: ChangeKindOf<P>;
    /** Further condition, which must not be `async`; by default every such change counts. */
    when?(context: RuleContext<P>): boolean;
    /** Evidence that the change must have; by default any. */
    readonly evidence?: readonly Evidence[];
    /** Greatest age of the change, in hours of event time; 24 by default. An older change is recorded as `expired`. */
    readonly withinHours?: number;
    /** Hours after the change at which a reminder is sent; at once by default. `withinHours` counts from then. */
    readonly after?: number;
    /** For reminders: changes that call it off. */
    readonly unless?: readonly ChangeKindOf<P>[];
    /** For reminders: returns `true` to call it off, from the order's stored state when it is due; must not be `async`. */
    unlessOrder?(order: SnapshotOf[P]): boolean;
    /**
     * Action if the site stopped between the call that sends the message and the note that it was sent, so that nobody can know whether it
     * was: `resend` (the default; it may arrive twice) or `hold` (the owner decides).
     */
    readonly ifUnknown?: 'resend' | 'hold';
}

/** Fields of a rule that sends a triggered email. */
interface TriggeredEmailFields<P extends Product> {
    /** The id of the triggered email, or one for each language. */
    readonly emailId: EmailId;
    /** Whom it goes to: `buyer`, of tickets also `guest` or `guests`, or `{ contactId }` or `{ memberId }` of one person. */
    readonly recipient: Recipient;
    /** Returns the email's variables; must not be `async`. Wix takes text only; leave one out to use the template's fallback value. */
    variables(context: RuleContext<P>): Variables;
}

/** Fields of a rule for its channel: those of one channel, and none of the others. */
type ChannelFields<P extends Product> = OneOf<[
    TriggeredEmailFields<P>,
    EmailFields<P>,
    NotifyOwnerFields<P>,
    PostFields<P>,
    RunFields<P>
]>;

/** Settings for all rules of a site. */
interface NotificationSettings {
    /** IANA time zone for dates, such as `Europe/Lisbon`: Wix's events do not name the site's. */
    readonly timeZone: string;
    /** Language for orders that name none. */
    readonly fallbackLanguage: string;
    /** Days for which settled notifications, and events that could not be handled, are kept; afterwards only keys of notifications stay. */
    readonly retentionDays: number;
    /**
     * Days for which a finished order (canceled, refunded, fulfilled and paid, ended) is remembered after its last stored change; 730 by
     * default, and never less than `retentionDays` or the longest `withinHours` of the rules plus `after`. An order that waits for
     * something, such as one that nobody fulfilled, is remembered for twice the time, and a plan for as long as it runs. An order that
     * comes back later counts as seen for the first time.
     */
    readonly orderRetentionDays?: number;
    /** Sends the owner a weekly count of the sent, held and failed notifications of each rule; off by default. */
    readonly weeklySummary?: boolean;
    /** Sender of emails; required by rules that send an `email`. */
    readonly email?: EmailSettings;
    /** Stores scrubbed copies of incoming events, to be replayed locally; off by default. */
    readonly record?: RecordingSettings;
}

/** The name under which Wix calls a backend event handler. */
type HandlerName = keyof typeof handlers;

/** Verdict on an event. */
type Verdict = (typeof verdicts)[number];

/** One notification in an outcome. */
interface NotificationSummary {
    readonly key: string;
    readonly rule: string;
    readonly change: Change['kind'];
    readonly status: NotificationStatus;
    readonly reason?: string | undefined;
}

/**
 * Oddities of an event that was still understood.
 * - `order-under-data`, `order-under-entity`: the order was where another handler's event has it
 * - `event-time-missing`: the event names no time, so its arrival is used
 * - `entity-id-mismatch`: the metadata names another order than the order itself; the order's own id counts
 * - `unreadable-date`, `unreadable-amount`: a field that could not be read was left out
 * - `unexpected-type: <path>`: the field at the path has another type than documented, or is an id that is too long; it
 *   counts as absent
 */
type WarningCode = 'order-under-data' | 'order-under-entity' | 'event-time-missing' | 'entity-id-mismatch' | 'unreadable-date' | 'unreadable-amount' | `unexpected-type: ${string}`;

/** Reason why a value is not the event that its handler expects. It holds no value of the event, only types and sizes. */
interface Rejection {
    /** Dotted path from the event's root; `event` is the root itself. */
    readonly path: string;
    readonly expected: string;
    readonly found: string;
}

/** Result of one run of a job. */
interface JobRun {
    /** Counts of what the run did, by name. */
    readonly report: Readonly<Record<string, number>>;
    /** Place at which the next run continues. */
    readonly progress: Readonly<Record<string, string | number>>;
}

/** Result of a web method: JSON-safe, and without internal text. */
type WebResult<Value> = {
    readonly kind: 'ok';
    readonly value: Value;
} | {
    readonly kind: 'refused';
    readonly reason: string;
    readonly path?: string;
} | {
    readonly kind: 'failed';
};

/** A notification as the owner sees it, without personal data. */
interface ListedNotification extends NotificationSummary {
    readonly product: string;
    readonly orderId: string;
    readonly occurredAt: string;
    readonly attempts: number;
    /** Number of attempts that may have sent the email without a confirmation; absent if there are none. */
    readonly doubts?: number;
    readonly createdAt: string;
    readonly dueAt: string | null;
}

/** Known history of one order: the changes reported, and the notifications about them, newest first. */
interface OrderHistory {
    readonly product: Product;
    readonly orderId: string;
    readonly changes: readonly {
        readonly kind: Change['kind'];
        readonly occurrence: string;
    }[];
    /** Known states, oldest first: time and status. */
    readonly states: readonly {
        readonly at: string;
        readonly status: string | null;
    }[];
    readonly notifications: readonly ListedNotification[];
}

/** A notification as the member sees it. */
type MemberNotification = Pick<ListedNotification, 'product' | 'orderId' | 'change' | 'occurredAt' | 'status'>;

/** Result of an erasure. */
interface ErasureReport {
    readonly orders: readonly ErasedOfOrder[];
    readonly notifications: number;
    readonly events: number;
    /** Recorded events. */
    readonly recorded: number;
    /** `true` if the erasure is complete; otherwise the hourly job continues it. */
    readonly isDone: boolean;
}

/** An event that could not be handled, as the owner sees it, without its content. */
type ListedUnhandled = Omit<UnhandledEvent, 'text' | 'firstAt' | 'lastAt'> & {
    readonly firstAt: string;
    readonly lastAt: string;
};

/** Result of handling stored events again. */
interface ReplayReport {
    readonly handled: number;
    readonly stillUnhandled: number;
}

/** Health of a site: what needs the owner's attention, and when each job last ran. */
interface Health {
    /** Version of wix-order-events that the site runs. */
    readonly version: typeof packageVersion;
    /** Stored items, which count toward the site's limit. */
    readonly items: KeptItems & {
        readonly total: number;
        /** Estimate for a year from now, from recent growth; `null` until the clean-up has run for a day. */
        readonly inAYear: number | null;
    };
    /** Events that the site could neither handle nor store, for example at its item limit: they were left to Wix. */
    readonly notKept: NotKept | null;
    readonly notifications: Readonly<Record<'pending' | 'overdue' | 'held' | 'failed' | 'unknown', number>>;
    /** Number of each rule's notifications by status, created in the last seven days; of very many, the newest thousand. */
    readonly byRule: Readonly<Record<string, RuleCounts>>;
    readonly unhandledEvents: Readonly<Record<'rejected' | 'failed', number>>;
    /** Erasures that the hourly job has not completed yet. */
    readonly openErasures: number;
    /** `true` if personal details are compared, which needs the site's digest key. */
    readonly comparesDetails: boolean;
    /** Progress of the reconcile job in reading each product's open orders for the first time. */
    readonly installation: Readonly<Record<Product, Installation>>;
    /** Answer of the database when the hourly job inserted under one id twice: anything but `refused` is a reason to ask for help. */
    readonly secondInsert: SecondInsert | null;
    readonly jobs: Readonly<Record<string, JobHealth | null>>;
}

/** A cursor search of shop orders; the SDK names dates with an underscore and turns them into the API's names. */
interface ShopSearch {
    /** https://dev.wix.com/docs/rest/business-solutions/e-commerce/orders/orders/supported-filters-and-sorting */
    readonly filter?: {
        readonly _updatedDate: {
            readonly $gte: Date;
        };
    } | OpenShopOrders;
    readonly sort?: {
        readonly fieldName: '_updatedDate';
        readonly order: 'ASC';
    }[];
    readonly cursorPaging: {
        readonly limit: number;
        readonly cursor?: string;
    };
}

/** A list request for plan orders. */
interface PlanList {
    readonly limit: number;
    readonly offset: number;
    readonly orderStatuses?: ('ACTIVE' | 'PENDING' | 'PAUSED' | 'DRAFT')[];
}

/** A list request for ticket orders. */
interface TicketList {
    readonly limit: number;
    readonly offset: number;
    readonly fieldset: ('TICKETS' | 'DETAILS' | 'FORM')[];
    readonly sort: string;
}

type WithoutProduct<AnyRule> = AnyRule extends unknown ? Omit<AnyRule, 'product'> : never;

/** The Wix products whose order events this package understands, with the kinds of change that only their orders have. */
declare const productChangeKinds: {
    readonly 'wix-events': readonly ["order-confirmed", "order-payment-authorized", "order-payment-voided", "order-partially-paid", "ticket-added", "ticket-removed", "ticket-checked-in", "ticket-check-in-undone", "ticket-canceled", "ticket-archived", "ticket-unarchived", "guest-details-changed"];
    readonly 'wix-pricing-plans': readonly ["order-payment-failed", "order-renewed", "order-refunded", "order-started", "order-ended", "order-paused", "order-resumed", "end-date-postponed", "end-date-brought-forward", "start-date-changed", "cycle-started", "auto-renew-canceled"];
    readonly 'wix-ecom': readonly ["order-approved", "order-rejected", "order-partially-paid", "order-payment-canceled", "order-payment-reversed", "order-refunded", "order-partially-refunded", "order-fulfilled", "order-partially-fulfilled", "order-unfulfilled", "tracking-updated", "shipping-address-changed", "billing-details-changed", "line-items-changed", "totals-changed", "activity-recorded", "order-seen"];
};

type Models = typeof productModels;

/** Kind of change of an order, under the name that rules, commands and tests share. */
type ChangeKind = ChangeKindOf<Product>;

/** Way in which a change is known. */
type Evidence = (typeof evidences)[number];

/** Changed fields by name; `null` for a field that was absent. */
type ShownFields = Readonly<Record<string, ShownValue>>;

/** An instant with three fraction digits: the precision at which Wix prints an instant the same way everywhere. */
type DateText = string & {
    readonly brand: 'DateText';
};

/** An amount with its currency. */
interface Price {
    /** How much. */
    readonly amount: Decimal;
    /** The currency, such as `USD`. Absent where the event names none. */
    readonly currency: string | undefined;
}

/** Personal values by field name. They are compared by digest and never stored, shown or logged. */
type PersonalValues = Readonly<Record<string, string>>;

/** The kinds of change that an order of one product can have. */
type ChangeKindOf<P extends Product> = (typeof commonChangeKinds)[number] | (typeof productChangeKinds)[P][number];

/** Stored state of an order of each product. */
type SnapshotOf = {
    readonly [P in Product]: ReturnType<Models[P]['project']>;
};

/**
 * Id of a triggered email, as the dashboard shows it; or one for each of the buyer's language codes (`en`, `pt-BR`), with a `default` for
 * all others.
 */
type EmailId = string | ({
    readonly default: string;
} & Readonly<Record<string, string>>);

/**
 * Recipient of a rule's email: the buyer, the guest of the ticket that changed, or one contact of the site, such as its owner. `guests`
 * are all guests of a ticket order except the buyer; each gets one email, however many tickets they have. A buyer or guest who is a
 * member without a known contact is mailed as the member.
 */
type Recipient = 'buyer' | 'guest' | 'guests' | EmailRecipient;

/** Values that a rule gives to its message; one that is left out gets the template's fallback. */
type Variables = Readonly<Record<string, string | undefined>>;

type OneOf<Choices extends readonly unknown[]> = Exactly<Choices[number], KeysOf<Choices[number]>>;

/** Fields of a rule that sends an email of this repository. */
interface EmailFields<P extends Product> {
    /** Name of a template below `emails/`. */
    readonly email: string;
    /** Whom it goes to: `buyer`, of tickets also `guest` or `guests`, or `{ contactId }` or `{ memberId }` of one person. */
    readonly recipient: Recipient;
    /** Returns the template's variables; must not be `async`. Leave one out to use the template's fallback. */
    variables(context: RuleContext<P>): Variables;
}

/** Fields of a rule that notifies the owner. */
interface NotifyOwnerFields<P extends Product> {
    /** Returns the text of the notification, at most 512 characters; must not be `async`. */
    notifyOwner(context: RuleContext<P>): string;
    /** Places; default: the dashboard and the Wix app. */
    readonly on?: readonly NotificationPlace[];
}

/** Fields of a rule that posts a change to another system. */
interface PostFields<P extends Product> {
    /** Address, which begins with `https://`; `http://localhost` is allowed for local tests. */
    readonly post: string;
    /** Name of the signing secret in the Secrets Manager; default: `ORDER_EVENTS_POST_SECRET`. */
    readonly secret?: string;
    /** Returns values to post with the change; must not be `async`. Nothing personal is posted unless it is named here. */
    variables?(context: RuleContext<P>): Variables;
}

/** Fields of a rule that runs a function of the site. */
interface RunFields<P extends Product> {
    /** May be `async`. A handler leaves what it has not finished within 8 seconds to the hourly job. */
    run(told: RunTold): unknown;
    /** Returns what the function needs of the order, which a later attempt no longer has; must not be `async`. */
    variables?(context: RuleContext<P>): Variables;
}

/** Sender of a site's emails, from its setting `email`. */
interface EmailSettings {
    /** Id of the site, as in `wix.config.json` and in the address of its dashboard. */
    readonly siteId: string;
    /** Name that recipients see; default: Wix's own. */
    readonly senderName?: string;
    /** Sender address that is verified in the dashboard; default: Wix's shared address. */
    readonly senderEmailAddress?: string;
    /** Address for replies. */
    readonly replyTo?: string;
}

/** Settings for recording real traffic. */
interface RecordingSettings {
    /** `true` to record new events. If it is off, the daily clean-up still removes old ones. */
    readonly isOn: boolean;
    /** Most events to keep; the oldest are removed first. */
    readonly atMost: number;
    /** Days for which they are kept. */
    readonly days: number;
}

/**
 * Every handler that `events.js` exports, by the name under which Wix calls it; this is the only such list. Its payloads are in
 * `payloads/<name>/`, and the command line takes the name as an argument.
 */
declare const handlers: {
    readonly wixEvents_onOrderInitiated: {
        readonly proves: readonly [];
        readonly sdk: {
            readonly eventType: "wix.events.ticketing.events.OrderInitiated";
            readonly webhookSlug: "EVENTS_TICKETING_ORDER_INITIATED_WEBHOOK";
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-initiated";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: true;
        readonly product: "wix-events";
        readonly orderPlace: "root";
    };
    readonly wixEvents_onOrderConfirmed: {
        readonly proves: readonly ["order-paid", "order-confirmed", "order-placed"];
        readonly sdk: {
            readonly eventType: "wix.events.ticketing.events.OrderConfirmed";
            readonly webhookSlug: "EVENTS_TICKETING_ORDER_CONFIRMED_WEBHOOK";
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-confirmed";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: true;
        readonly product: "wix-events";
        readonly orderPlace: "root";
    };
    readonly wixEvents_onOrderUpdated: {
        readonly proves: readonly [];
        readonly sdk: {
            readonly eventType: "wix.events.ticketing.events.OrderUpdated";
            readonly webhookSlug: "EVENTS_TICKETING_ORDER_UPDATED_WEBHOOK";
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-updated";
        readonly carries: "order";
        readonly isUpdateHandler: true;
        readonly isBaseline: false;
        readonly product: "wix-events";
        readonly orderPlace: "root";
    };
    readonly wixEvents_onOrderDeleted: {
        readonly product: "wix-events";
        readonly orderPlace: "root";
        readonly carries: "deletion";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly proves: readonly ["order-anonymized"];
        readonly sdk: {
            readonly eventType: "wix.events.ticketing.events.OrderDeleted";
            readonly webhookSlug: "EVENTS_TICKETING_ORDER_DELETED_WEBHOOK";
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-deleted";
    };
    readonly wixPricingPlans_onOrderCreated: {
        readonly proves: readonly ["order-placed"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-created";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: true;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "entity";
    };
    readonly wixPricingPlans_onOrderPurchased: {
        readonly proves: readonly ["order-paid", "order-placed"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-purchased";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: true;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderStarted: {
        readonly proves: readonly ["order-started"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-started";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderCycleStarted: {
        readonly proves: readonly ["cycle-started"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-cycle-started";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderUpdated: {
        readonly proves: readonly [];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-updated";
        readonly carries: "order";
        readonly isUpdateHandler: true;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "entity";
    };
    readonly wixPricingPlans_onOrderMarkedAsPaid: {
        readonly proves: readonly ["order-paid"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-marked-as-paid";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderPaused: {
        readonly proves: readonly ["order-paused"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-paused";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderResumed: {
        readonly proves: readonly ["order-resumed"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-resumed";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderStartDateChanged: {
        readonly proves: readonly ["start-date-changed"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-start-date-changed";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderEndDatePostponed: {
        readonly proves: readonly ["end-date-postponed", "end-date-brought-forward"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-end-date-postponed";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderAutoRenewCanceled: {
        readonly proves: readonly ["auto-renew-canceled"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-auto-renew-canceled";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderCanceled: {
        readonly proves: readonly ["order-canceled"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-canceled";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixPricingPlans_onOrderEnded: {
        readonly proves: readonly ["order-ended"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-ended";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-pricing-plans";
        readonly orderPlace: "data.order";
    };
    readonly wixEcom_onOrderCreated: {
        readonly proves: readonly ["order-placed"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-created";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: true;
        readonly product: "wix-ecom";
        readonly orderPlace: "entity";
    };
    readonly wixEcom_onOrderApproved: {
        readonly proves: readonly ["order-approved"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-approved";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: true;
        readonly product: "wix-ecom";
        readonly orderPlace: "data.order";
    };
    readonly wixEcom_onOrderUpdated: {
        readonly proves: readonly [];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-updated";
        readonly carries: "order";
        readonly isUpdateHandler: true;
        readonly isBaseline: false;
        readonly product: "wix-ecom";
        readonly orderPlace: "entity";
    };
    readonly wixEcom_onOrderPaymentStatusUpdated: {
        readonly proves: readonly ["order-paid", "order-partially-paid", "order-payment-pending", "order-payment-declined", "order-payment-canceled", "order-payment-reversed", "order-refunded", "order-partially-refunded"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-payment-status-updated";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-ecom";
        readonly orderPlace: "data.order";
    };
    readonly wixEcom_onOrderCanceled: {
        readonly proves: readonly ["order-canceled"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-canceled";
        readonly carries: "order";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly product: "wix-ecom";
        readonly orderPlace: "data.order";
    };
    readonly wixEcom_onOrderTransactionsUpdated: {
        readonly product: "wix-ecom";
        readonly orderPlace: "data.orderTransactions";
        readonly carries: "transactions";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly proves: readonly [];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-transactions-updated";
    };
    readonly wixEcom_onFulfillmentsUpdated: {
        readonly product: "wix-ecom";
        readonly orderPlace: "entity";
        readonly carries: "fulfillments";
        readonly isUpdateHandler: false;
        readonly isBaseline: false;
        readonly proves: readonly ["tracking-updated"];
        readonly sdk: {
            readonly eventType: string;
            readonly webhookSlug: string;
        };
        readonly documentedAt: "https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-fulfillments-updated";
    };
};

/** Possible verdicts on an event. */
declare const verdicts: readonly ["changed", "first-seen", "no-change", "duplicate", "stale", "rejected"];

/** Status of a notification. */
type NotificationStatus = (typeof notificationStatuses)[number];

/** Number of an order's notifications and stored events that held data of the person; `orderId` is `null` for events that name no order. */
interface ErasedOfOrder {
    readonly product: Product;
    readonly orderId: string | null;
    readonly notifications: number;
    readonly events: number;
}

/** A stored event that could not be handled. Instants are milliseconds since 1970. */
interface UnhandledEvent {
    /** Derived from the event's content, so that the same event twice is one row. */
    readonly id: string;
    readonly handler: HandlerName;
    /** The original event as JSON text: the site may hold its only copy. */
    readonly text: string;
    /** Order that it is about, if that could be read. */
    readonly orderId?: string | undefined;
    /** Marks of all ids and addresses in it; see `markPeople`. */
    readonly marks?: string | undefined;
    /** Reason why parsing rejected it; absent if it parsed but handling failed. */
    readonly rejection?: Rejection | undefined;
    /** Code of the failure that prevented its handling. */
    readonly failure?: string | undefined;
    readonly count: number;
    readonly firstAt: number;
    readonly lastAt: number;
}

/** Version of wix-order-events and its date: in the first line of every built file, and in the result of `getHealth`. */
declare const packageVersion: {
    readonly number: "0.1.0";
    readonly date: "2026-11-27";
};

/** Number of stored items, by kind. */
interface KeptItems {
    /** States of orders: one per order, and the replaced ones until the next clean-up. */
    readonly orderStates: number;
    /** Notifications that are not reduced to their keys. */
    readonly notifications: number;
    /** Notifications reduced to their keys. */
    readonly keys: number;
    readonly claims: number;
    readonly unhandledEvents: number;
    readonly recordedEvents: number;
    readonly erasures: number;
}

/** Events that were neither handled nor stored, and were left to the platform. */
interface NotKept {
    readonly count: number;
    readonly lastAt: string;
    /** Code of the last failure, such as `store-full` at the site's item limit. */
    readonly failure: string;
}

/** Number of a rule's notifications in each status. */
type RuleCounts = Readonly<Record<NotificationStatus, number>>;

/** Progress of the reconcile job in reading a product's open orders for the first time. */
interface Installation {
    readonly state: 'waiting' | 'reading' | 'done';
    /** Orders read so far. */
    readonly read: number;
}

/**
 * Answer of a store to a second insert under one id. `refused`: the id is taken. `refused-otherwise`: another refusal, so that each
 * refused insert has to be looked up. `accepted`: it stored both, and then no promise holds.
 */
interface SecondInsert {
    readonly kind: 'refused' | 'refused-otherwise' | 'accepted';
    /** Code of the refusal; empty if there is none. */
    readonly code: string;
}

/** Last run of a job. */
interface JobHealth {
    readonly startedAt: string;
    /** `null` while the job runs, and if it stopped half-way. */
    readonly finishedAt: string | null;
    readonly report: JobState['report'];
}

/** Filter for open shop orders: not archived, and either not fulfilled or new. */
interface OpenShopOrders {
    readonly archived: {
        readonly $ne: true;
    };
    readonly $or: [
        {
            readonly _createdDate: {
                readonly $gte: Date;
            };
        },
        {
            readonly fulfillmentStatus: {
                readonly $ne: 'FULFILLED';
            };
        }
    ];
}

declare const productModels: {
    readonly 'wix-events': ProductModel<TicketOrder, TicketSnapshot>;
    readonly 'wix-pricing-plans': ProductModel<PlanOrder, PlanSnapshot>;
    readonly 'wix-ecom': ProductModel<ShopOrder, ShopSnapshot>;
};

/**
 * Ways in which a change can be known: `reported` by the event itself, `compared` with the stored projection, or `inferred` at first
 * sight from timestamps or a terminal status.
 */
declare const evidences: readonly ["reported", "compared", "inferred"];

/** A JSON value that a change shows: never personal data. */
type ShownValue = string | number | boolean | null | readonly string[];

/** A decimal number as text without needless zeros: `"40.00"`, `"40.0"` and `"40"` are all `"40"`. */
type Decimal = string & {
    readonly brand: 'Decimal';
};

/** The kinds of change that an order of any product can have. */
declare const commonChangeKinds: readonly ["order-placed", "order-paid", "order-payment-pending", "order-payment-declined", "order-canceled", "buyer-details-changed", "order-archived", "order-unarchived", "order-anonymized", "status-unknown"];

/** Recipient of an email: a contact of the site, or one of its members by the member's own id. */
type EmailRecipient = {
    readonly contactId: string;
} | {
    readonly memberId: string;
};

type Exactly<Choice, Keys extends PropertyKey> = Choice extends unknown ? Choice & Readonly<Partial<Record<Exclude<Keys, keyof Choice>, undefined>>> : never;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** Place where a notification is shown. */
type NotificationPlace = (typeof notificationPlaces)[number];

/** Argument of a function of the site. */
interface RunTold {
    /** Equal for every attempt: a function that stores it can recognize a repetition. */
    readonly key: string;
    readonly order: {
        readonly product: Product;
        readonly id: string;
    };
    readonly change: {
        readonly kind: string;
        readonly occurrence: string;
        readonly evidence: string;
        /** As RFC 3339 text. */
        readonly occurredAt: string;
    };
    /** Result of the rule's `variables`. */
    readonly variables: Readonly<Record<string, string>>;
}

/**
 * The states of a notification:
 *
 *   (inserted) --> pending --> sent
 *       |            |  ^--- retry after a failed attempt, or by the owner from held, failed and unknown
 *       |            |-----> failed    attempts used up
 *       |            |-----> unknown   the email may have been sent: its rule says hold, it was the second doubt, or no try is left
 *       |            '-----> expired   too old when it could be sent
 *       |----------> held              cannot be sent as it is: no contact, a faulty rule
 *       '----------> expired           too old from the start
 *
 *   erased: from any state, when the order or the contact is anonymized
 */
declare const notificationStatuses: readonly ["pending", "sent", "held", "failed", "unknown", "expired", "erased"];

/**
 * Everything that differs by product. Pure: the same arguments give the same result. Members that take an order or a snapshot are
 * methods, so that each model counts as one for any product's orders; it only ever gets those of its own product.
 */
interface ProductModel<Order extends AnyOrder, Snapshot extends AnySnapshot> {
    /** Entity that the metadata of its events names; absent if events have no ids, neither their own nor the order's. */
    readonly entity?: string;
    /** Fields that only this product's orders have; a sound order may lack any of them. */
    readonly marks: readonly string[];
    /** Reads an order; rejects it if it has no id, or one that cannot be read. */
    readOrder(found: FoundOrder, reader: FieldReader): ReadOrder<Order> | Rejection;
    /** Returns the state that one event shows of an order, in its stored form. `before` only saves computing known digests again. */
    project(order: Order, digest: Digest, before: Snapshot | undefined): Snapshot;
    /** Returns the state of an order after an event: what the event shows, completed by what was known before it. */
    carryOver(before: Snapshot, observed: Snapshot): Snapshot;
    /**
     * Returns the entries of a timeline without parts that `carryOver` adds anyway, so that a list that only grows is stored once. Absent if
     * there are no such lists.
     */
    withoutRepeats?<Row extends {
        readonly snapshot: Snapshot;
    }>(rows: readonly Row[]): readonly Row[];
    /** Returns the outlook of an order in a state. */
    lifeOf(state: Snapshot): LifeOfOrder;
    /** Returns the snapshot without any digest of personal values. */
    forgetDetails(snapshot: Snapshot): Snapshot;
    /** Returns the changes between two states; `progressAt` is when an event last showed the order's progress up to the first. */
    compare(before: Snapshot, after: Snapshot, progressAt: Instant): Finding[];
    /**
     * Returns what the first event of an order shows to have just happened. Without a state to compare with, only a final status and the
     * order's own instants count; everything else would be a guess.
     */
    findAtFirstSight(snapshot: Snapshot, order: Order, happenedAt: Instant): Finding[];
    /** Returns what an event's name proves, and the state that the event shows, corrected by it. */
    findByName(event: NamedEvent<Order, Snapshot>): NameProof<Snapshot>;
    /** `true` if a snapshot with an older write time is not stale, because it shows the way back itself. */
    provesReturn?(known: Snapshot, next: Snapshot): boolean;
    /** `true` if a snapshot of the same write shows less than what is known. */
    isBehind?(known: Snapshot, next: Snapshot): boolean;
    /** Fields that change with most events and are compared with older states as well: storing a change of these alone gains nothing. */
    readonly movesAlong: readonly string[];
    readonly sizeLimit?: SizeLimit<Snapshot>;
    readonly reportedStatus?: ReportedStatus<Snapshot>;
    /** `true` if an event shows the order's progress, whose time `compare` needs. */
    showsProgress?(observed: Snapshot): boolean;
    /** Returns the order's own dates besides its last update: reaching one changes the order, and may change no other date. */
    datesOf?(order: Order): readonly (DateText | undefined)[];
    /** Returns one ticket of each guest who can be mailed and is not the buyer. */
    guestsOf?(order: Order): readonly Ticket[];
    readonly shipments?: ShipmentModel<Order>;
    /** Returns the tickets by number: a change may be about one. */
    ticketsOf?(order: Order): ReadonlyMap<string, Ticket>;
}

/** A ticket order of Wix Events. */
interface TicketOrder {
    /** Always `wix-events`. */
    readonly product: 'wix-events';
    /** The order number: ticket orders have no other id. */
    readonly id: string;
    /** The order number, which is the id. */
    readonly number: string;
    /** The id of the ticketed event, shared by all its buyers. Absent where the event has none. */
    readonly ticketedEventId: string | undefined;
    /** The id of the buyer's contact. Absent for a buyer who is no contact of the site. */
    readonly contactId: string | undefined;
    /** The id of the buyer's member. Absent for a buyer who is no member. */
    readonly memberId: string | undefined;
    /** The buyer's language as a code, such as `en`. Absent where the event names none: `language` beside `order` is then the site's. */
    readonly language: string | undefined;
    /** The buyer's email address. Absent where the event has none. */
    readonly email: string | undefined;
    /** The buyer's first name. Absent where the event has none. */
    readonly firstName: string | undefined;
    /** The buyer's last name. Absent where the event has none. */
    readonly lastName: string | undefined;
    /** The status that Wix prints, such as `PAID`, `FREE` or `CANCELED`. Absent where the event has none. */
    readonly status: string | undefined;
    /** Whether the order is confirmed. Absent where the event does not say. */
    readonly confirmed: boolean | undefined;
    /** How it is paid, such as `creditCard` or `offline`. Absent where the event has none. */
    readonly method: string | undefined;
    /** Whether the order was removed from the list in the dashboard. Absent where the event does not say. */
    readonly archived: boolean | undefined;
    /** When the order was made. Absent where the event has none. */
    readonly createdAt: DateText | undefined;
    /** The buyer's answers to the checkout form, by the name of the question; `{}` without a form. An answer is absent where the buyer left it empty. */
    readonly buyer: PersonalValues;
    /** The tickets of the order. Absent where the event does not say, as before payment. */
    readonly tickets: readonly Ticket[] | undefined;
}

/** Stored state of a ticket order. */
interface TicketSnapshot extends AnySnapshot {
    readonly product: 'wix-events';
    readonly confirmed?: boolean | undefined;
    readonly archived?: boolean | undefined;
    readonly buyer?: DetailDigests | undefined;
    readonly tickets?: TicketStates | undefined;
}

/** An order of a pricing plan. */
interface PlanOrder {
    /** Always `wix-pricing-plans`. */
    readonly product: 'wix-pricing-plans';
    /** The id of the order. */
    readonly id: string;
    /** The id of the plan. Absent where the event has none. */
    readonly planId: string | undefined;
    /** The name of the plan when it was bought. Absent where the event has none. */
    readonly planName: string | undefined;
    /** The id of the buyer's contact. Absent where the event has none. */
    readonly contactId: string | undefined;
    /** The id of the buyer's member. Absent where the event has none. */
    readonly memberId: string | undefined;
    /** Whether it is paid outside the site; such an order is never charged by Wix. */
    readonly isOffline: boolean;
    /** The status that Wix prints, such as `ACTIVE`, `PAUSED` or `CANCELED`. Absent where the event has none. */
    readonly status: string | undefined;
    /** The status of the last payment, such as `PAID` or `FAILED`. Absent where the event has none. */
    readonly paymentStatus: string | undefined;
    /** Whether the plan ends instead of being renewed. Absent for plans that are paid once. */
    readonly autoRenewCanceled: boolean | undefined;
    /** Why it was canceled, such as `OWNER_ACTION` or `PAYMENT_FAILURE`. Absent unless the plan or its renewal was canceled. */
    readonly cancellationCause: string | undefined;
    /** When the cancellation counts: `IMMEDIATELY` or `NEXT_PAYMENT_DATE`. Absent unless the plan or its renewal was canceled. */
    readonly cancellationEffectiveAt: string | undefined;
    /** When the plan starts or started. Absent where the event has none. */
    readonly startAt: DateText | undefined;
    /** When the plan ends or ended. Absent for a plan that goes on until it is canceled. */
    readonly endAt: DateText | undefined;
    /** The end as it was before the owner moved it. Absent where the event has none. */
    readonly earliestEndAt: DateText | undefined;
    /** The pauses so far. Absent where the event does not say. */
    readonly pauses: readonly PausePeriod[] | undefined;
    /** Which payment cycle it is in, from 1; 0 in a free trial. Absent once the plan is over, and in some events before it starts. */
    readonly cycleIndex: number | undefined;
    /** When this cycle started. Absent like `cycleIndex`. */
    readonly cycleStartedAt: DateText | undefined;
    /** The cycle that the event says has started. Absent for every other event. */
    readonly startedCycle: number | undefined;
    /** The code of the coupon that was used. Absent without one. */
    readonly couponCode: string | undefined;
    /** The price of the current cycle. Absent where no price of the order counts for it. */
    readonly total: Price | undefined;
    /** The cycles that cost the same. Absent like `total`. */
    readonly pricedCycles: PricedCycles | undefined;
    /** When the order was made. Absent where the event has none. */
    readonly createdAt: DateText | undefined;
    /** When Wix last wrote the order. Absent where the event has none. */
    readonly updatedAt: DateText | undefined;
    /** The buyer's answers to the form of the plan, as `form.` and the name of the question; `{}` without a form. An answer is absent where the buyer left it empty. */
    readonly buyer: PersonalValues;
}

/** Stored state of a plan order. */
interface PlanSnapshot extends AnySnapshot {
    readonly product: 'wix-pricing-plans';
    readonly paymentStatus?: string | undefined;
    /** `true` if the owner collects the payments, so that no cycle is charged. */
    readonly isOffline?: true | undefined;
    readonly startAt?: DateText | undefined;
    readonly endAt?: DateText | undefined;
    readonly autoRenewCanceled?: boolean | undefined;
    readonly cancellationEffectiveAt?: string | undefined;
    readonly cycleIndex?: number | undefined;
    readonly cycleStartedAt?: DateText | undefined;
    /** Cycle in which the payment status was last shown: an event may show either alone. */
    readonly paymentCycle?: number | undefined;
    /** Price of the priced cycles. */
    readonly total?: Decimal | undefined;
    readonly pricedCycles?: PricedCycles | undefined;
    readonly pauses?: readonly PausePeriod[] | undefined;
    readonly buyer?: DetailDigests | undefined;
}

/** A shop order of Wix eCommerce. */
interface ShopOrder {
    /** Always `wix-ecom`. */
    readonly product: 'wix-ecom';
    /** The id of the order. */
    readonly id: string;
    /** The number that the buyer sees, such as `10003`. Absent where the event has none. */
    readonly number: string | undefined;
    /** The id of the buyer's contact. Absent where the event has none. */
    readonly contactId: string | undefined;
    /** The id of the buyer's member. Absent for a buyer who is not logged in. */
    readonly memberId: string | undefined;
    /** The buyer's email address. Absent where the event has none. */
    readonly email: string | undefined;
    /** The buyer's first name. Absent where neither the billing, the recipient nor the delivery address has one. */
    readonly firstName: string | undefined;
    /** The buyer's last name. Absent where neither the billing, the recipient nor the delivery address has one. */
    readonly lastName: string | undefined;
    /** The buyer's language as a code, such as `en`. Absent where the event names none: `language` beside `order` is then the site's. */
    readonly language: string | undefined;
    /** Where it was sold: `WEB`, `POS`, `BACKOFFICE_MERCHANT` and others. Absent where the event has none. */
    readonly channel: string | undefined;
    /** The buyer's note. Absent without one. */
    readonly buyerNote: string | undefined;
    /** The answers to the checkout's own fields. Absent where the checkout has none. */
    readonly customFields: readonly CustomField[] | undefined;
    /** The code of the coupon that was used. Absent without one. */
    readonly couponCode: string | undefined;
    /** What a gift card pays of the total. Absent where Wix does not print the total with and without it. */
    readonly paidByGiftCard: Decimal | undefined;
    /** The currency of every amount of the order, such as `USD`. Absent where the event has none. */
    readonly currency: string | undefined;
    /** The status that Wix prints, such as `APPROVED` or `CANCELED`. Absent where the event has none. */
    readonly status: string | undefined;
    /** The payment status that Wix prints, such as `PAID` or `NOT_PAID`. Absent where the event has none. */
    readonly paymentStatus: string | undefined;
    /** The fulfillment status that Wix prints, such as `FULFILLED`. Absent where the event has none. */
    readonly fulfillmentStatus: string | undefined;
    /** Whether the order is archived. Absent where the event does not say. */
    readonly archived: boolean | undefined;
    /** Whether somebody opened it in the dashboard. Absent where the event does not say. */
    readonly isSeen: boolean | undefined;
    /** What the order costs, with shipping and taxes. Absent where the event has none. */
    readonly total: Decimal | undefined;
    /** What Wix says is left to pay; not due any more once the order is canceled or refunded. Absent in some orders of before 2022. */
    readonly balance: Decimal | undefined;
    /** All payments so far. Absent in events of before 2024. */
    readonly paid: Decimal | undefined;
    /** All refunds so far: the balance summary's figure, else the sum of the refund activities. Absent where neither is known. */
    readonly refunded: Decimal | undefined;
    /** The lines of the order. Absent where the event does not say. */
    readonly lineItems: readonly LineItem[] | undefined;
    /** What Wix noted of the order; a note can come after the event that it is about. Absent where the event does not say. */
    readonly activities: readonly Activity[] | undefined;
    /** The shipments, which no order event has: those that events of shipments showed. Absent before the first of them. */
    readonly tracking: readonly Shipment[] | undefined;
    /** When the order was made. Absent where the event has none. */
    readonly createdAt: DateText | undefined;
    /** When Wix last wrote the order. Absent where the event has none. */
    readonly updatedAt: DateText | undefined;
    /** `buyer.email` and `buyer.contactId`. Each is absent where the event has none. */
    readonly buyer: PersonalValues;
    /** Where it goes: `destination.…` and `recipient.…`, such as `destination.city` and `recipient.contact.phone`. Each is absent where the event has none. */
    readonly shipping: PersonalValues;
    /** Who pays: `billing.…`, such as `billing.city` and `billing.contact.phone`. Each is absent where the event has none. */
    readonly billing: PersonalValues;
}

/** Stored state of a shop order. */
interface ShopSnapshot extends AnySnapshot {
    readonly product: 'wix-ecom';
    readonly paymentStatus?: string | undefined;
    readonly fulfillmentStatus?: string | undefined;
    readonly archived?: boolean | undefined;
    readonly isSeen?: boolean | undefined;
    readonly total?: Decimal | undefined;
    readonly balance?: Decimal | undefined;
    readonly paid?: Decimal | undefined;
    readonly refunded?: Decimal | undefined;
    /** Quantity and price by line item id, either of them empty if unknown. */
    readonly lineItems?: Readonly<Record<string, string>> | undefined;
    /** Every activity seen so far, oldest first. */
    readonly activities?: readonly Activity[] | undefined;
    readonly buyer?: DetailDigests | undefined;
    readonly shipping?: DetailDigests | undefined;
    readonly billing?: DetailDigests | undefined;
}

/**
 * Places where the owner and other contributors see a notification:
 * https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify
 */
declare const notificationPlaces: readonly ["Dashboard", "Mobile", "Browser"];

/** Fields of an order of any product. */
interface AnyOrder {
    readonly product: Product;
    readonly id: string;
    readonly status: string | undefined;
    readonly contactId: string | undefined;
    readonly email?: string | undefined;
    /** The buyer's language code. */
    readonly language?: string | undefined;
    readonly updatedAt?: DateText | undefined;
}

/**
 * Stored state of an order of any product, for comparison with the next event; no personal data. A field is absent if no event has shown
 * it so far.
 */
interface AnySnapshot {
    readonly product: Product;
    readonly status?: string | undefined;
    /** Time at which Wix last wrote the order: reveals a stale snapshot, never the order of events. */
    readonly updatedAt?: DateText | undefined;
}

/** An order as Wix sent it, and its place in its event. */
interface FoundOrder {
    readonly order: JsonObject;
    readonly orderPath: string;
    /** Id of the order in the metadata of its event. */
    readonly entityId: string | undefined;
}

/** Reads single fields and collects warnings about unreadable ones. */
interface FieldReader {
    readonly warnings: WarningCode[];
    instant(value: unknown): Instant | undefined;
    date(value: unknown): DateText | undefined;
    decimal(value: string | number | null | undefined): Decimal | undefined;
}

/** An order that was read, and what an event that is itself the order says about the event. */
interface ReadOrder<Order> {
    readonly order: Order;
    /** Time of the event, if the order names it. */
    readonly at: Instant | undefined;
    readonly isAnonymized: boolean;
}

/** The site's digests; `undefined` while the site has no key: personal values are then not compared. */
type Digest = KeyedDigest | undefined;

/** Outlook of an order: nothing more will happen, something may, or something will by itself, such as a renewal. */
type LifeOfOrder = 'over' | 'idle' | 'running';

/**
 * An instant as RFC 3339 text in UTC with nine fraction digits, so that text order is time order. Wix prints event times with up to nine
 * digits, and two events can share a millisecond.
 */
type Instant = string & {
    readonly brand: 'Instant';
};

/** A difference between two snapshots of one order that a site owner would call a change. */
interface Finding {
    readonly kind: ChangeKind;
    /** Derived from the order's content; a count is added if the same content occurs again. */
    readonly occurrence: string;
    /** `true` if the same content can legitimately occur again, as with an archive toggle. */
    readonly canRepeat: boolean;
    /** Part of the order that it is about, such as a ticket number; absent for the order itself. */
    readonly subject?: string | undefined;
    readonly previous: ShownFields;
    readonly current: ShownFields;
    /** The order's own instant of the change, if it has one. */
    readonly at?: DateText | undefined;
    /** Earliest possible time, if the order says more than the state before. */
    readonly notBefore?: DateText | undefined;
    /** Evidence; absent if it was found by comparing two snapshots. */
    readonly evidence?: Evidence;
    /** `true` if the content names no instant, so that the time of the event stands in for it. */
    readonly isApproximate?: boolean;
    /** Kind of change after which the same content is another occurrence. */
    readonly restartedBy?: ChangeKind;
    /** Kind under which the same change may have been reported. */
    readonly alsoKnownAs?: ChangeKind;
}

/** An event whose name says what happened. */
interface NamedEvent<Order, Snapshot> {
    /** Kinds of change that the name proves; the content says which of several. */
    readonly proves: readonly ChangeKind[];
    readonly order: Order;
    /** State that the event shows. */
    readonly observed: Snapshot;
    /** Newest known state of the order. */
    readonly known: Snapshot | undefined;
    /** Time of the event. */
    readonly at: DateText;
}

/** Changes that an event's name proves. */
interface NameProof<Snapshot> {
    readonly findings: readonly Finding[];
    /** State that the event shows, corrected where its name contradicts it. */
    readonly snapshot: Snapshot;
}

/** Limits on the stored states of orders with many parts, such as tickets, because stored items are limited. */
interface SizeLimit<Snapshot> {
    countParts(snapshot: Snapshot): number;
    readonly oneStateAbove: number;
    readonly twoStatesAbove: number;
}

/** A status for which some events report the value before. */
interface ReportedStatus<Snapshot> {
    statusOf(snapshot: Snapshot): string | undefined;
    /**
     * Returns the findings of a transition into the status of a snapshot; none if that is no news. `null`: the event does not name the
     * status before.
     */
    findTransition(previous: string | null, current: string, snapshot: Snapshot): Finding[];
}

/** Shipments of an order, which arrive in their own events. */
interface ShipmentModel<Order> {
    /** Returns the shipments that such an event shows. */
    of(order: Order): readonly Shipment[] | undefined;
    /** Returns the changes in them; `before` is `undefined` if none were known. */
    compare(before: readonly Shipment[] | undefined, after: readonly Shipment[], at: DateText): Finding[];
    /** Returns the order with its known shipments. */
    addTo(order: Order, known: readonly Shipment[]): Order;
}

/** Stored form of personal values: one digest of all, and one of each, so that absent fields can be recognized. */
interface DetailDigests {
    /** Fingerprint of the key: digests under different keys cannot be compared. */
    readonly key?: string | undefined;
    readonly all: string;
    readonly fields: Readonly<Record<string, string>>;
}

/** By ticket number. */
type TicketStates = Readonly<Record<string, TicketState>>;

/** A pause of a plan order. The instants come from the order itself. */
interface PausePeriod {
    /** When the pause began. */
    readonly pausedAt: DateText;
    /** When the pause ended. Absent while it lasts. */
    readonly resumedAt: DateText | undefined;
}

/** Cycles with one price, both included; `last` is `undefined` if no other price follows. */
interface PricedCycles {
    /** The first cycle that costs this, from 1. */
    readonly first: number;
    /** The last cycle that costs this. Absent where no other price follows. */
    readonly last: number | undefined;
}

/** One answer of the checkout's custom fields. */
interface CustomField {
    /** The question, in the language of the buyer if there is one. Absent where the event has none. */
    readonly title: string | undefined;
    /** The answer. Absent where the buyer left it empty. */
    readonly value: string | undefined;
}

/** One line of a shop order. */
interface LineItem {
    /** Unique within one order only; `#0`, `#1` … where Wix prints none. */
    readonly id: string;
    /** The name of the product in the buyer's language, else in the site's. Absent where the event has none. */
    readonly name: string | undefined;
    /** How many of it. Absent where the event has none. */
    readonly quantity: Decimal | undefined;
    /** The price of one. Absent where the event has none. */
    readonly price: Decimal | undefined;
    /** The app whose catalog it is from: Wix Stores, Wix Bookings and so on. Absent for an item of no catalog. */
    readonly catalogAppId: string | undefined;
    /** Such as `PHYSICAL`, `DIGITAL`, `GIFT_CARD` or `SERVICE`. Absent where the event has none. */
    readonly itemType: string | undefined;
}

/** One entry of an order's activity list. */
interface Activity {
    /** What happened, such as `ORDER_PLACED` or `ORDER_REFUNDED`; empty where Wix names nothing. */
    readonly type: string;
    /** When it happened; empty where Wix prints no date. */
    readonly at: DateText | '';
    /** How much was given back. Absent unless it is a refund that says so. */
    readonly amount?: Decimal;
}

/** A shipment of a shop order. */
interface Shipment {
    /** The id of the shipment; `#0`, `#1` … where Wix prints none. */
    readonly id: string;
    /** When it was made. Absent where the event has none. */
    readonly createdAt: DateText | undefined;
    /** The tracking number. Absent where the shop gave none. */
    readonly number: string | undefined;
    /** Who carries it. Absent where the shop gave none. */
    readonly provider: string | undefined;
    /** Where it can be followed. Absent where the shop gave none. */
    readonly link: string | undefined;
}

/** Keyed one-way digests: short texts that nobody without the site's key can reverse or confirm by trial. */
interface KeyedDigest {
    /** Identifies the key without revealing anything of it. */
    readonly fingerprint: string;
    readonly of: (text: string) => string;
}

/** Stored state of one ticket. */
interface TicketState {
    /** Absent if the guest is not checked in. */
    readonly checkedInAt?: DateText | undefined;
    readonly archived?: boolean | undefined;
    readonly canceled?: boolean | undefined;
    readonly guest?: DetailDigests | undefined;
}

export {};
