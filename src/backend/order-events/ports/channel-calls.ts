import type { Call } from '../channels/channel.ts';
import type { ChannelName } from '../channels/channels.ts';
import type { RunFunction } from '../channels/run/run.ts';
import type { NotificationSettings } from '../rules/rule.ts';
import type { EmailRecipient } from '../values/email-recipient.ts';
import type { Notification } from './notifications.ts';

/** The change that a message tells: nothing personal. */
export type ToldChange = Pick<
  Notification,
  'product' | 'orderId' | 'change' | 'occurrence' | 'evidence' | 'occurredAt' | 'rule' | 'createdAt'
>;

/** What a channel sends. */
export interface Message {
  /** The notification's key: the same for every try. */
  readonly key: string;
  readonly channel: ChannelName;
  /** What the call is made with; see the channel. */
  readonly call: Call;
  /** Without an id where it goes to nobody whom the order names. */
  readonly recipient: EmailRecipient;
  readonly variables: Readonly<Record<string, string>>;
  /** Absent where the message is about no change. */
  readonly about?: ToldChange;
  /** The site's settings; absent where the caller does not know them. */
  readonly settings?: NotificationSettings | undefined;
  /** The function of the rule, of a channel that runs one. */
  readonly run?: RunFunction | undefined;
}

/** The result of a call. `refused`: it is known that nothing went out. `may-be-sent`: any other failure. */
export type SendResult =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'may-be-sent'; readonly code: string };

/** Outcome of a message, as the other end reports it. */
export type Answer =
  { readonly kind: 'sent' | 'not-sent' } | { readonly kind: 'rejected' | 'unanswered'; readonly code: string };

/** A call that was taken and rejected later. */
export interface RejectedCall {
  /** See `callIdOf`. */
  readonly callId: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  readonly code: string;
}

/** The calls of one channel, or of all. Never rejects. */
export interface ChannelCalls {
  send(message: Message): Promise<SendResult>;
  /** Returns the outcome of a message that may have been sent before; only for a channel that can be asked. */
  ask?(message: Message): Promise<Answer>;
  /** Calls that were rejected from an instant on, in milliseconds since 1970; none where Wix does not say. */
  listRejected?(from: number, settings: NotificationSettings): Promise<readonly RejectedCall[]>;
}
