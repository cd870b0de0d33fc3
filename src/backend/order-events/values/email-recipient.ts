/** Recipient of an email: a contact of the site, or one of its members by the member's own id. */
export type EmailRecipient = { readonly contactId: string } | { readonly memberId: string };
