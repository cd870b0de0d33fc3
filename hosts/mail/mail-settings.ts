import type { RenderedEmail } from '../../src/backend/order-events/channels/email/render-email.ts';
import type { EmailRecipient } from '../../src/backend/order-events/values/email-recipient.ts';

/** How emails go out: by Wix, by a mail server, or not at all: they are kept to be looked at. */
export type MailSettings =
  | { readonly kind: 'wix' | 'kept' }
  | {
      readonly kind: 'smtp';
      /** `smtp://` or `smtps://`, with user and password before the host where the server asks for them. */
      readonly url: string;
      /** The sender, an address or `Name <address>`. */
      readonly from: string;
    };

/** An email that was not sent but kept. */
export interface KeptEmail extends RenderedEmail {
  /** The notification's key: an email of a key that is known takes the place of the first. */
  readonly key: string;
  readonly instanceId: string;
  readonly recipient: EmailRecipient;
  readonly template: string;
  readonly language: string;
}
