import type { Change, ChangeKindOf, Evidence } from '../changes/change.ts';
import type { Product } from '../products/product.ts';
import type { OrderOf } from '../products/product-models.ts';
import type { Ticket } from '../products/tickets/order.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { EmailRecipient } from '../values/email-recipient.ts';
import type { Formats } from './formats.ts';

/** The values that a rule can use when it writes an email's variables. Cleaned of what visitors may have typed, and not to be changed. */
export interface RuleContext<P extends Product> {
  readonly order: OrderOf[P];
  /** The same order as Wix printed it, for what `order` does not have; it cannot be changed. */
  readonly raw: JsonObject;
  readonly change: Change;
  /** The ticket that the change is about, if it is about one. */
  readonly ticket: Ticket | undefined;
  /** The buyer's language, or the site's where the order names none: the one that the email is chosen by, such as `pt-BR`. */
  readonly language: string;
  /** Amounts and dates in that language. */
  readonly format: Formats;
}

/**
 * The id of a triggered email, as the dashboard shows it; or one for each language, by the buyer's language code
 * (`en`, `pt-BR`), with a `default` for all others.
 */
export type EmailId = string | ({ readonly default: string } & Readonly<Record<string, string>>);

/**
 * The recipient of a rule's email: the buyer, the guest of the ticket that changed, or one contact of the site, such as its
 * owner. `guests` are all guests of a ticket order but the buyer, each of whom gets one email, however many tickets they have. A
 * buyer or guest who is a member and no known contact is mailed as the member.
 */
export type Recipient = 'buyer' | 'guest' | 'guests' | EmailRecipient;

/** Which change of which product sends which email, to whom, with which variables. */
export interface NotificationRule<P extends Product> {
  /** Unique among the rules, and never reused for another meaning: it is part of what makes an email be sent once. */
  readonly id: string;
  readonly product: P;
  readonly change: ChangeKindOf<P>;
  readonly emailId: EmailId;
  readonly recipient: Recipient;
  /** The email's variables; must not be `async`. Wix takes text only; leave one out to have the template's fallback value. */
  variables(context: RuleContext<P>): Readonly<Record<string, string | undefined>>;
  /** A further condition, which must not be `async`; without it every such change counts. */
  when?(context: RuleContext<P>): boolean;
  /** How the change must be known; without it any evidence counts. */
  readonly evidence?: readonly Evidence[];
  /** How old the news may be, in hours of event time; 24 by default. Older news is recorded as `expired`. */
  readonly withinHours?: number;
  /**
   * What to do when the site stopped between the call that sends the email and the note that it was sent, so that
   * nobody can know: `resend` (the default; the customer may get it twice) or `hold` (the owner decides).
   */
  readonly ifUnknown?: 'resend' | 'hold';
}

const isRuleField: Readonly<Record<keyof NotificationRule<Product>, true>> = {
  id: true,
  product: true,
  change: true,
  emailId: true,
  recipient: true,
  variables: true,
  when: true,
  evidence: true,
  withinHours: true,
  ifUnknown: true,
};

/** The fields that a rule can have. */
export const ruleFields: readonly string[] = Object.keys(isRuleField);

/** A rule of any product. */
export type AnyRule = { [P in Product]: NotificationRule<P> }[Product];

/** What applies to all rules of a site. */
export interface NotificationSettings {
  /** IANA time zone in which dates are written, such as `Europe/Lisbon`: Wix's events do not name the site's. */
  readonly timeZone: string;
  /** Language for orders that name none. */
  readonly fallbackLanguage: string;
  /** How many days to keep what is settled, and events that could not be handled, before only bare keys stay. */
  readonly retentionDays: number;
  /**
   * How many days to know an order that is over (canceled, refunded, fulfilled and paid, ended) after the last that was stored of it;
   * 730 by default, and never less than `retentionDays` or than the longest `withinHours` of the rules. What waits for something, such as
   * an order that nobody fulfilled, is known for twice the time, and a plan that runs for as long as it does. An order that comes back later counts as
   * seen for the first time.
   */
  readonly orderRetentionDays?: number;
  /** Keeps scrubbed copies of the events that come, to be replayed at a desk; off by default. */
  readonly record?: RecordingSettings;
}

/** Whether and how much real traffic a site keeps. */
export interface RecordingSettings {
  /** Whether new events are kept. Off, the daily clean-up goes on removing what is there. */
  readonly isOn: boolean;
  /** How many events to keep; the oldest go first. */
  readonly atMost: number;
  /** How many days to keep them. */
  readonly days: number;
}
