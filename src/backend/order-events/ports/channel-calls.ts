import type { Call } from '../channels/channel.ts';
import type { ChannelName } from '../channels/channels.ts';
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
}

/** The result of a call. `refused`: it is known that nothing went out. `may-be-sent`: any other failure. */
export type SendResult =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'may-be-sent'; readonly code: string };

/** The calls of one channel, or of all. Never rejects. */
export interface ChannelCalls {
  send(message: Message): Promise<SendResult>;
}
