import * as v from 'valibot';

import {
  answerField,
  dateField,
  firstPresent,
  flagField,
  idField,
  listField,
  moneyField,
} from '../../values/fields.ts';
import { objectField, orAbsent, present, presentList, statusField, textField } from '../../values/fields.ts';
import type { FieldReader } from '../../values/fields.ts';
import type { Decimal } from '../../values/decimal.ts';
import type { DateText } from '../../values/instant.ts';
import { valuesOfForm, type PersonalValues } from '../../values/personal-values.ts';
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
const ticketOrderSchema = v.object({
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
  readonly number: string;
  readonly name: string | undefined;
  readonly definitionId: string | undefined;
  readonly price: { readonly amount: Decimal; readonly currency: string | undefined } | undefined;
  /** Time at which the guest was checked in, if the check-in still stands. */
  readonly checkedInAt: DateText | undefined;
  readonly archived: boolean | undefined;
  readonly canceled: boolean | undefined;
  readonly contactId: string | undefined;
  readonly memberId: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly guest: PersonalValues;
}

/** A ticket order of Wix Events. */
export interface TicketOrder {
  readonly product: 'wix-events';
  /** The order number: ticket orders have no other id. */
  readonly id: string;
  readonly number: string;
  /** The id of the ticketed event, shared by all its buyers. */
  readonly ticketedEventId: string | undefined;
  readonly contactId: string | undefined;
  readonly memberId: string | undefined;
  readonly language: string | undefined;
  readonly email: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly status: string | undefined;
  readonly confirmed: boolean | undefined;
  /** Payment method, such as `creditCard` or `offline`. */
  readonly method: string | undefined;
  readonly archived: boolean | undefined;
  readonly createdAt: DateText | undefined;
  readonly buyer: PersonalValues;
  /** `undefined` if the event does not say, as before payment. */
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

type RawOrder = v.InferOutput<typeof ticketOrderSchema>;
type RawTicket = NonNullable<v.InferOutput<typeof ticketField>>;

/** Reads a ticket order, which is itself the event: it has the event's time, and says whether it was anonymized. */
export function readTicketOrder(
  { order, orderPath }: FoundOrder,
  reader: FieldReader,
): ReadOrder<TicketOrder> | Rejection {
  const { output: raw, issues } = readFields(ticketOrderSchema, order, orderPath, reader.warnings);
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

function personalValues(form: v.InferOutput<typeof formField>, named: Named): PersonalValues {
  const values = valuesOfForm(form);
  for (const field of namedFields) {
    const value = present(named[field]);
    if (value !== undefined) values[field] = value;
  }
  return values;
}
