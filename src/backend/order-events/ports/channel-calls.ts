import type { Call } from '../channels/channel.ts';
import type { ChannelName } from '../channels/channels.ts';
import type { RunFunction } from '../channels/run/run.ts';
import type { NotificationSettings } from '../rules/rule.ts';
import type { EmailRecipient } from '../values/email-recipient.ts';
import type { Notification } from './notifications.ts';

/** Change that a message reports; nothing personal. */
export type ToldChange = Pick<
  Notification,
  'product' | 'orderId' | 'change' | 'occurrence' | 'evidence' | 'occurredAt' | 'rule' | 'createdAt'
>;

/** Message for a channel to send. */
export interface Message {
  /** Key of the notification, equal for every attempt. */
  readonly key: string;
  readonly channel: ChannelName;
  /** Arguments of the call; see the channel. */
  readonly call: Call;
  /** Has an empty id if the message goes to nobody whom the order names. */
  readonly recipient: EmailRecipient;
  readonly variables: Readonly<Record<string, string>>;
  /** Absent if the message is about no change. */
  readonly about?: ToldChange;
  /** Settings of the site; absent if the caller does not know them. */
  readonly settings?: NotificationSettings | undefined;
  /** Function of the rule, for a channel that runs one. */
  readonly run?: RunFunction | undefined;
}

/** Result of a call. `refused`: nothing went out for certain. `may-be-sent`: any other failure. */
export type SendResult =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'may-be-sent'; readonly code: string };

/** Outcome of a message, as the other end reports it. */
export type Answer =
  { readonly kind: 'sent' | 'not-sent' } | { readonly kind: 'rejected' | 'unanswered'; readonly code: string };

/** A call that was accepted and later rejected. */
export interface RejectedCall {
  /** See `callIdOf`. */
  readonly callId: string;
  /** Time of the rejection, in milliseconds since 1970. */
  readonly at: number;
  readonly code: string;
}

/** Calls of one channel, or of all. Never rejects. */
export interface ChannelCalls {
  send(message: Message): Promise<SendResult>;
  /** Returns the outcome of a message that may have been sent before; only for a channel that can be asked. */
  ask?(message: Message): Promise<Answer>;
  /** Lists the calls that were rejected since `from`, in milliseconds since 1970; none if Wix does not say. */
  listRejected?(from: number, settings: NotificationSettings): Promise<readonly RejectedCall[]>;
}
