import type { EmailRecipient } from '../values/email-recipient.ts';

/** The result of an email call. `refused`: it is known that no email went out. `may-be-sent`: any other failure. */
export type SendResult =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'may-be-sent'; readonly code: string };

/** Sends triggered emails. Never rejects. */
export interface Mailer {
  send(emailId: string, recipient: EmailRecipient, variables: Readonly<Record<string, string>>): Promise<SendResult>;
}
