import type { ChangeKindOf, Evidence } from '../changes/change.ts';
import { channels } from '../channels/channels.ts';
import type { EmailFields, EmailSettings } from '../channels/email/email.ts';
import type { NotifyOwnerFields } from '../channels/notify-owner/notify-owner.ts';
import type { PostFields } from '../channels/post/post.ts';
import type { RunFields } from '../channels/run/run.ts';
import type { TriggeredEmailFields } from '../channels/triggered-email/triggered-email.ts';
import type { SnapshotOf } from '../products/product-models.ts';
import type { Product } from '../products/product.ts';
import type { RuleContext } from './rule-context.ts';

/** What every rule says: which change of which product it tells, and when. */
export interface CommonFields<P extends Product> {
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

const isCommonField: Readonly<Record<keyof CommonFields<Product>, true>> = {
  id: true,
  product: true,
  change: true,
  when: true,
  evidence: true,
  withinHours: true,
  after: true,
  unless: true,
  unlessOrder: true,
  ifUnknown: true,
};

/** Which change of which product sends which triggered email, to whom, with which variables. */
export type NotificationRule<P extends Product> = CommonFields<P> & TriggeredEmailFields<P>;

/** Which change of which product is told by which channel. */
export type Rule<P extends Product> = CommonFields<P> & ChannelFields<P>;

/** What a rule says of its channel: the fields of one, and none of the others. */
type ChannelFields<P extends Product> = OneOf<
  [TriggeredEmailFields<P>, EmailFields<P>, NotifyOwnerFields<P>, PostFields<P>, RunFields<P>]
>;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type OneOf<Choices extends readonly unknown[]> = Exactly<Choices[number], KeysOf<Choices[number]>>;
type Exactly<Choice, Keys extends PropertyKey> = Choice extends unknown
  ? Choice & Readonly<Partial<Record<Exclude<Keys, keyof Choice>, undefined>>>
  : never;

/** The fields that a rule can have. */
export const ruleFields: readonly string[] = [
  ...new Set([
    ...Object.keys(isCommonField),
    ...Object.values(channels).flatMap(({ field, fields }) => [field, ...fields]),
  ]),
];

/** A rule of any product. */
export type AnyRule = { [P in Product]: Rule<P> }[Product];

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

/** Whether and how much real traffic a site keeps. */
export interface RecordingSettings {
  /** Whether new events are kept. Off, the daily clean-up goes on removing what is there. */
  readonly isOn: boolean;
  /** How many events to keep; the oldest go first. */
  readonly atMost: number;
  /** How many days to keep them. */
  readonly days: number;
}
