import { changed, type PayloadChanges } from '../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { parsedEvent, parsedShopOrder } from '../../support/parsed-order.ts';

const HANDLER = 'wixEcom_onOrderUpdated';
const payload = documentedPayload(HANDLER);

describe('a shop order', () => {
  it('is read as the document prints it', () => {
    expect(parsedShopOrder(payload)).toMatchObject({
      product: 'wix-ecom',
      id: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
      number: '10003',
      contactId: '24de6f0b-60ce-4faa-9138-2e39f1415615',
      memberId: undefined,
      email: 'janedoe@gmail.com',
      firstName: 'Jane',
      language: 'en',
      currency: 'USD',
      status: 'APPROVED',
      paymentStatus: 'NOT_PAID',
      fulfillmentStatus: 'NOT_FULFILLED',
      archived: false,
      isSeen: false,
      total: '40',
      balance: '40',
      lineItems: [{ id: '00000000-0000-0000-0000-000000000001', name: 'Watch', quantity: '1', price: '30' }],
      activities: [{ type: 'ORDER_PLACED', at: '2023-01-16T13:53:10.776Z' }],
      createdAt: '2023-01-16T13:53:10.776Z',
      updatedAt: '2023-01-16T13:53:13.099Z',
      buyer: { 'buyer.email': 'janedoe@gmail.com', 'buyer.contactId': '24de6f0b-60ce-4faa-9138-2e39f1415615' },
      billing: { 'billing.addressLine1': '525 5th Avenue', 'billing.contact.phone': '0555555555' },
      shipping: { 'destination.city': 'New York', 'destination.contact.firstName': 'Jane' },
    });
  });

  it('may be no more than its id', () => {
    const order = parsedShopOrder({ entity: { _id: 'order-1' } });

    expect(order).toMatchObject({ id: 'order-1', buyer: {}, shipping: {}, billing: {} });
    expect([order.lineItems, order.activities, order.refunded, order.total, order.number]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each<[string, PayloadChanges, string | undefined]>([
    ['the total', { 'entity.priceSummary.total.amount': '41.50' }, '41.5'],
    ['the deprecated total where the new one is absent', { 'entity.priceSummary.total': undefined }, '40'],
    ['the deprecated total where the new one is blank', { 'entity.priceSummary.total.amount': '' }, '40'],
    ['the value beside an amount', { '+entity.priceSummary.total.value': '42' }, '42'],
    ['neither', { 'entity.priceSummary': undefined }, undefined],
  ])('costs %s', (_what, changes, total) => {
    expect(parsedShopOrder(changed(payload, changes)).total).toBe(total);
  });

  it.each<[string, PayloadChanges, string | undefined]>([
    ['the summary', { '+entity.balanceSummary.refunded': { amount: '12.50' } }, '12.5'],
    [
      'the activities where no summary has it',
      { 'entity.activities': [refund('10.00'), null, refund('0.50'), { type: 'ORDER_PAID' }] },
      '10.5',
    ],
    [
      'activities under their new name',
      { 'entity.activities': [{ activityType: 'ORDER_REFUNDED', orderRefunded: { amount: { value: '3.00' } } }] },
      '3',
    ],
    [
      'an activity that does not say how much: it is unknown',
      { 'entity.activities': [{ type: 'PAYMENT_REFUNDED' }, {}] },
      undefined,
    ],
    [
      'activities of which one does not say how much: it is unknown',
      { 'entity.activities': [refund('10.00'), { type: 'ORDER_REFUNDED' }] },
      undefined,
    ],
    [
      'activities that give no amount beside one that does',
      { 'entity.activities': [refund('10.00'), { type: 'PAYMENT_REFUNDED' }] },
      '10',
    ],
    [
      'a store credit that does not say how much: it is unknown',
      { 'entity.activities': [{ type: 'REFUNDED_AS_STORE_CREDIT' }] },
      undefined,
    ],
    ['an activity of refund alone: it is unknown', { 'entity.activities': [{ type: 'ORDER_REFUNDED' }] }, undefined],
    ['no activity yet where it was refunded: it is unknown', { 'entity.paymentStatus': 'FULLY_REFUNDED' }, undefined],
    ['no activity yet where a part was: it is unknown', { 'entity.paymentStatus': 'PARTIALLY_REFUNDED' }, undefined],
    [
      'a summary of nothing where it was refunded: it is unknown',
      { 'entity.paymentStatus': 'FULLY_REFUNDED', '+entity.balanceSummary.refunded': { amount: '0.00' } },
      undefined,
    ],
    [
      'the activities where it was refunded',
      { 'entity.paymentStatus': 'FULLY_REFUNDED', 'entity.activities': [refund('40.00')] },
      '40',
    ],
    ['no activity where no status is known: nothing was refunded', { 'entity.paymentStatus': undefined }, '0'],
    ['no activity: nothing was refunded', {}, '0'],
    ['neither: it is unknown', { 'entity.activities': undefined }, undefined],
  ])('has refunds by %s', (_what, changes, refunded) => {
    expect(parsedShopOrder(changed(payload, changes)).refunded).toBe(refunded);
  });

  it.each<[PayloadChanges, string | undefined]>([
    [{ 'entity.number': 10003 }, '10003'],
    [{ 'entity.number': null }, undefined],
    [{ 'entity.number': '' }, undefined],
  ])('is shown by its number: %p as %p', (changes, number) => {
    expect(parsedShopOrder(changed(payload, changes)).number).toBe(number);
  });

  it.each<[string, PayloadChanges, string | undefined]>([
    ['of the bill', { 'entity.billingInfo.contactDetails.firstName': 'Janet' }, 'Janet'],
    [
      'of the recipient',
      { 'entity.billingInfo': undefined, '+entity.recipientInfo': { contactDetails: { firstName: 'Joan' } } },
      'Joan',
    ],
    ['of the destination', { 'entity.billingInfo': undefined }, 'Jane'],
    ['of nobody', { 'entity.billingInfo': undefined, 'entity.shippingInfo': undefined }, undefined],
  ])('names the buyer by the contact %s', (_whose, changes, firstName) => {
    expect(parsedShopOrder(changed(payload, changes)).firstName).toBe(firstName);
  });

  it('has line items by id, else by place', () => {
    const order = parsedShopOrder(
      changed(payload, {
        'entity.lineItems': [
          {
            id: 'rest-1',
            productName: { original: 'Clock', translated: 'Uhr' },
            quantity: '2.0',
            price: { value: '5.00' },
          },
          null,
          { _id: '', productName: { original: 'Strap', translated: '' } },
          { price: { amount: 'free' }, quantity: 'x'.repeat(1000) },
        ],
      }),
    );

    expect(order.lineItems).toEqual([
      { id: 'rest-1', name: 'Uhr', quantity: '2', price: '5' },
      { id: '#1', name: 'Strap', quantity: undefined, price: undefined },
      { id: '#2', name: undefined, quantity: undefined, price: undefined },
    ]);
  });

  it('has activities by their new name, else by their old one', () => {
    const order = parsedShopOrder(
      changed(payload, {
        'entity.activities': [
          { type: 'CUSTOM_ACTIVITY', activityType: 'ORDER_PAID', createdDate: '2023-01-16T14:40:02.184999Z' },
          { type: 'ORDER_PLACED', activityType: '' },
          {},
        ],
      }),
    );

    expect(order.activities).toEqual([
      { type: 'ORDER_PAID', at: '2023-01-16T14:40:02.184Z' },
      { type: 'ORDER_PLACED', at: '' },
      { type: '', at: '' },
    ]);
  });

  it('has one first line of an address, whatever its name', () => {
    const rest = changed(payload, {
      'entity.billingInfo.address.addressLine1': undefined,
      '+entity.billingInfo.address.addressLine': '525 5th Avenue',
    });

    expect(parsedShopOrder(rest).billing).toEqual(parsedShopOrder(payload).billing);
    expect(parsedShopOrder(rest).billing['billing.addressLine1']).toBe('525 5th Avenue');
  });

  it('has the buyer’s name field by field: from the bill, then the recipient, then the delivery', () => {
    const raw = changed(payload, {
      'entity.billingInfo.contactDetails': { phone: '0555550100' },
      '+entity.recipientInfo': { contactDetails: { firstName: '', lastName: 'Roe' } },
      'entity.shippingInfo.logistics.shippingDestination.contactDetails': { firstName: 'Jane', lastName: 'Doe' },
    });

    expect(parsedShopOrder(raw)).toMatchObject({ firstName: 'Jane', lastName: 'Roe' });
  });

  it('has what rules ask for: channel, apps, answers, note, coupon, what is paid and by which means', () => {
    const raw = changed(payload, {
      'entity.channelInfo': { type: 'WEB' },
      '+entity.buyerNote': 'Ring twice',
      'entity.customFields': [
        { title: 'Size', translatedTitle: 'Größe', value: 41 },
        { title: 'Engraving', value: 'J. D.' },
      ],
      'entity.appliedDiscounts': [{ discountType: 'GLOBAL' }, { coupon: { code: 'spring-10' } }],
      'entity.balanceSummary': { balance: { amount: '15.00' }, paid: { amount: '25.00' } },
      'entity.priceSummary': {
        total: { amount: '40.00' },
        totalWithoutGiftCard: { amount: '40.00' },
        totalWithGiftCard: { amount: '14.50' },
      },
    });

    expect(parsedShopOrder(raw)).toMatchObject({
      channel: 'WEB',
      buyerNote: 'Ring twice',
      customFields: [
        { title: 'Größe', value: '41' },
        { title: 'Engraving', value: 'J. D.' },
      ],
      couponCode: 'spring-10',
      paid: '25',
      balance: '15',
      paidByGiftCard: '25.5',
      lineItems: [{ catalogAppId: '215238eb-22a5-4c36-9e7b-e7c08025e04e', itemType: 'PHYSICAL' }],
    });
  });

  it.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['what it takes off the total', '40.00', '14.50', '25.5'],
    ['nothing of a total that it leaves', '40.00', '40.00', '0'],
    ['an amount that is not known where the total grows', '14.50', '40.00', undefined],
    ['an amount that is not known without the total before', undefined, '14.50', undefined],
    ['an amount that is not known without the total after', '40.00', undefined, undefined],
  ])('is paid by a gift card with %s', (_what, before, after, amount) => {
    const priceSummary = { totalWithoutGiftCard: { amount: before }, totalWithGiftCard: { amount: after } };

    expect(parsedShopOrder({ entity: { _id: 'order-1', priceSummary } }).paidByGiftCard).toBe(amount);
  });

  it('is dated by the names of REST as well', () => {
    const dates = { createdDate: '2023-01-16T13:53:10Z', updatedDate: '2023-01-16T13:53:13Z' };

    expect(parsedShopOrder({ entity: { id: 'order-1', ...dates } })).toMatchObject({
      id: 'order-1',
      createdAt: '2023-01-16T13:53:10.000Z',
      updatedAt: '2023-01-16T13:53:13.000Z',
    });
  });

  it('has the kind of an item by its preset, else by its own name', () => {
    const lineItems = [{ itemType: { preset: 'DIGITAL', custom: 'e-book' } }, { itemType: { custom: 'e-book' } }, {}];

    expect(parsedShopOrder({ entity: { _id: '1', lineItems } }).lineItems?.map(({ itemType }) => itemType)).toEqual([
      'DIGITAL',
      'e-book',
      undefined,
    ]);
  });

  it('has the answers of the checkout as text, but for empty ones', () => {
    const values = [41, true, '', null, undefined];
    const customFields = values.map((value) => ({ title: 'Size', value }));
    const order = parsedShopOrder({ entity: { _id: '1', customFields } });

    expect(order.customFields?.map(({ title, value }) => [title, value])).toEqual([
      ['Size', '41'],
      ['Size', 'true'],
      ['Size', undefined],
      ['Size', undefined],
      ['Size', undefined],
    ]);
  });

  it('has no coupon where none was used', () => {
    expect(parsedShopOrder({ entity: { _id: '1', appliedDiscounts: [{ coupon: { code: '' } }] } }).couponCode).toBe(
      undefined,
    );
    expect(parsedShopOrder({ entity: { _id: '1' } }).couponCode).toBeUndefined();
  });

  it('has the addresses of the bill, the delivery and whoever receives it, each under its own name', () => {
    const place = (city: string) => ({ address: { city }, contactDetails: { firstName: city } });
    const order = parsedShopOrder({
      entity: {
        _id: '1',
        billingInfo: place('Lisbon'),
        recipientInfo: place('Porto'),
        shippingInfo: { logistics: { shippingDestination: place('Faro') } },
      },
    });

    expect(order.billing).toEqual({ 'billing.city': 'Lisbon', 'billing.contact.firstName': 'Lisbon' });
    expect(order.shipping).toEqual({
      'destination.city': 'Faro',
      'destination.contact.firstName': 'Faro',
      'recipient.city': 'Porto',
      'recipient.contact.firstName': 'Porto',
    });
  });

  it.each<[string, PayloadChanges]>([
    ['unreadable-amount', { 'entity.priceSummary.total.amount': '$40.00' }],
    ['unreadable-amount', { 'entity.lineItems.0.quantity': 'two' }],
    ['unreadable-date', { 'entity.activities.0._createdDate': 'yesterday' }],
    ['unexpected-type: entity._updatedDate', { 'entity._updatedDate': 1673880793099 }],
  ])('warns of an %s and goes on: %p', (warning, changes) => {
    const event = parsedEvent(HANDLER, changed(payload, changes));

    expect(event).toMatchObject({ order: { status: 'APPROVED' }, warnings: [warning] });
  });
});

function refund(amount: string): {
  readonly type: string;
  readonly orderRefunded: { readonly amount: { readonly amount: string } };
} {
  return { type: 'ORDER_REFUNDED', orderRefunded: { amount: { amount } } };
}
