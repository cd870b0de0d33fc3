import type { ChangeKind } from '../../changes/change.ts';
import type { DateText } from '../../values/instant.ts';
import { ownValue } from '../../values/own-value.ts';
import { detailFindings } from '../../changes/detail-findings.ts';
import { fieldFinding, findUnknownStatus, toggleFindings, type Finding } from '../../changes/finding.ts';
import { occurrencePart } from '../../values/key-parts.ts';
import type { TicketSnapshot, TicketState } from './snapshot.ts';

/** Kind of change on entering each status; `undefined` if it is no news. */
export const kindOfStatus: ReadonlyMap<string, ChangeKind | undefined> = new Map([
  ['FREE', 'order-confirmed'],
  ['PENDING', 'order-payment-pending'],
  ['PAID', 'order-paid'],
  ['OFFLINE_PENDING', 'order-placed'],
  ['INITIATED', undefined],
  ['CANCELED', 'order-canceled'],
  ['DECLINED', 'order-payment-declined'],
  ['AUTHORIZED', 'order-payment-authorized'],
  ['VOIDED', 'order-payment-voided'],
  ['PARTIALLY_PAID', 'order-partially-paid'],
]);

/** Kinds of change that a payment can lead to more than once: a declined payment may be tried again. */
const repeatableKinds: ReadonlySet<ChangeKind> = new Set([
  'order-payment-pending',
  'order-payment-declined',
  'order-payment-authorized',
  'order-payment-voided',
]);

/** Returns the changes of a ticket order between two snapshots. */
export function compareTicketOrders(before: TicketSnapshot, after: TicketSnapshot): Finding[] {
  const status = ticketStatusFindings(before.status, after.status);
  const archive = toggleFindings(
    { on: 'order-archived', off: 'order-unarchived' },
    'archived',
    before.archived,
    after.archived,
  );
  // Tickets of a canceled order are canceled with it, even if Wix flags them in a later event.
  const context = { isOrderCanceled: after.status === 'CANCELED', isOrderArchiveMoved: archive.length > 0 };
  return [
    ...status,
    ...confirmationFindings(before, after),
    ...archive,
    ...detailFindings('buyer-details-changed', before.buyer, after.buyer),
    ...ticketListFindings(before, after),
    ...ticketFindings(before, after, context),
  ];
}

/** Reports a status that no document lists, also at first sight. */
export function findUnknownTicketStatus(snapshot: TicketSnapshot): Finding[] {
  return findUnknownStatus('status', kindOfStatus, undefined, snapshot.status);
}

function ticketStatusFindings(before: string | undefined, after: string | undefined): Finding[] {
  if (before === undefined || after === undefined || before === after) return [];
  const kind = kindOfStatus.get(after);
  if (kind === undefined) return findUnknownStatus('status', kindOfStatus, before, after);
  return [fieldFinding(kind, 'status', before, after, { canRepeat: repeatableKinds.has(kind) })];
}

/** Reports a change of `confirmed`, which changes with most statuses; on its own it is the only sign that the money arrived. */
function confirmationFindings(before: TicketSnapshot, after: TicketSnapshot): Finding[] {
  const isNews = before.confirmed === false && after.confirmed === true && before.status === after.status;
  return isNews ? [fieldFinding('order-confirmed', 'confirmed', false, true)] : [];
}

/** Reports added and removed tickets. Tickets are created by the payment, so the first ones that an order shows are no additions. */
function ticketListFindings(before: TicketSnapshot, after: TicketSnapshot): Finding[] {
  const earlier = Object.keys(before.tickets ?? {});
  const later = Object.keys(after.tickets ?? {});
  if (earlier.length === 0 || later.length === 0) return [];
  const added = later.filter((number) => ownValue(before.tickets, number) === undefined);
  const removed = earlier.filter((number) => ownValue(after.tickets, number) === undefined);
  return [
    ...added.map((number) =>
      ticketFinding(number, { kind: 'ticket-added', occurrence: occurrencePart(number), canRepeat: true }),
    ),
    ...removed.map((number) =>
      ticketFinding(number, { kind: 'ticket-removed', occurrence: occurrencePart(number), canRepeat: true }),
    ),
  ];
}

interface OrderMovement {
  readonly isOrderCanceled: boolean;
  readonly isOrderArchiveMoved: boolean;
}

function ticketFindings(before: TicketSnapshot, after: TicketSnapshot, movement: OrderMovement): Finding[] {
  const hadNoTickets = before.tickets === undefined && before.status === 'INITIATED';
  return Object.entries(after.tickets ?? {}).flatMap(([number, ticket]) => {
    const earlier = ownValue(before.tickets, number) ?? (hadNoTickets ? {} : undefined);
    return earlier === undefined ? [] : oneTicketFindings(number, earlier, ticket, movement);
  });
}

function oneTicketFindings(
  number: string,
  before: TicketState,
  after: TicketState,
  { isOrderCanceled, isOrderArchiveMoved }: OrderMovement,
): Finding[] {
  const kinds = { on: 'ticket-archived', off: 'ticket-unarchived' } as const;
  const archive = isOrderArchiveMoved ? [] : toggleFindings(kinds, 'archived', before.archived, after.archived, number);
  const isCanceled = before.canceled !== true && after.canceled === true && !isOrderCanceled;
  const canceled = {
    kind: 'ticket-canceled',
    occurrence: occurrencePart(number),
    current: { canceled: true },
  } as const;
  return [
    ...checkInFindings(number, before.checkedInAt, after.checkedInAt),
    ...(isCanceled ? [ticketFinding(number, canceled)] : []),
    ...archive.map((finding) => ticketFinding(number, finding)),
    ...detailFindings('guest-details-changed', before.guest, after.guest, { field: 'ticketNumber', value: number }),
  ];
}

function checkInFindings(number: string, before: DateText | undefined, after: DateText | undefined): Finding[] {
  if ((before === undefined) === (after === undefined)) return [];
  const kind = after === undefined ? 'ticket-check-in-undone' : 'ticket-checked-in';
  const occurrence = `${occurrencePart(number)}@${String(after ?? before)}`;
  const [previous, current] = [{ checkedInAt: before ?? null }, { checkedInAt: after ?? null }];
  return [ticketFinding(number, { kind, occurrence, previous, current, at: after })];
}

/** Returns a finding about one ticket, whose number it shows on both sides. */
function ticketFinding(
  ticketNumber: string,
  finding: Pick<Finding, 'kind' | 'occurrence'> & Partial<Finding>,
): Finding {
  const previous = { ticketNumber, ...finding.previous };
  return {
    canRepeat: false,
    subject: ticketNumber,
    ...finding,
    previous,
    current: { ticketNumber, ...finding.current },
  };
}
