import {
  answerField,
  dateField,
  firstPresent,
  flagField,
  idField,
  listField,
  moneyField,
  objectField,
  orAbsent,
  present,
  presentList,
  shapeOf,
  statusField,
  textField,
  type FieldReader,
} from '../../values/fields.ts';
import type { DateText } from '../../values/instant.ts';
import { valuesOfForm, type PersonalValues } from '../../values/personal-values.ts';
import type { Price } from '../../values/price.ts';
import { readFields } from '../../values/read-fields.ts';
import type { Rejection } from '../../values/rejection.ts';
import { rejectionOfId, type FoundOrder, type ReadOrder } from '../read-order.ts';

const formField = objectField({
  inputValues: listField(objectField({ inputName: textField, value: answerField, values: listField(answerField) })),
});

const ticketField = objectField({
  ticketNumber: idField,
  ticketDefinitionId: idField,
  ticketName: textField,
  price: moneyField,
  checkIn: objectField({ created: dateField, checkInCanceledDate: dateField }),
  archived: flagField,
  canceled: flagField,
  firstName: textField,
  lastName: textField,
  email: textField,
  contactId: idField,
  memberId: idField,
  form: formField,
});

/** Fields of a ticket order that this package reads, as Wix Events prints them in `wixEvents_onOrderUpdated`. */
const ticketOrderShape = shapeOf({
  timestamp: dateField,
  updated: dateField,
  created: dateField,
  orderNumber: idField,
  eventId: idField,
  contactId: idField,
  memberId: idField,
  language: textField,
  locale: textField,
  firstName: textField,
  lastName: textField,
  email: textField,
  checkoutForm: formField,
  confirmed: flagField,
  status: statusField,
  method: textField,
  tickets: listField(ticketField),
  archived: flagField,
  triggeredByAnonymizeRequest: flagField,
  anonymized: flagField,
});

/** One ticket of a ticket order. */
export interface Ticket {
  /** The number of the ticket, as the guest sees it. */
  readonly number: string;
  /** The name of this sort of ticket, such as `Standard`. Absent where the event has none. */
  readonly name: string | undefined;
  /** The id of this sort of ticket. Absent where the event has none. */
  readonly definitionId: string | undefined;
  /** What the ticket costs. Absent where the event has no amount, or one that is no number. */
  readonly price: Price | undefined;
  /** When the guest was checked in. Absent before that, and once the check-in is taken back. */
  readonly checkedInAt: DateText | undefined;
  /** Whether the ticket is archived. Absent where the event does not say. */
  readonly archived: boolean | undefined;
  /** Whether this one ticket is canceled. Absent where the event does not say. */
  readonly canceled: boolean | undefined;
  /** The id of the guest's contact. Absent for a guest who is no contact of the site. */
  readonly contactId: string | undefined;
  /** The id of the guest's member. Absent for a guest who is no member. */
  readonly memberId: string | undefined;
  /** The guest's first name. Absent where the guest's details were not asked for. */
  readonly firstName: string | undefined;
  /** The guest's last name. Absent where the guest's details were not asked for. */
  readonly lastName: string | undefined;
  /** The guest's answers to the form, by the name of the question; `{}` without a form. An answer is absent where the guest left it empty. */
  readonly guest: PersonalValues;
}

/** A ticket order of Wix Events. */
export interface TicketOrder {
  /** Always `wix-events`. */
  readonly product: 'wix-events';
  /** The order number: ticket orders have no other id. */
  readonly id: string;
  /** The order number, which is the id. */
  readonly number: string;
  /** The id of the ticketed event, shared by all its buyers. Absent where the event has none. */
  readonly ticketedEventId: string | undefined;
  /** The id of the buyer's contact. Absent for a buyer who is no contact of the site. */
  readonly contactId: string | undefined;
  /** The id of the buyer's member. Absent for a buyer who is no member. */
  readonly memberId: string | undefined;
  /** The buyer's language as a code, such as `en`. Absent where the event names none: `language` beside `order` is then the site's. */
  readonly language: string | undefined;
  /** The buyer's email address. Absent where the event has none. */
  readonly email: string | undefined;
  /** The buyer's first name. Absent where the event has none. */
  readonly firstName: string | undefined;
  /** The buyer's last name. Absent where the event has none. */
  readonly lastName: string | undefined;
  /** The status that Wix prints, such as `PAID`, `FREE` or `CANCELED`. Absent where the event has none. */
  readonly status: string | undefined;
  /** Whether the order is confirmed. Absent where the event does not say. */
  readonly confirmed: boolean | undefined;
  /** How it is paid, such as `creditCard` or `offline`. Absent where the event has none. */
  readonly method: string | undefined;
  /** Whether the order was removed from the list in the dashboard. Absent where the event does not say. */
  readonly archived: boolean | undefined;
  /** When the order was made. Absent where the event has none. */
  readonly createdAt: DateText | undefined;
  /** The buyer's answers to the checkout form, by the name of the question; `{}` without a form. An answer is absent where the buyer left it empty. */
  readonly buyer: PersonalValues;
  /** The tickets of the order. Absent where the event does not say, as before payment. */
  readonly tickets: readonly Ticket[] | undefined;
}

