import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { Json } from '../../workbench/payload/json.ts';

/** First ticket, shortened: number, price and check-in. */
export const johnsTicket = {
  ticketNumber: 'FMXC-BZG3-OT021',
  price: { amount: '123.00', currency: 'USD' },
  checkIn: { created: '2020-04-28T12:24:20.92Z' },
  archived: false,
} satisfies Json;
/** Second ticket, shortened. */
export const janesTicket = {
  ticketNumber: 'FMXC-BZG3-OT041',
  price: { amount: '0.00', currency: 'USD' },
  archived: false,
} satisfies Json;
/** Order at the checkout: no tickets, contact or payment method yet. */
export const initiated = {
  status: 'INITIATED',
  confirmed: false,
  tickets: undefined,
  contactId: undefined,
  memberId: undefined,
  method: undefined,
} satisfies PayloadChanges;
/** Changes of `initiated` by the payment. */
export const paidNow = {
  status: 'PAID',
  confirmed: true,
  '+tickets': [{ ticketNumber: 'FMXC-BZG3-OT021', archived: false }, janesTicket],
  '+contactId': 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
  '+memberId': 'b272b0bb-d013-415a-8461-e8a175fe8dc6',
  '+method': 'payPal',
} satisfies PayloadChanges;
