import type { EmailRecipient } from '../values/email-recipient.ts';

/** The result of an email call. `may-be-sent`: it failed in a way that does not rule out that the email went out. */
export type SendResult =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'may-be-sent'; readonly code: string };

/** Sends triggered emails. Never rejects. */
export interface Mailer {
  send(emailId: string, recipient: EmailRecipient, variables: Readonly<Record<string, string>>): Promise<SendResult>;
}
