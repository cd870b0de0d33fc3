import { ownValue } from '../own-value.ts';
import type { Activity, EcomOrder } from '../parse/ecom-order.ts';
import type { Order } from '../parse/parse-order-event.ts';
import type { PersonalValues } from '../parse/personal-values.ts';
import type { PlanOrder } from '../parse/plan-order.ts';
import type { Ticket, TicketOrder } from '../parse/ticket-order.ts';
import { digestDetails, type Digest } from './detail-digests.ts';
import type { EcomSnapshot, PlanSnapshot, Snapshot, TicketSnapshot, TicketState } from './snapshot.ts';

/** Activities kept of one order: far more than an order of a year has, and bounded because stored items are. */
const MAX_ACTIVITIES = 300;

/** Above this many tickets the answers of a ticket's form are kept as one digest, however many questions it has. */
const MAX_TICKETS_WITH_ANSWERS = 40;

/** Status values that Wix prints for "not told here". */
const placeholders = new Set(['NA_ORDER_STATUS', 'UNDEFINED', 'UNSPECIFIED']);

/**
 * The order as it is stored. What this event does not tell is taken over from the snapshot before it: an absent field
 * is unknown, not emptied.
 */
export function projectOrder(order: Order, digest: Digest, before: Snapshot | undefined): Snapshot {
  switch (order.product) {
    case 'wix-events':
      return projectTicketOrder(order, digest, before?.product === 'wix-events' ? before : undefined);
    case 'wix-pricing-plans':
      return projectPlanOrder(order, digest, before?.product === 'wix-pricing-plans' ? before : undefined);
    case 'wix-ecom':
      return projectEcomOrder(order, digest, before?.product === 'wix-ecom' ? before : undefined);
  }
}

function projectTicketOrder(order: TicketOrder, digest: Digest, before: TicketSnapshot | undefined): TicketSnapshot {
  const { product, confirmed, archived, buyer, tickets } = order;
  return {
    product,
    status: told(order.status) ?? before?.status,
    confirmed: confirmed ?? before?.confirmed,
    archived: archived ?? before?.archived,
    buyer: digestDetails(buyer, digest, before?.buyer),
    tickets: tickets === undefined ? before?.tickets : projectTickets(tickets, digest, before?.tickets),
  };
}

function projectTickets(
  tickets: readonly Ticket[],
  digest: Digest,
  before: TicketSnapshot['tickets'],
): Readonly<Record<string, TicketState>> {
  const isLarge = tickets.length > MAX_TICKETS_WITH_ANSWERS;
  const states = tickets.map(({ number, checkedInAt, archived, canceled, guest }): [string, TicketState] => {
    const earlier = ownValue(before, number);
    const state = {
      checkedInAt,
      archived: archived ?? earlier?.archived,
      canceled: canceled ?? earlier?.canceled,
      guest: digestDetails(isLarge ? withAnswersAsOne(guest) : guest, digest, earlier?.guest),
    };
    return [number, state];
  });
  return Object.fromEntries(states);
}

function withAnswersAsOne({ firstName, lastName, email, contactId, ...answers }: PersonalValues): PersonalValues {
  const form = Object.keys(answers).length === 0 ? undefined : JSON.stringify(Object.entries(answers).sort());
  const values = Object.entries({ firstName, lastName, email, contactId, form });
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function projectPlanOrder(order: PlanOrder, digest: Digest, before: PlanSnapshot | undefined): PlanSnapshot {
  return {
    product: order.product,
    status: told(order.status) ?? before?.status,
    paymentStatus: told(order.paymentStatus) ?? before?.paymentStatus,
    startAt: order.startAt ?? before?.startAt,
    endAt: order.endAt ?? before?.endAt,
    autoRenewCanceled: order.autoRenewCanceled ?? before?.autoRenewCanceled,
    cancellationEffectiveAt: order.cancellationEffectiveAt ?? before?.cancellationEffectiveAt,
    cycleIndex: order.cycleIndex ?? before?.cycleIndex,
    pauses: order.pauses ?? before?.pauses,
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    updatedAt: order.updatedAt ?? before?.updatedAt,
  };
}

function projectEcomOrder(order: EcomOrder, digest: Digest, before: EcomSnapshot | undefined): EcomSnapshot {
  return {
    product: order.product,
    status: told(order.status) ?? before?.status,
    paymentStatus: told(order.paymentStatus) ?? before?.paymentStatus,
    fulfillmentStatus: told(order.fulfillmentStatus) ?? before?.fulfillmentStatus,
    archived: order.archived ?? before?.archived,
    isSeen: order.isSeen ?? before?.isSeen,
    total: order.total ?? before?.total,
    balance: order.balance ?? before?.balance,
    refunded: order.refunded ?? before?.refunded,
    lineItems: projectLineItems(order) ?? before?.lineItems,
    activities: mergeActivities(before?.activities, order.activities),
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    shipping: digestDetails(order.shipping, digest, before?.shipping),
    billing: digestDetails(order.billing, digest, before?.billing),
    updatedAt: order.updatedAt ?? before?.updatedAt,
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
function mergeActivities(
  before: readonly Activity[] | undefined,
  after: readonly Activity[] | undefined,
): readonly Activity[] | undefined {
  if (after === undefined || after.length === 0) return before;
  const known = new Set(before?.map(activityKey));
  const added = after.filter((activity) => !known.has(activityKey(activity)));
  if (added.length === 0) return before;
  const all = [...(before ?? []), ...added];
  return all.sort((left, right) => (left.at < right.at ? -1 : Number(left.at > right.at))).slice(-MAX_ACTIVITIES);
}

/** Wix prints no id on most activities: the type and its instant name one. */
export function activityKey({ type, at }: Activity): string {
  return `${type}@${at}`;
}
