import { carryTicketOrder, type TicketSnapshot } from '../../../src/backend/order-events/products/tickets/snapshot.ts';
import { dateText } from '../../support/typed-texts.ts';

const PRODUCT = 'wix-events';

describe('the state of a ticket order after an event', () => {
  it.each([
    ['PAID', undefined],
    ['FREE', undefined],
    ['OFFLINE_PENDING', undefined],
    ['DECLINED', false],
    [undefined, false],
  ])('keeps that it is not confirmed over %p as %p', (status, confirmed) => {
    const before: TicketSnapshot = { product: PRODUCT, status: 'PENDING', confirmed: false };

    expect(carryTicketOrder(before, { product: PRODUCT, status })).toMatchObject({ confirmed });
  });

  it('drops a check-in that the ticket no longer has, and keeps what else it did not show', () => {
    const before: TicketSnapshot = {
      product: PRODUCT,
      tickets: { T1: { checkedInAt: dateText('2020-04-28T12:24:20.920Z'), archived: true, canceled: true }, T2: {} },
    };

    expect(carryTicketOrder(before, { product: PRODUCT, tickets: { T1: {} } })).toMatchObject({
      tickets: { T1: { checkedInAt: undefined, archived: true, canceled: true } },
    });
    expect(carryTicketOrder(before, { product: PRODUCT })).toMatchObject({ tickets: before.tickets });
  });
});
