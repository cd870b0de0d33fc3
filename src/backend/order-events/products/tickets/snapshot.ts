import { digestDetails, mergeDetails, type DetailDigests, type Digest } from '../../values/detail-digests.ts';
import type { DateText } from '../../values/instant.ts';
import { ownValue } from '../../values/own-value.ts';
import type { PersonalValues } from '../../values/personal-values.ts';
import { knownStatus } from '../known-fields.ts';
import type { AnySnapshot } from '../product-model.ts';
import type { Ticket, TicketOrder } from './order.ts';

/** Stored state of a ticket order. */
export interface TicketSnapshot extends AnySnapshot {
  readonly product: 'wix-events';
  readonly confirmed?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly buyer?: DetailDigests | undefined;
  readonly tickets?: TicketStates | undefined;
}

/** By ticket number. */
type TicketStates = Readonly<Record<string, TicketState>>;

/** Stored state of one ticket. */
export interface TicketState {
  /** Absent if the guest is not checked in. */
  readonly checkedInAt?: DateText | undefined;
  readonly archived?: boolean | undefined;
  readonly canceled?: boolean | undefined;
  readonly guest?: DetailDigests | undefined;
}

/** Number of tickets above which the answers of a ticket's form are stored as one digest, however many questions it has. */
const MAX_TICKETS_WITH_ANSWERS = 40;

/** Number of tickets above which nothing is stored of guests, so that an order of 3,000 tickets fits into one stored item. */
const MAX_TICKETS_WITH_GUESTS = 600;

/** Returns the state that one event shows of a ticket order. */
export function projectTicketOrder(
  { product, status, confirmed, archived, buyer, tickets }: TicketOrder,
  digest: Digest,
  before: TicketSnapshot | undefined,
): TicketSnapshot {
  const onceDigest = onceEach(digest);
  return {
    product,
    status: knownStatus(status),
    confirmed,
    archived,
    buyer: digestDetails(buyer, onceDigest, before?.buyer),
    tickets: tickets === undefined ? undefined : projectTickets(tickets, onceDigest, before?.tickets),
  };
}

/** Returns a digest that computes each text once: buyers are guests too, and guests of one order share answers. */
function onceEach(digest: Digest): Digest {
  if (digest === undefined) return undefined;
  const known = new Map<string, string>();
  return {
    ...digest,
    of(text) {
      const digested = known.get(text) ?? digest.of(text);
      known.set(text, digested);
      return digested;
    },
  };
}

function projectTickets(tickets: readonly Ticket[], digest: Digest, before: TicketStates | undefined): TicketStates {
  const isLarge = tickets.length > MAX_TICKETS_WITH_ANSWERS;
  const isHuge = tickets.length > MAX_TICKETS_WITH_GUESTS;
  const states = tickets.map(({ number, checkedInAt, archived, canceled, guest }): [string, TicketState] => {
    const values = isLarge ? withAnswersAsOne(guest) : guest;
    const digests = isHuge ? undefined : digestDetails(values, digest, ownValue(before, number)?.guest);
    return [number, { checkedInAt, archived, canceled, guest: digests }];
  });
  return Object.fromEntries(states);
}

function withAnswersAsOne({ firstName, lastName, email, contactId, ...answers }: PersonalValues): PersonalValues {
  const form = Object.keys(answers).length === 0 ? undefined : JSON.stringify(Object.entries(answers).sort());
  const values = Object.entries({ firstName, lastName, email, contactId, form });
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Statuses in which a ticket order is confirmed, or may have been before it reached them. */
const statusesAfterConfirmation = new Set(['PAID', 'FREE', 'OFFLINE_PENDING', 'CANCELED']);

/** Returns the state of a ticket order after an event. */
export function carryTicketOrder(before: TicketSnapshot, observed: TicketSnapshot): TicketSnapshot {
  const mayConfirm = observed.status !== before.status && statusesAfterConfirmation.has(observed.status ?? '');
  return {
    product: observed.product,
    status: observed.status ?? before.status,
    confirmed: observed.confirmed ?? (mayConfirm ? undefined : before.confirmed),
    archived: observed.archived ?? before.archived,
    buyer: mergeDetails(before.buyer, observed.buyer),
    tickets: observed.tickets === undefined ? before.tickets : carryTickets(before.tickets, observed.tickets),
  };
}

function carryTickets(before: TicketStates | undefined, observed: TicketStates): TicketStates {
  const isHuge = Object.keys(observed).length > MAX_TICKETS_WITH_GUESTS;
  return mapTickets(observed, (ticket, number) => {
    const earlier = ownValue(before, number);
    return {
      // Wix drops the check-in of a ticket that is not checked in.
      checkedInAt: ticket.checkedInAt,
      archived: ticket.archived ?? earlier?.archived,
      canceled: ticket.canceled ?? earlier?.canceled,
      guest: isHuge ? undefined : mergeDetails(earlier?.guest, ticket.guest),
    };
  });
}

/** Returns the snapshot of a ticket order without any digest of personal values. */
export function forgetTicketDetails(snapshot: TicketSnapshot): TicketSnapshot {
  const { tickets } = snapshot;
  return {
    ...snapshot,
    buyer: undefined,
    tickets: tickets === undefined ? undefined : mapTickets(tickets, (ticket) => ({ ...ticket, guest: undefined })),
  };
}

function mapTickets(tickets: TicketStates, change: (ticket: TicketState, number: string) => TicketState): TicketStates {
  return Object.fromEntries(Object.entries(tickets).map(([number, ticket]) => [number, change(ticket, number)]));
}
