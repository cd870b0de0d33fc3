import { ownValue } from '../values/own-value.ts';
import type { EcomOrder } from './shop/ecom-order.ts';
import type { Order } from '../handlers/parse-order-event.ts';
import type { PersonalValues } from '../values/personal-values.ts';
import type { PlanOrder } from './plans/plan-order.ts';
import type { Ticket, TicketOrder } from './tickets/ticket-order.ts';
import { sortActivities } from './shop/activity-list.ts';
import { digestDetails, type Digest } from '../values/detail-digests.ts';
import type { EcomSnapshot, PlanSnapshot, Snapshot, TicketSnapshot, TicketState } from './snapshot.ts';

/** Above this many tickets the answers of a ticket's form are kept as one digest, however many questions it has. */
const MAX_TICKETS_WITH_ANSWERS = 40;

/** Status values that Wix prints for "not told here". */
const placeholders = new Set(['NA_ORDER_STATUS', 'UNDEFINED', 'UNSPECIFIED']);

/**
 * What one event tells of an order, as it is stored: what the event does not tell is absent. `before` only saves
 * digests that are known already.
 */
export function projectOrder(order: Order, digest: Digest, before: Snapshot | undefined): Snapshot {
  switch (order.product) {
    case 'wix-events':
      return projectTicketOrder(order, onceEach(digest), before?.product === 'wix-events' ? before : undefined);
    case 'wix-pricing-plans':
      return projectPlanOrder(order, digest, before?.product === 'wix-pricing-plans' ? before : undefined);
    case 'wix-ecom':
      return projectEcomOrder(order, digest, before?.product === 'wix-ecom' ? before : undefined);
  }
}

/** The digest of each text, worked out once: buyers are guests too, and guests of one order share answers. */
function onceEach(digest: Digest): Digest {
  if (digest === undefined) return undefined;
  const known = new Map<string, string>();
  return (text) => {
    const digested = known.get(text) ?? digest(text);
    known.set(text, digested);
    return digested;
  };
}

function projectTicketOrder(order: TicketOrder, digest: Digest, before: TicketSnapshot | undefined): TicketSnapshot {
  const { product, status, confirmed, archived, buyer, tickets } = order;
  return {
    product,
    status: told(status),
    confirmed,
    archived,
    buyer: digestDetails(buyer, digest, before?.buyer),
    tickets: tickets === undefined ? undefined : projectTickets(tickets, digest, before?.tickets),
  };
}

function projectTickets(
  tickets: readonly Ticket[],
  digest: Digest,
  before: TicketSnapshot['tickets'],
): Readonly<Record<string, TicketState>> {
  const isLarge = tickets.length > MAX_TICKETS_WITH_ANSWERS;
  const states = tickets.map(({ number, checkedInAt, archived, canceled, guest }): [string, TicketState] => {
    const values = isLarge ? withAnswersAsOne(guest) : guest;
    const digests = digestDetails(values, digest, ownValue(before, number)?.guest);
    return [number, { checkedInAt, archived, canceled, guest: digests }];
  });
  return Object.fromEntries(states);
}

function withAnswersAsOne({ firstName, lastName, email, contactId, ...answers }: PersonalValues): PersonalValues {
  const form = Object.keys(answers).length === 0 ? undefined : JSON.stringify(Object.entries(answers).sort());
  const values = Object.entries({ firstName, lastName, email, contactId, form });
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function projectPlanOrder(order: PlanOrder, digest: Digest, before: PlanSnapshot | undefined): PlanSnapshot {
  const { product, startAt, endAt, autoRenewCanceled, cancellationEffectiveAt, cycleIndex, pauses, updatedAt } = order;
  return {
    product,
    status: told(order.status),
    paymentStatus: told(order.paymentStatus),
    startAt,
    endAt,
    autoRenewCanceled,
    cancellationEffectiveAt,
    cycleIndex,
    pauses,
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    updatedAt,
  };
}

function projectEcomOrder(order: EcomOrder, digest: Digest, before: EcomSnapshot | undefined): EcomSnapshot {
  const { product, archived, isSeen, total, balance, refunded, updatedAt } = order;
  return {
    product,
    status: told(order.status),
    paymentStatus: told(order.paymentStatus),
    fulfillmentStatus: told(order.fulfillmentStatus),
    archived,
    isSeen,
    total,
    balance,
    refunded,
    lineItems: projectLineItems(order),
    activities: projectActivities(order),
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    shipping: digestDetails(order.shipping, digest, before?.shipping),
    billing: digestDetails(order.billing, digest, before?.billing),
    updatedAt,
  };
}

function told(status: string | undefined): string | undefined {
  return status === undefined || placeholders.has(status) ? undefined : status;
}

function projectLineItems({ lineItems }: EcomOrder): EcomSnapshot['lineItems'] {
  if (lineItems === undefined) return undefined;
  return Object.fromEntries(lineItems.map(({ id, quantity, price }) => [id, `${quantity ?? ''}x${price ?? ''}`]));
}

/** An order that was placed has activities, so an empty list (as some methods return it) says nothing. */
function projectActivities({ activities }: EcomOrder): EcomSnapshot['activities'] {
  return activities === undefined || activities.length === 0 ? undefined : sortActivities(activities);
}
