import type { Change } from '../changes/change.ts';
import type { OrderOf } from '../products/product-models.ts';
import type { Product } from '../products/product.ts';
import type { Ticket } from '../products/tickets/order.ts';
import type { EmailRecipient } from '../values/email-recipient.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { Formats } from './formats.ts';

/** The values that a rule can use when it writes an email's variables. Cleaned of what visitors may have typed, and not to be changed. */
export interface RuleContext<P extends Product> {
  /** The order as the event shows it, in this package's words. */
  readonly order: OrderOf[P];
  /** The same order as Wix printed it, for what `order` does not have; it cannot be changed. */
  readonly raw: JsonObject;
  /** What happened to the order. */
  readonly change: Change;
  /** The ticket that the change is about. Absent where it is about none, and for plans and the shop. */
  readonly ticket: Ticket | undefined;
  /** The buyer's language, or the site's where the order names none: the one that the email is chosen by, such as `pt-BR`. */
  readonly language: string;
  /** Amounts and dates in that language. */
  readonly format: Formats;
}

/**
 * The recipient of a rule's email: the buyer, the guest of the ticket that changed, or one contact of the site, such as its
 * owner. `guests` are all guests of a ticket order but the buyer, each of whom gets one email, however many tickets they have. A
 * buyer or guest who is a member and no known contact is mailed as the member.
 */
export type Recipient = 'buyer' | 'guest' | 'guests' | EmailRecipient;

/** The values that a rule gives to its message; one that is left out has the fallback of the template. */
export type Variables = Readonly<Record<string, string | undefined>>;
