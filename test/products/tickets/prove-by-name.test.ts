import { handlers } from '../../../src/backend/order-events/handlers/handlers.ts';
import { proveByTicketName } from '../../../src/backend/order-events/products/tickets/prove-by-name.ts';
import { parsedTicketOrder } from '../../support/parsed-order.ts';
import { dateText } from '../../support/typed-texts.ts';

it.each([
  ['PAID', ['order-paid']],
  ['FREE', ['order-confirmed']],
  ['OFFLINE_PENDING', ['order-placed']],
  ['CANCELED', []],
  ['INITIATED', []],
  ['REFUNDED', []],
  [undefined, []],
])('the confirmation of a ticket order that shows %p proves %p', (status, kinds) => {
  const observed = { product: 'wix-events', status } as const;
  const { findings, snapshot } = proveByTicketName({
    proves: handlers.wixEvents_onOrderConfirmed.proves,
    order: parsedTicketOrder({ orderNumber: '1', status }),
    observed,
    known: undefined,
    at: dateText('2020-04-28T12:24:29.768Z'),
  });

  expect(findings).toMatchObject(
    kinds.map((kind) => ({ kind, occurrence: '1', previous: { status: null }, current: { status } })),
  );
  expect(findings).toHaveLength(kinds.length);
  expect(snapshot).toBe(observed);
});
