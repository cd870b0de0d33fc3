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

/** Fields of every rule: which change of which product it reports, and when. */
export interface CommonFields<P extends Product> {
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

/** Rule that sends a triggered email: which change of which product sends which email, to whom, with which variables. */
export type NotificationRule<P extends Product> = CommonFields<P> & TriggeredEmailFields<P>;

/** Rule of any channel: which change of which product is reported, and how. */
export type Rule<P extends Product> = CommonFields<P> & ChannelFields<P>;

/** Fields of a rule for its channel: those of one channel, and none of the others. */
type ChannelFields<P extends Product> = OneOf<
  [TriggeredEmailFields<P>, EmailFields<P>, NotifyOwnerFields<P>, PostFields<P>, RunFields<P>]
>;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type OneOf<Choices extends readonly unknown[]> = Exactly<Choices[number], KeysOf<Choices[number]>>;
type Exactly<Choice, Keys extends PropertyKey> = Choice extends unknown
  ? Choice & Readonly<Partial<Record<Exclude<Keys, keyof Choice>, undefined>>>
  : never;

/** Names of all fields that a rule can have. */
export const ruleFields: readonly string[] = [
  ...new Set([
    ...Object.keys(isCommonField),
    ...Object.values(channels).flatMap(({ field, fields }) => [field, ...fields]),
  ]),
];

/** A rule of any product. */
export type AnyRule = { [P in Product]: Rule<P> }[Product];

/** Settings for all rules of a site. */
export interface NotificationSettings {
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

/** Settings for recording real traffic. */
export interface RecordingSettings {
  /** `true` to record new events. If it is off, the daily clean-up still removes old ones. */
  readonly isOn: boolean;
  /** Most events to keep; the oldest are removed first. */
  readonly atMost: number;
  /** Days for which they are kept. */
  readonly days: number;
}
