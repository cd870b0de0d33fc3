import type { Snapshot, TicketState } from './snapshot.ts';

/** The snapshot without any digest of personal values. */
export function forgetDetails(snapshot: Snapshot): Snapshot {
  switch (snapshot.product) {
    case 'wix-events':
      return { ...snapshot, buyer: undefined, tickets: forgetGuests(snapshot.tickets) };
    case 'wix-pricing-plans':
      return { ...snapshot, buyer: undefined };
    case 'wix-ecom':
      return { ...snapshot, buyer: undefined, shipping: undefined, billing: undefined };
  }
}

function forgetGuests(
  tickets: Readonly<Record<string, TicketState>> | undefined,
): Readonly<Record<string, TicketState>> | undefined {
  if (tickets === undefined) return undefined;
  const states = Object.entries(tickets).map(([number, ticket]) => [number, { ...ticket, guest: undefined }] as const);
  return Object.fromEntries(states);
}
