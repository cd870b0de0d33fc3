import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { deliverAll, type Delivery } from './deliver.ts';

function dayOf(day: number): string {
  return `2023-02-0${String(day)}T10:00:00.000000Z`;
}

describe('a state that is no news in itself', () => {
  it.each([
    ['NOT_PAID', 'DECLINED', 'order-payment-declined:1', 'order-payment-declined:1~2'],
    ['NOT_PAID', 'PENDING', 'order-payment-pending:1', 'order-payment-pending:1~2'],
    ['NOT_PAID', 'CANCELED', 'order-payment-canceled:1', 'order-payment-canceled:1~2'],
  ])('is kept: a shop payment goes %s, %s and the same again', (start, status, first, second) => {
    const reported = reportedOf(shopEvents('entity.paymentStatus', [start, status, start, status]));

    expect(reported).toEqual(['first-seen', `changed ${first}`, 'no-change', `changed ${second}`]);
  });

  it('is kept: a plan payment fails, is due again and fails again', () => {
    const reported = reportedOf(planEvents('entity.lastPaymentStatus', ['UNPAID', 'FAILED', 'UNPAID', 'FAILED']));

    expect(reported).toEqual([
      'first-seen',
      'changed order-payment-failed:cycle-1',
      'no-change',
      'changed order-payment-failed:cycle-1~2',
    ]);
  });

  it('is kept: a ticket payment is declined, tried and declined again', () => {
    const reported = reportedOf(
      ['INITIATED', 'DECLINED', 'INITIATED', 'DECLINED'].map((status, index) => ({
        handler: 'wixEvents_onOrderUpdated',
        raw: changed(documentedPayload('wixEvents_onOrderUpdated'), { status, timestamp: dayOf(index + 1) }),
      })),
    );

    expect(reported).toEqual([
      'first-seen',
      'changed order-payment-declined:1',
      'no-change',
      'changed order-payment-declined:1~2',
    ]);
  });

  it('is kept: an answer that appears can change later', () => {
    const forms = [{ size: 'M' }, { size: 'M', colour: 'blue' }, { size: 'M', colour: 'red' }];

    const classifications = deliverAll(
      forms.map((submissionData, index) => planEvent({ '+entity.formData': { submissionData }, ...timesOf(index) })),
    );

    expect(classifications.map(({ changes }) => changes.map(({ current }) => current))).toEqual([
      [],
      [],
      [{ fields: ['form.colour'] }],
    ]);
  });

  it('is kept where an event reports of it what no state shows, so that it is told once', () => {
    const payment = documentedPayload('wixEcom_onOrderPaymentStatusUpdated');
    const seen = { metadata: { id: 'event-0', eventTime: dayOf(1) }, entity: valueAt(payment, 'data.order') };
    const reports = [1, 2].map((index) => ({
      handler: 'wixEcom_onOrderPaymentStatusUpdated' as const,
      raw: changed(payment, timesOf(index)),
    }));

    expect(reportedOf([{ handler: 'wixEcom_onOrderUpdated', raw: seen }, ...reports])).toEqual([
      'first-seen',
      'changed order-paid:paid-40',
      'no-change',
    ]);
  });

  it.each([
    ['the write time', { 'entity._updatedDate': '2023-02-01T09:59:59.000Z' }],
    [
      'an activity that the status explains',
      { '+entity.activities.1': { type: 'ORDER_FULFILLED', _createdDate: '2023-02-01T09:59:59.000Z' } },
    ],
  ])('is not written when only %s moved', (_what, changes: PayloadChanges) => {
    const fulfilled = changed(documentedPayload('wixEcom_onOrderUpdated'), { 'entity.fulfillmentStatus': 'FULFILLED' });

    const [, second] = deliverAll([
      { handler: 'wixEcom_onOrderUpdated', raw: fulfilled },
      { handler: 'wixEcom_onOrderUpdated', raw: changed(fulfilled, { ...changes, ...timesOf(1) }) },
    ]);

    expect(second).toEqual({ verdict: 'no-change', changes: [], projection: undefined });
  });

  it('is not written when only the write time and the start of the cycle of a plan moved', () => {
    const cycleOf = (day: number): PayloadChanges => ({
      '+entity.currentCycle': { index: 1, startedDate: dayOf(day) },
      'entity._updatedDate': dayOf(day),
    });

    const [, second] = deliverAll([
      planEvent({ ...cycleOf(1), ...timesOf(1) }),
      planEvent({ ...cycleOf(2), ...timesOf(2) }),
    ]);

    expect(second).toEqual({ verdict: 'no-change', changes: [], projection: undefined });
  });
});

function shopEvents(path: string, values: readonly string[]): Delivery[] {
  return values.map((value, index) => ({
    handler: 'wixEcom_onOrderUpdated',
    raw: changed(documentedPayload('wixEcom_onOrderUpdated'), { [path]: value, ...timesOf(index) }),
  }));
}

function planEvents(path: string, values: readonly string[]): Delivery[] {
  return values.map((value, index) => planEvent({ [path]: value, ...timesOf(index) }));
}

function planEvent(changes: PayloadChanges): Delivery {
  return {
    handler: 'wixPricingPlans_onOrderUpdated',
    raw: changed(documentedPayload('wixPricingPlans_onOrderUpdated'), changes),
  };
}

function timesOf(index: number): PayloadChanges {
  return { 'metadata.id': `event-${String(index)}`, 'metadata.eventTime': dayOf(index + 1) };
}

function reportedOf(deliveries: readonly Delivery[]): string[] {
  return deliverAll(deliveries).map(({ verdict, changes }) =>
    [verdict, ...changes.map(({ kind, occurrence }) => `${kind}:${occurrence}`)].join(' '),
  );
}
