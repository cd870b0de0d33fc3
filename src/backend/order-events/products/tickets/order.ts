import * as v from 'valibot';

import { dateField, firstPresent, flagField, idField, moneyField, orAbsent, present } from '../../values/fields.ts';
import { presentList, statusField, textField, type FieldReader } from '../../values/fields.ts';
import type { Decimal } from '../../values/decimal.ts';
import type { DateText } from '../../values/instant.ts';
import { valuesOfForm, type PersonalValues } from '../../values/personal-values.ts';
import { joinPath, rejectionOf, rejectionOfIssue, type Rejection } from '../../values/rejection.ts';
import type { FoundOrder, ReadOrder } from '../read-order.ts';

const inputValueSchema = v.object({
  inputName: textField,
  value: textField,
  values: v.nullish(v.array(v.nullish(v.string()))),
});

const formField = v.nullish(
  v.object({
    inputValues: v.nullish(v.array(v.nullish(inputValueSchema))),
  }),
);

const ticketSchema = v.object({
  ticketNumber: idField,
  ticketDefinitionId: idField,
  ticketName: textField,
  price: moneyField,
  checkIn: v.nullish(v.object({ created: dateField, checkInCanceledDate: dateField })),
  archived: flagField,
  canceled: flagField,
  firstName: textField,
  lastName: textField,
  email: textField,
  contactId: idField,
  memberId: idField,
  form: formField,
});

/** What this package reads of a ticket order, as Wix Events prints it in `wixEvents_onOrderUpdated`. */
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
  tickets: v.nullish(v.array(v.nullish(ticketSchema))),
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
  /** When the guest was checked in, if the check-in still stands. */
  readonly checkedInAt: DateText | undefined;
  readonly archived: boolean | undefined;
  readonly canceled: boolean | undefined;
  readonly contactId: string | undefined;
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
  readonly status: string | undefined;
  readonly confirmed: boolean | undefined;
  readonly archived: boolean | undefined;
  readonly buyer: PersonalValues;
  /** `undefined` when the event does not say, as before payment. */
  readonly tickets: readonly Ticket[] | undefined;
}

type RawOrder = v.InferOutput<typeof ticketOrderSchema>;

/** Reads a ticket order, which is the event itself: it has the event's time, and says whether it was anonymised. */
export function readTicketOrder(
  { order, orderPath }: FoundOrder,
  reader: FieldReader,
): ReadOrder<TicketOrder> | Rejection {
  const result = v.safeParse(ticketOrderSchema, order);
  if (!result.success) return rejectionOfIssue(orderPath, result.issues[0]);
  const raw = result.output;
  const number = present(raw.orderNumber);
  if (number === undefined) return rejectionOf(joinPath(orderPath, 'orderNumber'), 'text', raw.orderNumber);
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
    status: present(raw.status),
    confirmed: orAbsent(raw.confirmed),
    archived: orAbsent(raw.archived),
    buyer: personalValues(raw.checkoutForm, raw),
    tickets: presentList(raw.tickets)?.flatMap((ticket) => readTicket(ticket, reader)),
  };
}

function readTicket(raw: v.InferOutput<typeof ticketSchema>, reader: FieldReader): Ticket[] {
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
      guest: personalValues(raw.form, raw),
    },
  ];
}

/** The fields of a buyer or guest that stand beside the form; where both have a value, theirs counts. */
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
