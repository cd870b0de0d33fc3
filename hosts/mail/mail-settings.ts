import type { RenderedEmail } from '../../src/backend/order-events/channels/email/render-email.ts';
import type { EmailRecipient } from '../../src/backend/order-events/values/email-recipient.ts';

/** Transport of emails: Wix, a mail server, or none, in which case emails are kept for inspection. */
export type MailSettings =
  | { readonly kind: 'wix' | 'kept' }
  | {
      readonly kind: 'smtp';
      /** `smtp://` or `smtps://`, with user and password before the host if the server requires them. */
      readonly url: string;
      /** The sender, an address or `Name <address>`. */
      readonly from: string;
    };

/** An email that was kept instead of being sent. */
export interface KeptEmail extends RenderedEmail {
  /** The notification's key: a later email with the same key replaces the earlier one. */
  readonly key: string;
  readonly instanceId: string;
  readonly recipient: EmailRecipient;
  readonly template: string;
  readonly language: string;
}
