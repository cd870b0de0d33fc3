import { planDatesOf } from '../../../src/backend/order-events/products/plans/order.ts';
import { changed, type PayloadChanges } from '../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { parsedEvent, parsedPlanOrder } from '../../support/parsed-order.ts';

const HANDLER = 'wixPricingPlans_onOrderUpdated';
const payload = documentedPayload(HANDLER);

describe('a plan order', () => {
  it('is read as the document prints it', () => {
    const order = parsedPlanOrder(payload);

    expect(order).toMatchObject({
      product: 'wix-pricing-plans',
      id: 'beaf5979-536b-4659-b3fc-78cc08579eab',
      planId: 'a4d57b6c-42eb-4416-b8dd-196f1c321b78',
      planName: 'One and Done',
      contactId: 'ea3d74df-b7dc-4ca1-a7c9-c416b9017a86',
      memberId: 'ea3d74df-b7dc-4ca1-a7c9-c416b9017a86',
      isOffline: true,
      status: 'PENDING',
      paymentStatus: 'UNPAID',
      startAt: '2022-08-01T16:23:00.000Z',
      endAt: '2023-02-01T16:23:00.000Z',
      pauses: [],
      total: { amount: '33', currency: 'EUR' },
      createdAt: '2022-07-24T08:17:04.278Z',
      updatedAt: '2022-07-24T08:17:05.117Z',
      buyer: {},
    });
    expect([order.autoRenewCanceled, order.cancellationCause, order.cycleIndex, order.cycleStartedAt]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is read where it runs', () => {
    const order = parsedPlanOrder(
      changed(payload, {
        'entity.type': 'ONLINE',
        '+entity.autoRenewCanceled': true,
        '+entity.cancellation': { cause: 'MEMBER_ACTION', effectiveAt: 'NEXT_PAYMENT_DATE' },
        '+entity.currentCycle': { index: 2, startedDate: '2022-09-01T16:23:00.5Z' },
        'entity.pausePeriods': [
          null,
          { status: 'ENDED' },
          { status: 'ENDED', pauseDate: '2022-08-02T00:00:00Z', resumeDate: '2022-08-03T00:00:00Z' },
          { status: 'ACTIVE', pauseDate: '2022-08-04T00:00:00.123456Z' },
        ],
      }),
    );

    expect(order).toMatchObject({
      isOffline: false,
      autoRenewCanceled: true,
      cancellationCause: 'MEMBER_ACTION',
      cancellationEffectiveAt: 'NEXT_PAYMENT_DATE',
      cycleIndex: 2,
      cycleStartedAt: '2022-09-01T16:23:00.500Z',
      pauses: [
        { pausedAt: '2022-08-02T00:00:00.000Z', resumedAt: '2022-08-03T00:00:00.000Z' },
        { pausedAt: '2022-08-04T00:00:00.123Z', resumedAt: undefined },
      ],
    });
  });

  it('may be no more than its id', () => {
    const order = parsedPlanOrder({ entity: { id: 'order-1' } });

    expect(order).toMatchObject({ id: 'order-1', isOffline: false, buyer: {} });
    expect([order.status, order.pauses, order.total, order.startAt]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each<[string, PayloadChanges, { readonly amount: string; readonly currency: string | undefined } | undefined]>([
    ['the pricing', { 'entity.pricing.prices.0.price.total': '9.080' }, { amount: '9.08', currency: 'EUR' }],
    ['a number', { 'entity.pricing.prices.0.price.total': 33 }, { amount: '33', currency: 'EUR' }],
    [
      'the deprecated details where the pricing has none',
      { 'entity.pricing.prices': [], 'entity.priceDetails.total': '74.99' },
      { amount: '74.99', currency: 'EUR' },
    ],
    [
      'the deprecated details where a price is null',
      { 'entity.pricing.prices': [null], 'entity.priceDetails.total': '74.99' },
      { amount: '74.99', currency: 'EUR' },
    ],
    [
      'the deprecated details where the prices are one object, as the Velo reference types them',
      { 'entity.pricing.prices': { price: { total: '1' } }, 'entity.priceDetails.total': '74.99' },
      { amount: '74.99', currency: 'EUR' },
    ],
    ['nothing where neither can be read', { 'entity.pricing': undefined, 'entity.priceDetails': 'EUR 33' }, undefined],
    [
      'none of several prices where the cycle is not known',
      { 'entity.status': 'ACTIVE', 'entity.pricing.prices': [{ price: { total: '5' } }, { price: { total: '30' } }] },
      undefined,
    ],
    [
      'the only price where the cycle is not known',
      { 'entity.status': 'ACTIVE', 'entity.pricing.prices.0.price.total': '30' },
      { amount: '30', currency: 'EUR' },
    ],
    ['no currency', { 'entity.pricing.prices.0.price.currency': '' }, { amount: '33', currency: undefined }],
  ])('costs what is read from %s', (_what, changes, total) => {
    expect(parsedPlanOrder(changed(payload, changes)).total).toEqual(total);
  });

  const phases = [
    { duration: { cycleFrom: 1, numberOfCycles: 2 }, price: { total: '5', currency: 'EUR' } },
    { duration: { cycleFrom: '3', numberOfCycles: '1' }, price: { total: '10', currency: 'EUR' } },
    { duration: { cycleFrom: 5, numberOfCycles: 0 }, price: { total: '30', currency: 'EUR' } },
  ];

  it.each<[string, PayloadChanges, string | undefined, object | undefined]>([
    ['in a trial', { '+entity.currentCycle': { index: 0 } }, '5', { first: 1, last: 2 }],
    ['in the first cycle', { '+entity.currentCycle': { index: 1 } }, '5', { first: 1, last: 2 }],
    ['in the last cycle of a price', { '+entity.currentCycle': { index: 2 } }, '5', { first: 1, last: 2 }],
    ['in the only cycle of a price', { '+entity.currentCycle': { index: 3 } }, '10', { first: 3, last: 3 }],
    ['in a cycle that no price is for', { '+entity.currentCycle': { index: 4 } }, undefined, undefined],
    ['in any cycle of the last price', { '+entity.currentCycle': { index: 9 } }, '30', { first: 5, last: undefined }],
    ['in a cycle that stands beside the order', { '+entity.cycleNumber': 3 }, '10', { first: 3, last: 3 }],
    [
      'in its own cycle, whatever stands beside the order',
      { '+entity.currentCycle': { index: 1 }, '+entity.cycleNumber': 3 },
      '5',
      { first: 1, last: 2 },
    ],
    ['before it starts', { 'entity.status': 'PENDING' }, '5', { first: 1, last: 2 }],
    ['while it is a draft', { 'entity.status': 'DRAFT' }, '5', { first: 1, last: 2 }],
    [
      'once a later price has begun, though the one before names no end',
      { 'entity.pricing.prices.0.duration.numberOfCycles': 0, '+entity.currentCycle': { index: 3 } },
      '10',
      { first: 3, last: 3 },
    ],
    ['nobody knows when', { 'entity.status': 'ACTIVE' }, undefined, undefined],
  ])('costs by its phases what it costs %s', (_when, changes, amount, cycles) => {
    const raw = changed(payload, { 'entity.status': 'ACTIVE', 'entity.pricing.prices': phases, ...changes });
    const { total, pricedCycles } = parsedPlanOrder(raw);

    expect([total?.amount, pricedCycles]).toEqual([amount, cycles]);
  });

  it.each<[unknown, number | undefined]>([
    [2, 2],
    ['2', 2],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    ['two', undefined],
    [2.5, undefined],
  ])('names the cycle that has started by a whole number: %p is %p', (cycleNumber, started) => {
    const raw = { entity: { _id: 'order-1', status: 'ACTIVE', cycleNumber } };

    expect(parsedPlanOrder(raw).startedCycle).toBe(started);
  });

  it.each<[unknown, object]>([
    [null, { first: 1, last: undefined }],
    [
      { cycleFrom: null, numberOfCycles: null },
      { first: 1, last: undefined },
    ],
    [
      { cycleFrom: '', numberOfCycles: '' },
      { first: 1, last: undefined },
    ],
    [
      { cycleFrom: 1, numberOfCycles: 3 },
      { first: 1, last: 3 },
    ],
  ])('prices from the first cycle on where nothing else is said: %p is for %p', (duration, cycles) => {
    const raw = { entity: { _id: 'order-1', pricing: { prices: [{ duration, price: { total: '5' } }] } } };

    expect(parsedPlanOrder(raw).pricedCycles).toEqual(cycles);
  });

  it.each<[string, object, string | undefined]>([
    ['its price', { pricing: { prices: [{}, { price: { coupon: { code: 'spring-10' } } }] } }, 'spring-10'],
    ['the deprecated details', { priceDetails: { coupon: { code: 'spring-10' } } }, 'spring-10'],
    [
      'its price before the deprecated details',
      {
        pricing: { prices: [null, { price: { coupon: { code: 'new' } } }] },
        priceDetails: { coupon: { code: 'old' } },
      },
      'new',
    ],
    ['nothing', { priceDetails: { coupon: { code: '' } } }, undefined],
    ['nothing where there is no coupon', { priceDetails: { coupon: null } }, undefined],
  ])('has its coupon from %s', (_where, shown, code) => {
    expect(parsedPlanOrder({ entity: { _id: 'order-1', ...shown } }).couponCode).toBe(code);
  });

  it('has the answers of its form by their path', () => {
    const submissionData = {
      phone: '(555) 555-1234',
      age: 42,
      isNews: false,
      blank: '',
      nothing: null,
      address: { city: 'Lisbon', lines: ['Rua 1', '', 'Alfama'] },
    };

    const order = parsedPlanOrder(changed(payload, { '+entity.formData': { submissionData } }));

    expect(order.buyer).toEqual({
      'form.phone': '(555) 555-1234',
      'form.age': '42',
      'form.isNews': 'false',
      'form.address.city': 'Lisbon',
      'form.address.lines.0': 'Rua 1',
      'form.address.lines.2': 'Alfama',
    });
  });

  it('warns of dates that cannot be read and goes on', () => {
    const event = parsedEvent(HANDLER, changed(payload, { 'entity.startDate': '2021-01-0315:38:06.235Z' }));

    expect(event.warnings).toEqual(['unreadable-date']);
    expect(event.order).toMatchObject({ endAt: '2023-02-01T16:23:00.000Z' });
  });

  it('is read with the names of REST', () => {
    const order = parsedPlanOrder(
      changed(payload, {
        'entity._id': undefined,
        '+entity.id': 'order-1',
        'entity._createdDate': '',
        '+entity.createdDate': '2022-07-24T08:17:04Z',
        'entity._updatedDate': undefined,
        '+entity.updatedDate': '2022-07-24T08:17:05Z',
      }),
    );

    expect(order).toMatchObject({
      id: 'order-1',
      createdAt: '2022-07-24T08:17:04.000Z',
      updatedAt: '2022-07-24T08:17:05.000Z',
    });
  });

  it('has dates of its own that change it when they are set or reached', () => {
    const order = parsedPlanOrder(
      changed(payload, {
        'entity.pausePeriods': [{ pauseDate: '2022-08-02T00:00:00Z', resumeDate: '2022-08-03T00:00:00Z' }],
        '+entity.currentCycle': { startedDate: '2022-09-01T16:23:00Z' },
      }),
    );

    expect(planDatesOf(order)).toEqual([
      '2022-08-01T16:23:00.000Z',
      '2023-02-01T16:23:00.000Z',
      '2022-09-01T16:23:00.000Z',
      '2022-08-02T00:00:00.000Z',
      '2022-08-03T00:00:00.000Z',
    ]);
    expect(planDatesOf(parsedPlanOrder({ entity: { _id: 'order-1' } }))).toStrictEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
