// Generated from src/backend/order-events.ts by `npm run build` of wix-order-events 0.1.0 (2026-11-27): edit it and the folder of its name instead.

/** The reconcile job, over the methods of the SDK packages. */
export declare function reconcileOrders(methods: SdkMethods, site: SiteRules): Promise<JobState>;

/** Rules for orders of Wix Pricing Plans. */
export declare const plans: RuleHelper<'wix-pricing-plans'>;

/** Rules for orders of Wix eCommerce. */
export declare const shop: RuleHelper<'wix-ecom'>;

/** Rules for ticket orders of Wix Events. */
export declare const tickets: RuleHelper<'wix-events'>;

/** The values that a rule can use when it writes an email's variables. Cleaned of what visitors may have typed, and not to be changed. */
export interface RuleContext<P extends Product> {
    /** The order as the event shows it, in this package's words. */
    readonly order: OrderOf[P];
    /** The same order as Wix printed it, for what `order` does not have; it cannot be changed. */
    readonly raw: JsonObject;
    /** What happened to the order. */
    readonly change: Change;
    /** The ticket that the change is about. Absent where it is about none, and for plans and the shop. */
    readonly ticket: Ticket | undefined;
    /** The buyer's language, or the site's where the order names none: the one that the email is chosen by, such as `pt-BR`. */
    readonly language: string;
    /** Amounts and dates in that language. */
    readonly format: Formats;
}

/** A rule of any product. */
export type AnyRule = {
    [P in Product]: Rule<P>;
}[Product];

/** Which change of which product sends which triggered email, to whom, with which variables. */
export type NotificationRule<P extends Product> = CommonFields<P> & TriggeredEmailFields<P>;

/** Which change of which product is told by which channel. */
export type Rule<P extends Product> = CommonFields<P> & ChannelFields<P>;

/** The rules of a site. */
export interface SiteRules {
    readonly rules: readonly AnyRule[];
    readonly settings: NotificationSettings;
}

/** What handling one event came to: JSON-safe and without personal data. Wix ignores it; the local tools show it. */
export interface EventOutcome {
    readonly handler: HandlerName;
    readonly verdict: Verdict;
    readonly order: {
        readonly product: Product;
        readonly id: string;
    } | null;
    readonly changes: readonly Change[];
    /** The notifications that this event brought about. */
    readonly notifications: readonly NotificationSummary[];
    /** Keys of notifications that an earlier delivery brought about already. */
    readonly alreadyKnown: readonly string[];
    readonly warnings: readonly WarningCode[];
    readonly rejection: Rejection | null;
}

/** What is kept of a job between its runs: the last run, and when it was. */
export interface JobState extends JobRun {
    readonly startedAt: number;
    /** Absent while it runs, and when it stopped half-way. */
    readonly finishedAt?: number | undefined;
}

/** The handler of every order event, and the jobs that need no orders. */
export declare const handleOrderEvent: (handler: HandlerName, event: unknown, site: SiteRules) => Promise<EventOutcome>;

/** The handler of every order event, and the jobs that need no orders. */
export declare const deliverDueNotifications: (site: SiteRules) => Promise<JobState>;

/** The handler of every order event, and the jobs that need no orders. */
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
 * The methods of Wix's SDK packages that the reconcile job uses, as far as it uses them. The job's entry file hands
 * them in, so that nothing else loads those packages; a product without its method is not read.
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

/** Writes rules for one product, so that an editor completes its kinds of change and its order's fields. */
interface RuleHelper<P extends Product> {
    rule(fields: WithoutProduct<Rule<P>>): Rule<P>;
}

/** A Wix product whose order events this package understands. */
type Product = keyof typeof productChangeKinds;

/** The order of each product, in this package's words. */
type OrderOf = {
    readonly [P in Product]: Parameters<Models[P]['project']>[0];
};

/** An object as JSON gives it. */
type JsonObject = Readonly<Record<string, unknown>>;