/** Returns one ticket of each guest who can be mailed and is not the buyer. */
export function guestsOf({ tickets, ...buyer }: TicketOrder): readonly Ticket[] {
  const known = new Set([buyer.contactId, buyer.memberId]);
  return (tickets ?? []).filter(({ contactId, memberId }) => {
    const isNew = !known.has(contactId ?? memberId);
    known.add(contactId ?? memberId);
    return isNew && (contactId ?? memberId) !== undefined;
  });
}

type RawOrder = ReturnType<typeof ticketOrderShape>;
type RawTicket = NonNullable<ReturnType<typeof ticketField>>;

/** Reads a ticket order, which is itself the event: it has the event's time, and says whether it was anonymized. */
export function readTicketOrder(
  { order, orderPath }: FoundOrder,
  reader: FieldReader,
): ReadOrder<TicketOrder> | Rejection {
  const { output: raw, issues } = readFields(ticketOrderShape, order, orderPath, reader.warnings);
  const number = present(raw.orderNumber);
  if (number === undefined) return rejectionOfId(orderPath, 'orderNumber', raw.orderNumber, issues);
  return {
    order: ticketOrderOf(raw, number, reader),
    // `timestamp` in an event, `updated` in an order that a method returned.
    at: reader.instant(raw.timestamp) ?? reader.instant(raw.updated),
    isAnonymized: raw.triggeredByAnonymizeRequest === true || raw.anonymized === true,
  };
}

function ticketOrderOf(raw: RawOrder, orderNumber: string, reader: FieldReader): TicketOrder {
  return {
    product: 'wix-events',
    id: orderNumber,
    number: orderNumber,
    ticketedEventId: present(raw.eventId),
    contactId: present(raw.contactId),
    memberId: present(raw.memberId),
    language: present(raw.language) ?? present(raw.locale),
    email: present(raw.email),
    firstName: present(raw.firstName),
    lastName: present(raw.lastName),
    status: present(raw.status),
    confirmed: orAbsent(raw.confirmed),
    method: present(raw.method),
    archived: orAbsent(raw.archived),
    createdAt: reader.date(raw.created),
    buyer: personalValues(raw.checkoutForm, raw),
    tickets: presentList(raw.tickets)?.flatMap((ticket) => readTicket(ticket, reader)),
  };
}

function readTicket(raw: RawTicket, reader: FieldReader): Ticket[] {
  const number = present(raw.ticketNumber);
  if (number === undefined) return [];
  const isCheckInCanceled = reader.date(raw.checkIn?.checkInCanceledDate) !== undefined;
  const amount = reader.decimal(firstPresent(raw.price?.value, raw.price?.amount));
  return [
    {
      number,
      name: present(raw.ticketName),
      definitionId: present(raw.ticketDefinitionId),
      price: amount === undefined ? undefined : { amount, currency: present(raw.price?.currency) },
      checkedInAt: isCheckInCanceled ? undefined : reader.date(raw.checkIn?.created),
      archived: orAbsent(raw.archived),
      canceled: orAbsent(raw.canceled),
      contactId: present(raw.contactId),
      memberId: present(raw.memberId),
      firstName: present(raw.firstName),
      lastName: present(raw.lastName),
      guest: personalValues(raw.form, raw),
    },
  ];
}

/** Fields of a buyer or guest beside the form; they take precedence over the form's values. */
const namedFields = ['firstName', 'lastName', 'email', 'contactId'] as const;

type Named = Readonly<Partial<Record<(typeof namedFields)[number], string | null | undefined>>>;

function personalValues(form: ReturnType<typeof formField>, named: Named): PersonalValues {
  const values = valuesOfForm(form);
  for (const field of namedFields) {
    const value = present(named[field]);
    if (value !== undefined) values[field] = value;
  }
  return values;
}
