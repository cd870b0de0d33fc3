import type { EmailRecipient } from '../values/email-recipient.ts';
import type { Notifications } from './notifications.ts';

/** How much one recipient may be told, whatever happens to their orders: anybody can place orders under the address of another. */
export interface MessageCap {
  /** Whether a recipient had as many messages in the last hour as anybody may, by the stores that the caller works with. */
  isReached(recipient: EmailRecipient, stores?: { readonly notifications: Notifications }): Promise<boolean>;
  /** Counts the message of a notification, once however often it is written. */
  note(recipient: EmailRecipient, key: string): void;
}