/** One thing that happened to an order. */
interface Change {
    /** Which change it is, such as `order-paid`. */
    readonly kind: ChangeKind;
    /** How it is known: `reported`, `compared` or `inferred`. */
    readonly evidence: Evidence;
    /** Made from the order's own content: the same for a repeated delivery, another for a legitimate second time. */
    readonly occurrence: string;
    /** The fields that moved, as they were. A field that was absent is `null`; `{}` where nothing is known of before. */
    readonly previous: ShownFields;
    /** The fields that moved, as they are now, and amounts where money moved. A field that is gone is `null`. */
    readonly current: ShownFields;
    /** When it happened: the order's own instant where it has one, else the event's time. */
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

/** Writes amounts and dates for one reader. */
interface Formats {
    /** `"40"` and `"USD"` as `$40.00`; the bare amount where no currency is known. Display only. Absent where the amount is. */
    money(amount: string | undefined, currency: string | undefined): string | undefined;
    /** An order's date as a day, such as `August 1, 2022`. Absent where the date is. */
    date(instant: string | undefined): string | undefined;
    /** An order's date as a day and a time. Absent where the date is. */
    dateTime(instant: string | undefined): string | undefined;
}

/** What every rule says: which change of which product it tells, and when. */
interface CommonFields<P extends Product> {
    /** Unique among the rules, and never reused for another meaning: it is part of what makes an email be sent once. */
    readonly id: string;
    /** The product whose orders it is for; `shop.rule`, `plans.rule` and `tickets.rule` fill it in. */
    readonly product: P;
    /** The change that it tells: see docs/changes.md. */
    readonly change: ChangeKindOf<P>;
    /** A further condition, which must not be `async`; without it every such change counts. */
    when?(context: RuleContext<P>): boolean;
    /** How the change must be known; without it any evidence counts. */
    readonly evidence?: readonly Evidence[];
    /** How old the news may be, in hours of event time; 24 by default. Older news is recorded as `expired`. */
    readonly withinHours?: number;
    /** How many hours after the change it is told, as a reminder; at once by default. `withinHours` counts from then. */
    readonly after?: number;
    /** Of a reminder: changes after which it is not told any more. */
    readonly unless?: readonly ChangeKindOf<P>[];
    /** Of a reminder: not told where this holds of what is known of the order when it is due; must not be `async`. */
    unlessOrder?(order: SnapshotOf[P]): boolean;
    /**
     * What to do when the site stopped between the call that sends the message and the note that it was sent, so that
     * nobody can know: `resend` (the default; it may arrive twice) or `hold` (the owner decides).
     */
    readonly ifUnknown?: 'resend' | 'hold';
}

/** What a rule says that sends a triggered email. */
interface TriggeredEmailFields<P extends Product> {
    /** The id of the triggered email, or one for each language. */
    readonly emailId: EmailId;
    /** Whom it goes to: `buyer`, of tickets also `guest` or `guests`, or `{ contactId }` or `{ memberId }` of one person. */
    readonly recipient: Recipient;
    /** The email's variables; must not be `async`. Wix takes text only; leave one out to have the template's fallback value. */
    variables(context: RuleContext<P>): Variables;
}

/** What a rule says of its channel: the fields of one, and none of the others. */
type ChannelFields<P extends Product> = OneOf<[
    TriggeredEmailFields<P>,
    EmailFields<P>,
    NotifyOwnerFields<P>,
    PostFields<P>,
    RunFields<P>
]>;

/** What applies to all rules of a site. */
interface NotificationSettings {
    /** IANA time zone in which dates are written, such as `Europe/Lisbon`: Wix's events do not name the site's. */
    readonly timeZone: string;
    /** Language for orders that name none. */
    readonly fallbackLanguage: string;
    /** How many days to keep what is settled, and events that could not be handled, before only bare keys stay. */
    readonly retentionDays: number;
    /**
     * How many days to know an order that is over (canceled, refunded, fulfilled and paid, ended) after the last that was stored of it;
     * 730 by default, and never less than `retentionDays` or than the longest `withinHours` of the rules, `after` included. What waits for something, such as
     * an order that nobody fulfilled, is known for twice the time, and a plan that runs for as long as it does. An order that comes back later counts as
     * seen for the first time.
     */
    readonly orderRetentionDays?: number;
    /** Tells the owner once a week how many notifications of each rule were told, held and failed; off by default. */
    readonly weeklySummary?: boolean;
    /** Whose emails they are; needed by rules that send an `email`. */
    readonly email?: EmailSettings;
    /** Keeps scrubbed copies of the events that come, to be replayed at a desk; off by default. */
    readonly record?: RecordingSettings;
}

/** The name under which Wix calls a backend event handler. */
type HandlerName = keyof typeof handlers;

/** What one event turned out to be. */
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
 * What was odd about an event that was still understood.
 * - `order-under-data`, `order-under-entity`: the order stood where another handler's event has it
 * - `event-time-missing`: the event names no time, so the time of its arrival is used
 * - `entity-id-mismatch`: the metadata names another order than the order itself; the order's own id counts
 * - `unreadable-date`, `unreadable-amount`: a field that could not be read was left out
 * - `unexpected-type: <path>`: the field at the path is of another type than documented, or an id of an insane length; it
 *   counts as absent
 */
type WarningCode = 'order-under-data' | 'order-under-entity' | 'event-time-missing' | 'entity-id-mismatch' | 'unreadable-date' | 'unreadable-amount' | `unexpected-type: ${string}`;

/** Why a value is not the event that its handler is called with. Holds no value of the event, only its type and size. */
interface Rejection {
    /** Where, as a dotted path from the event's root; `event` is the root itself. */
    readonly path: string;
    readonly expected: string;
    readonly found: string;
}

/** The result of one run of a job. */
interface JobRun {
    /** What the run did, by name. */
    readonly report: Readonly<Record<string, number>>;
    /** Where the next run goes on. */
    readonly progress: Readonly<Record<string, string | number>>;
}

/** What a web method returns: JSON-safe, and without internal text. */
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

/** A notification as the owner sees it: nothing personal. */
interface ListedNotification extends NotificationSummary {
    readonly product: string;
    readonly orderId: string;
    readonly occurredAt: string;
    readonly attempts: number;
    /** Attempts whose email may have gone out although nothing said so; absent where there are none. */
    readonly doubts?: number;
    readonly createdAt: string;
    readonly dueAt: string | null;
}

/** What is known of one order: the changes reported, and the notifications about them, the newest first. */
interface OrderHistory {
    readonly product: Product;
    readonly orderId: string;
    readonly changes: readonly {
        readonly kind: Change['kind'];
        readonly occurrence: string;
    }[];
    /** The known states, oldest first: when, and which status. */
    readonly states: readonly {
        readonly at: string;
        readonly status: string | null;
    }[];
    readonly notifications: readonly ListedNotification[];
}

/** A notification as the member sees it. */
type MemberNotification = Pick<ListedNotification, 'product' | 'orderId' | 'change' | 'occurredAt' | 'status'>;

/** What an erasure removed. */
interface ErasureReport {
    readonly orders: readonly ErasedOfOrder[];
    readonly notifications: number;
    readonly events: number;
    /** Recorded events. */
    readonly recorded: number;
    /** Whether it is done; otherwise the hourly job goes on with it. */
    readonly isDone: boolean;
}

/** An event that could not be handled, as the owner sees it: without what it holds. */
type ListedUnhandled = Omit<UnhandledEvent, 'text' | 'firstAt' | 'lastAt'> & {
    readonly firstAt: string;
    readonly lastAt: string;
};

/** The result of trying unhandled events again. */
interface ReplayReport {
    readonly handled: number;
    readonly stillUnhandled: number;
}

/** What needs the owner's eye, and when each job last ran. */
interface Health {
    /** Which version of wix-order-events the site runs. */
    readonly version: typeof packageVersion;
    /** The items that are kept, which count toward the site's limit. */
    readonly items: KeptItems & {
        readonly total: number;
        /** As many as there will be if they go on growing as of late; `null` until the clean-up has run for a day. */
        readonly inAYear: number | null;
    };
    /** Events that the site could neither handle nor keep, such as at the limit of its items: they were left to Wix. */
    readonly notKept: NotKept | null;
    readonly notifications: Readonly<Record<'pending' | 'overdue' | 'held' | 'failed' | 'unknown', number>>;
    /** The same of the last seven days by rule, with what was told; of very many the newest thousand. */
    readonly byRule: Readonly<Record<string, RuleCounts>>;
    readonly unhandledEvents: Readonly<Record<'rejected' | 'failed', number>>;
    /** Erasures of which something may be left, for the hourly job to look for. */
    readonly openErasures: number;
    /** Whether personal details are compared: they need the site's digest key. */
    readonly comparesDetails: boolean;
    /** How far the reconcile job is with reading each product's open orders for the first time. */
    readonly installation: Readonly<Record<Product, Installation>>;
    /** What the database answered when the hourly job inserted under one id twice: anything but `refused` is a reason to ask for help. */
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

/** A list request of plan orders. */
interface PlanList {
    readonly limit: number;
    readonly offset: number;
    readonly orderStatuses?: ('ACTIVE' | 'PENDING' | 'PAUSED' | 'DRAFT')[];
}

/** A list request of ticket orders. */
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

/** What can happen to an order, in the words that rules, commands and tests share. */
type ChangeKind = ChangeKindOf<Product>;

/** How a change is known. */
type Evidence = (typeof evidences)[number];

/** The fields that moved, by name; a field that was absent is `null`. */
type ShownFields = Readonly<Record<string, ShownValue>>;

/** An instant with three fraction digits: the precision at which Wix prints one moment the same way everywhere. */
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

/** What is kept of an order of each product. */
type SnapshotOf = {
    readonly [P in Product]: ReturnType<Models[P]['project']>;
};

/**
 * The id of a triggered email, as the dashboard shows it; or one for each language, by the buyer's language code
 * (`en`, `pt-BR`), with a `default` for all others.
 */
type EmailId = string | ({
    readonly default: string;
} & Readonly<Record<string, string>>);

/**
 * The recipient of a rule's email: the buyer, the guest of the ticket that changed, or one contact of the site, such as its
 * owner. `guests` are all guests of a ticket order but the buyer, each of whom gets one email, however many tickets they have. A
 * buyer or guest who is a member and no known contact is mailed as the member.
 */
type Recipient = 'buyer' | 'guest' | 'guests' | EmailRecipient;

/** The values that a rule gives to its message; one that is left out has the fallback of the template. */
type Variables = Readonly<Record<string, string | undefined>>;

type OneOf<Choices extends readonly unknown[]> = Exactly<Choices[number], KeysOf<Choices[number]>>;

/** What a rule says that sends an email of this repository. */
interface EmailFields<P extends Product> {
    /** The name of a template below `emails/`. */
    readonly email: string;
    /** Whom it goes to: `buyer`, of tickets also `guest` or `guests`, or `{ contactId }` or `{ memberId }` of one person. */
    readonly recipient: Recipient;
    /** The template's variables; must not be `async`. Leave one out to have the template's fallback. */
    variables(context: RuleContext<P>): Variables;
}

/** What a rule says that tells the owner. */
interface NotifyOwnerFields<P extends Product> {
    /** What the notification says, of 512 characters at most; must not be `async`. */
    notifyOwner(context: RuleContext<P>): string;
    /** Where; the dashboard and the Wix app by default. */
    readonly on?: readonly NotificationPlace[];
}

/** What a rule says that posts a change to another system. */
interface PostFields<P extends Product> {
    /** The address, which begins with `https://`; `http://localhost` serves at a desk. */
    readonly post: string;
    /** The name of the secret that signs it, in the Secrets Manager; `ORDER_EVENTS_POST_SECRET` by default. */
    readonly secret?: string;
    /** What goes with the change; must not be `async`. Nothing personal goes unless it is named here. */
    variables?(context: RuleContext<P>): Variables;
}

/** What a rule says that runs a function of the site. */
interface RunFields<P extends Product> {
    /** May be `async`. A handler leaves what it has not finished within 8 seconds to the hourly job. */
    run(told: RunTold): unknown;
    /** What the function needs of the order, which a later try has no more; must not be `async`. */
    variables?(context: RuleContext<P>): Variables;
}

/** Whose emails they are, by the setting `email` of a site. */
interface EmailSettings {
    /** The id of the site, as `wix.config.json` and the address of its dashboard have it. */
    readonly siteId: string;
    /** The name that recipients see; Wix's own by default. */
    readonly senderName?: string;
    /** A sender address that is verified in the dashboard; Wix's shared address by default. */
    readonly senderEmailAddress?: string;
    /** Where answers go. */
    readonly replyTo?: string;
}

/** Whether and how much real traffic a site keeps. */
interface RecordingSettings {
    /** Whether new events are kept. Off, the daily clean-up goes on removing what is there. */
    readonly isOn: boolean;
    /** How many events to keep; the oldest go first. */
    readonly atMost: number;
    /** How many days to keep them. */
    readonly days: number;
}

/**
 * Every handler that `events.js` exports, under the name by which Wix calls it: the one list of them. Payloads stand in
 * `payloads/<name>/`, and the name is the argument on the command line.
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

/** What one event can turn out to be. */
declare const verdicts: readonly ["changed", "first-seen", "no-change", "duplicate", "stale", "rejected"];

/** The status of a notification. */
type NotificationStatus = (typeof notificationStatuses)[number];

/** How many notifications and kept events of an order held something of a person; events may name no order. */
interface ErasedOfOrder {
    readonly product: Product;
    readonly orderId: string | null;
    readonly notifications: number;
    readonly events: number;
}

/** An event that could not be handled, as it is stored. */
interface UnhandledEvent {
    /** Made from the event's content, so that the same event twice is one row. */
    readonly id: string;
    readonly handler: HandlerName;
    /** The event as it came, as JSON text: the site may hold its only copy. */
    readonly text: string;
    /** The order it is about, where it could be read. */
    readonly orderId?: string | undefined;
    /** Marks of all ids and addresses in it; see `markPeople`. */
    readonly marks?: string | undefined;
    /** Why parsing rejected it; absent if it parsed but handling failed. */
    readonly rejection?: Rejection | undefined;
    /** The code of the failure that kept it from being handled. */
    readonly failure?: string | undefined;
    readonly count: number;
    readonly firstAt: number;
    readonly lastAt: number;
}

/** The version of wix-order-events and its date: in the first line of every built file, and in what `getHealth` gives. */
declare const packageVersion: {
    readonly number: "0.1.0";
    readonly date: "2026-11-27";
};

/** How many items are kept, by what they are. */
interface KeptItems {
    /** States of orders: one for each order, and until the next clean-up those that it replaced. */
    readonly orderStates: number;
    /** Notifications that can be read. */
    readonly notifications: number;
    /** Notifications of which only the key is left. */
    readonly keys: number;
    readonly claims: number;
    readonly unhandledEvents: number;
    readonly recordedEvents: number;
    readonly erasures: number;
}

/** Events that could neither be handled nor kept, and were left to the platform. */
interface NotKept {
    readonly count: number;
    readonly lastAt: string;
    /** The code of the last failure: `store-full` at the limit of the site's items. */
    readonly failure: string;
}

/** How many notifications of a rule are in each status. */
type RuleCounts = Readonly<Record<NotificationStatus, number>>;

/** How far the reconcile job is with reading the open orders of a product for the first time. */
interface Installation {
    readonly state: 'waiting' | 'reading' | 'done';
    /** Orders read so far. */
    readonly read: number;
}

/**
 * What a store answered to a second insert under one id. `refused`: that the id is taken. `refused-otherwise`: something else, so
 * that each refused insert has to be looked up. `accepted`: it stored both, and then no promise holds.
 */
interface SecondInsert {
    readonly kind: 'refused' | 'refused-otherwise' | 'accepted';
    /** The code of the refusal; empty when there is none. */
    readonly code: string;
}

/** The last run of a job. */
interface JobHealth {
    readonly startedAt: string;
    /** `null` while it runs, and when it stopped half-way. */
    readonly finishedAt: string | null;
    readonly report: JobState['report'];
}

/** The filter for shop orders that are not archived, and are not fulfilled or new. */
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
 * How a change can be known: `reported` by the event itself, `compared` with the stored projection, or `inferred` at
 * first sight from timestamps or a terminal status.
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

/** Whom an email goes to: a contact of the site, or one of its members by the member's own id. */
type EmailRecipient = {
    readonly contactId: string;
} | {
    readonly memberId: string;
};

type Exactly<Choice, Keys extends PropertyKey> = Choice extends unknown ? Choice & Readonly<Partial<Record<Exclude<Keys, keyof Choice>, undefined>>> : never;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** A place where a notification is seen. */
type NotificationPlace = (typeof notificationPlaces)[number];

/** What a function of the site is given. */
interface RunTold {
    /** The same for every try: a function that notes it can tell a repetition. */
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
    /** What the rule's `variables` gave. */
    readonly variables: Readonly<Record<string, string>>;
}

/**
 * The states of a notification:
 *
 *   (inserted) --> pending --> sent
 *       |            |  ^--- retry after a failed attempt, or by the owner from held, failed and unknown
 *       |            |-----> failed    attempts used up
 *       |            |-----> unknown   the email may have been sent: its rule says hold, it was the second doubt, or no try is left
 *       |            '-----> expired   too old by the time that it could be sent
 *       |----------> held              cannot be sent as it is: no contact, a faulty rule
 *       '----------> expired           too old from the start
 *
 *   erased: from any state, when the order or the contact is anonymised
 */
declare const notificationStatuses: readonly ["pending", "sent", "held", "failed", "unknown", "expired", "erased"];

/**
 * Everything that differs by product. Pure: the same arguments give the same answer. What takes an order or a snapshot is a
 * method, so that each model is one of any product's orders; its product's are all that it is ever given.
 */
interface ProductModel<Order extends AnyOrder, Snapshot extends AnySnapshot> {
    /** The entity that the metadata of its events name; absent where events have no ids, neither of themselves nor of the order. */
    readonly entity?: string;
    /** Fields that only this product's orders have; any of them may be absent from a sound order. */
    readonly marks: readonly string[];
    /** Reads an order; rejects it when it lacks an id or a field is of another type. */
    readOrder(found: FoundOrder, reader: FieldReader): ReadOrder<Order> | Rejection;
    /** What one event shows of an order, as it is stored. `before` only saves digests that are known already. */
    project(order: Order, digest: Digest, before: Snapshot | undefined): Snapshot;
    /** The state of an order after an event: what the event shows, and for the rest what was known before it. */
    carryOver(before: Snapshot, observed: Snapshot): Snapshot;
    /** How far an order in a state has come. */
    lifeOf(state: Snapshot): LifeOfOrder;
    /** The snapshot without any digest of personal values. */
    forgetDetails(snapshot: Snapshot): Snapshot;
    /** What happened between two states; `progressAt` is when an event last showed the order's progress up to the first. */
    compare(before: Snapshot, after: Snapshot, progressAt: Instant): Finding[];
    /**
     * What the first event of an order says has just happened. Without a state to compare with, only a final status and the
     * order's own instants speak; everything else would be a guess.
     */
    findAtFirstSight(snapshot: Snapshot, order: Order, happenedAt: Instant): Finding[];
    /** What an event's name proves, and what it shows with that set right. */
    findByName(event: NamedEvent<Order, Snapshot>): NameProof<Snapshot>;
    /** Whether a snapshot with an older write time is no stale one, because it itself shows the way back. */
    provesReturn?(known: Snapshot, next: Snapshot): boolean;
    /** Whether a snapshot of the same write shows less than what is known. */
    isBehind?(known: Snapshot, next: Snapshot): boolean;
    /** Fields that move with most events and are compared with older states as well: storing their moves alone gains nothing. */
    readonly movesAlong: readonly string[];
    readonly sizeLimit?: SizeLimit<Snapshot>;
    readonly reportedStatus?: ReportedStatus<Snapshot>;
    /** Whether an event shows how far the order has got, where `compare` asks when that was. */
    showsProgress?(observed: Snapshot): boolean;
    /** The order's own dates beside its last update: reaching one changes the order, and may move no other date. */
    datesOf?(order: Order): readonly (DateText | undefined)[];
    /** One ticket of each guest who can be mailed and is not the buyer. */
    guestsOf?(order: Order): readonly Ticket[];
    readonly shipments?: ShipmentModel<Order>;
    /** The tickets by their numbers: a change may be about one. */
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

/** What is kept of a ticket order. */
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

/** What is kept of a plan order. */
interface PlanSnapshot extends AnySnapshot {
    readonly product: 'wix-pricing-plans';
    readonly paymentStatus?: string | undefined;
    /** Whether the owner collects the payments, so that no cycle is charged. */
    readonly isOffline?: true | undefined;
    readonly startAt?: DateText | undefined;
    readonly endAt?: DateText | undefined;
    readonly autoRenewCanceled?: boolean | undefined;
    readonly cancellationEffectiveAt?: string | undefined;
    readonly cycleIndex?: number | undefined;
    readonly cycleStartedAt?: DateText | undefined;
    /** The cycle in which the payment status was last shown: an event may show either alone. */
    readonly paymentCycle?: number | undefined;
    /** What the priced cycles cost. */
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

/** What is kept of a shop order. */
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
    /** Quantity and price by line item id, either empty when unknown. */
    readonly lineItems?: Readonly<Record<string, string>> | undefined;
    /** Every activity seen so far, oldest first. */
    readonly activities?: readonly Activity[] | undefined;
    readonly buyer?: DetailDigests | undefined;
    readonly shipping?: DetailDigests | undefined;
    readonly billing?: DetailDigests | undefined;
}

/** Where the owner and other contributors see a notification: https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify */
declare const notificationPlaces: readonly ["Dashboard", "Mobile", "Browser"];

/** What an order of any product has. */
interface AnyOrder {
    readonly product: Product;
    readonly id: string;
    readonly status: string | undefined;
    readonly contactId: string | undefined;
    readonly email?: string | undefined;
    /** The buyer's, as a language code. */
    readonly language?: string | undefined;
    readonly updatedAt?: DateText | undefined;
}

/**
 * What is kept of an order of any product to compare it with the next event: no personal data. An absent field is one that
 * no event has shown so far.
 */
interface AnySnapshot {
    readonly product: Product;
    readonly status?: string | undefined;
    /** When Wix last wrote the order: tells a stale snapshot, never the order of events. */
    readonly updatedAt?: DateText | undefined;
}

/** An order as it came, and where it stands in its event. */
interface FoundOrder {
    readonly order: JsonObject;
    readonly orderPath: string;
    /** The order's id by the metadata of its event. */
    readonly entityId: string | undefined;
}

/** Reads single fields and notes what could not be read. */
interface FieldReader {
    readonly warnings: WarningCode[];
    instant(value: unknown): Instant | undefined;
    date(value: unknown): DateText | undefined;
    decimal(value: string | number | null | undefined): Decimal | undefined;
}

/** An order that was read, and what an event that is the order itself says beside it. */
interface ReadOrder<Order> {
    readonly order: Order;
    /** When the event happened, where the order says so. */
    readonly at: Instant | undefined;
    readonly isAnonymized: boolean;
}

/** The site's digests; `undefined` when the site has no key yet: personal values are then not compared at all. */
type Digest = KeyedDigest | undefined;

/** Whether anything is still to come of an order: nothing, perhaps something, or something by itself, such as a renewal. */
type LifeOfOrder = 'over' | 'idle' | 'running';

/**
 * A moment as RFC 3339 text in UTC with nine fraction digits, so that text order is time order.
 * Wix prints event times with up to nine digits, and two events can share a millisecond.
 */
type Instant = string & {
    readonly brand: 'Instant';
};

/** A difference between two snapshots of one order that a site owner would call a change. */
interface Finding {
    readonly kind: ChangeKind;
    /** Made from the order's own content; a count is added where the same content comes about again. */
    readonly occurrence: string;
    /** Whether the same content can come about again legitimately, as with an archive toggle. */
    readonly canRepeat: boolean;
    /** What it is about within the order: a ticket number; absent for the order itself. */
    readonly subject?: string | undefined;
    readonly previous: ShownFields;
    readonly current: ShownFields;
    /** The order's own instant of the change, where it has one. */
    readonly at?: DateText | undefined;
    /** The earliest that it can have happened, where the order says more than the state before. */
    readonly notBefore?: DateText | undefined;
    /** How it is known, where it is not by comparing two snapshots. */
    readonly evidence?: Evidence;
    /** The content names no instant, so that the time of the event stands in for it. */
    readonly isApproximate?: boolean;
    /** The kind after which the same content is another occurrence. */
    readonly restartedBy?: ChangeKind;
    /** The kind that the same happening may have been reported as. */
    readonly alsoKnownAs?: ChangeKind;
}

/** An event whose name says what happened. */
interface NamedEvent<Order, Snapshot> {
    /** The kinds of change that the name proves; the content says which of several. */
    readonly proves: readonly ChangeKind[];
    readonly order: Order;
    /** What the event shows. */
    readonly observed: Snapshot;
    /** The newest known state of the order. */
    readonly known: Snapshot | undefined;
    /** When the event happened. */
    readonly at: DateText;
}

/** What the name of an event proves. */
interface NameProof<Snapshot> {
    readonly findings: readonly Finding[];
    /** What the event shows, set right where its name contradicts it. */
    readonly snapshot: Snapshot;
}

/** Fewer states are kept of an order with many parts, such as tickets, because stored items are limited. */
interface SizeLimit<Snapshot> {
    countParts(snapshot: Snapshot): number;
    readonly oneStateAbove: number;
    readonly twoStatesAbove: number;
}

/** A status whose value before the event some events report. */
interface ReportedStatus<Snapshot> {
    statusOf(snapshot: Snapshot): string | undefined;
    /** The findings of a transition into the status of a snapshot; none where that is no news. `null`: the event does not say from which. */
    findTransition(previous: string | null, current: string, snapshot: Snapshot): Finding[];
}

/** Shipments of an order, which come in events of their own. */
interface ShipmentModel<Order> {
    /** The shipments that an event of them shows. */
    of(order: Order): readonly Shipment[] | undefined;
    /** The news in them; `before` is `undefined` when none were known. */
    compare(before: readonly Shipment[] | undefined, after: readonly Shipment[], at: DateText): Finding[];
    /** The order with the shipments that are known of it. */
    addTo(order: Order, known: readonly Shipment[]): Order;
}

/** Personal values as they are stored: one digest of all, and one of each, so that absent fields can be told apart. */
interface DetailDigests {
    /** The fingerprint of the key: digests of different keys say nothing of one another. */
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

/** The cycles for which a price counts, both included; the last is absent where no other price follows. */
interface PricedCycles {
    /** The first cycle that costs this, from 1. */
    readonly first: number;
    /** The last cycle that costs this. Absent where no other price follows. */
    readonly last: number | undefined;
}

/** One answer of the checkout's own fields. */
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

/** One thing that Wix noted in an order's activity list. */
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

/** Keyed one-way digests: short text that nobody without the site's key can turn back or confirm by trial. */
interface KeyedDigest {
    /** Tells this key from another, and nothing of it. */
    readonly fingerprint: string;
    readonly of: (text: string) => string;
}

/** What is kept of one ticket. */
interface TicketState {
    /** Absent when the guest is not checked in. */
    readonly checkedInAt?: DateText | undefined;
    readonly archived?: boolean | undefined;
    readonly canceled?: boolean | undefined;
    readonly guest?: DetailDigests | undefined;
}

export {};
