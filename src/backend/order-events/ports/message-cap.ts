import type { EmailRecipient } from '../values/email-recipient.ts';

/** How much one recipient may be told, whatever happens to their orders: anybody can place orders under the address of another. */
export interface MessageCap {
  /** Whether a recipient had as many messages in the last hour as anybody may. */
  isReached(recipient: EmailRecipient): Promise<boolean>;
  /** Counts a message. */
  note(recipient: EmailRecipient): void;
}
