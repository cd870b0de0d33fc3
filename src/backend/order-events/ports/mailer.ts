/** The result of an email call. `refused`: it is known that no email went out. `may-be-sent`: any other failure. */
export type SendResult =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'may-be-sent'; readonly code: string };

/** Whom an email goes to: a contact of the site, or one of its members by the member's own id. */
export type EmailRecipient = { readonly contactId: string } | { readonly memberId: string };

/** Sends triggered emails. Never rejects. */
export interface Mailer {
  send(emailId: string, recipient: EmailRecipient, variables: Readonly<Record<string, string>>): Promise<SendResult>;
}
