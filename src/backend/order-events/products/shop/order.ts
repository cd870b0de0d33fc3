import type { Decimal } from '../../values/decimal.ts';
import type { DateText } from '../../values/instant.ts';
import type { PersonalValues } from '../../values/personal-values.ts';
import type { Shipment } from './shipments.ts';

/** One entry of an order's activity list. */
export interface Activity {
  /** What happened, such as `ORDER_PLACED` or `ORDER_REFUNDED`; empty where Wix names nothing. */
  readonly type: string;
  /** When it happened; empty where Wix prints no date. */
  readonly at: DateText | '';
  /** How much was given back. Absent unless it is a refund that says so. */
  readonly amount?: Decimal;
}

/** One line of a shop order. */
export interface LineItem {
  /** Unique within one order only; `#0`, `#1` … where Wix prints none. */
  readonly id: string;
  /** The name of the product in the buyer's language, else in the site's. Absent where the event has none. */
  readonly name: string | undefined;
  /** How many of it. Absent where the event has none. */
  readonly quantity: Decimal | undefined;
  /** The price of one. Absent where the event has none. */
  readonly price: Decimal | undefined;
  /** The app whose catalog it is from: Wix Stores, Wix Bookings and so on. Absent for an item of no catalog. */
  readonly catalogAppId: string | undefined;
  /** Such as `PHYSICAL`, `DIGITAL`, `GIFT_CARD` or `SERVICE`. Absent where the event has none. */
  readonly itemType: string | undefined;
}

/** One answer of the checkout's custom fields. */
export interface CustomField {
  /** The question, in the language of the buyer if there is one. Absent where the event has none. */
  readonly title: string | undefined;
  /** The answer. Absent where the buyer left it empty. */
  readonly value: string | undefined;
}

/** A shop order of Wix eCommerce. */
export interface ShopOrder {
  /** Always `wix-ecom`. */
  readonly product: 'wix-ecom';
  /** The id of the order. */
  readonly id: string;
  /** The number that the buyer sees, such as `10003`. Absent where the event has none. */
  readonly number: string | undefined;
  /** The id of the buyer's contact. Absent where the event has none. */
  readonly contactId: string | undefined;
  /** The id of the buyer's member. Absent for a buyer who is not logged in. */
  readonly memberId: string | undefined;
  /** The buyer's email address. Absent where the event has none. */
  readonly email: string | undefined;
  /** The buyer's first name. Absent where neither the billing, the recipient nor the delivery address has one. */
  readonly firstName: string | undefined;
  /** The buyer's last name. Absent where neither the billing, the recipient nor the delivery address has one. */
  readonly lastName: string | undefined;
  /** The buyer's language as a code, such as `en`. Absent where the event names none: `language` beside `order` is then the site's. */
  readonly language: string | undefined;
  /** Where it was sold: `WEB`, `POS`, `BACKOFFICE_MERCHANT` and others. Absent where the event has none. */
  readonly channel: string | undefined;
  /** The buyer's note. Absent without one. */
  readonly buyerNote: string | undefined;
  /** The answers to the checkout's own fields. Absent where the checkout has none. */
  readonly customFields: readonly CustomField[] | undefined;
  /** The code of the coupon that was used. Absent without one. */
  readonly couponCode: string | undefined;
  /** What a gift card pays of the total. Absent where Wix does not print the total with and without it. */
  readonly paidByGiftCard: Decimal | undefined;
  /** The currency of every amount of the order, such as `USD`. Absent where the event has none. */
  readonly currency: string | undefined;
  /** The status that Wix prints, such as `APPROVED` or `CANCELED`. Absent where the event has none. */
  readonly status: string | undefined;
  /** The payment status that Wix prints, such as `PAID` or `NOT_PAID`. Absent where the event has none. */
  readonly paymentStatus: string | undefined;
  /** The fulfillment status that Wix prints, such as `FULFILLED`. Absent where the event has none. */
  readonly fulfillmentStatus: string | undefined;
  /** Whether the order is archived. Absent where the event does not say. */
  readonly archived: boolean | undefined;
  /** Whether somebody opened it in the dashboard. Absent where the event does not say. */
  readonly isSeen: boolean | undefined;
  /** What the order costs, with shipping and taxes. Absent where the event has none. */
  readonly total: Decimal | undefined;
  /** What Wix says is left to pay; not due any more once the order is canceled or refunded. Absent in some orders of before 2022. */
  readonly balance: Decimal | undefined;
  /** All payments so far. Absent in events of before 2024. */
  readonly paid: Decimal | undefined;
  /** All refunds so far: the balance summary's figure, else the sum of the refund activities. Absent where neither is known. */
  readonly refunded: Decimal | undefined;
  /** The lines of the order. Absent where the event does not say. */
  readonly lineItems: readonly LineItem[] | undefined;
  /** What Wix noted of the order; a note can come after the event that it is about. Absent where the event does not say. */
  readonly activities: readonly Activity[] | undefined;
  /** The shipments, which no order event has: those that events of shipments showed. Absent before the first of them. */
  readonly tracking: readonly Shipment[] | undefined;
  /** When the order was made. Absent where the event has none. */
  readonly createdAt: DateText | undefined;
  /** When Wix last wrote the order. Absent where the event has none. */
  readonly updatedAt: DateText | undefined;
  /** `buyer.email` and `buyer.contactId`. Each is absent where the event has none. */
  readonly buyer: PersonalValues;
  /** Where it goes: `destination.…` and `recipient.…`, such as `destination.city` and `recipient.contact.phone`. Each is absent where the event has none. */
  readonly shipping: PersonalValues;
  /** Who pays: `billing.…`, such as `billing.city` and `billing.contact.phone`. Each is absent where the event has none. */
  readonly billing: PersonalValues;
}
