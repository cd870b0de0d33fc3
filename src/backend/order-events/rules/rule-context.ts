import type { Change } from '../changes/change.ts';
import type { OrderOf } from '../products/product-models.ts';
import type { Product } from '../products/product.ts';
import type { Ticket } from '../products/tickets/order.ts';
import type { EmailRecipient } from '../values/email-recipient.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { Formats } from './formats.ts';

/** Values that a rule can use for an email's variables. They are cleaned of what visitors may have typed, and frozen. */
export interface RuleContext<P extends Product> {
  /** The order as the event shows it, in this package's words. */
  readonly order: OrderOf[P];
  /** The same order as Wix sent it, for fields that `order` does not have; frozen. */
  readonly raw: JsonObject;
  /** What happened to the order. */
  readonly change: Change;
  /** The ticket that the change is about. Absent where it is about none, and for plans and the shop. */
  readonly ticket: Ticket | undefined;
  /** Language by which the email is chosen, such as `pt-BR`: the buyer's, or the site's if the order names none. */
  readonly language: string;
  /** Amounts and dates in that language. */
  readonly format: Formats;
}

/**
 * Recipient of a rule's email: the buyer, the guest of the ticket that changed, or one contact of the site, such as its owner. `guests`
 * are all guests of a ticket order except the buyer; each gets one email, however many tickets they have. A buyer or guest who is a
 * member without a known contact is mailed as the member.
 */
export type Recipient = 'buyer' | 'guest' | 'guests' | EmailRecipient;

/** Values that a rule gives to its message; one that is left out gets the template's fallback. */
export type Variables = Readonly<Record<string, string | undefined>>;
