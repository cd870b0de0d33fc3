import type { EmailRecipient } from '../values/email-recipient.ts';
import type { Notifications } from './notifications.ts';

/** Limit on the messages to one recipient, whatever happens to their orders: anybody can place orders under somebody else's address. */
export interface MessageCap {
  /** Resolves to `true` if a recipient got as many messages in the last hour as anybody may, counted in the caller's stores. */
  isReached(recipient: EmailRecipient, stores?: { readonly notifications: Notifications }): Promise<boolean>;
  /** Counts the message of a notification, once for each key. */
  note(recipient: EmailRecipient, key: string): void;
}
