import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent, parsedPlanOrder } from '../support/parsed-order.ts';

const HANDLER = 'wixPricingPlans_onOrderUpdated';
const documented = documentedPayload(HANDLER);

describe('a plan order', () => {
  it('is unpaid in the documented event, although a payment two days after its last update caused it', () => {
    const event = parsedEvent(HANDLER, documented);

    expect(event.order).toMatchObject({ status: 'PENDING', paymentStatus: 'UNPAID' });
    expect(event.order).toMatchObject({ updatedAt: '2022-07-24T08:17:05.117Z' });
    expect(event.at).toBe('2022-07-26T15:19:06.124503000Z');
  });

  it('may stand under data, with a warning', () => {
    const { metadata, entity } = documented;
    const event = parsedEvent(HANDLER, { metadata, data: { order: entity } });

    expect(event.order.id).toBe('beaf5979-536b-4659-b3fc-78cc08579eab');
    expect(event.warnings).toEqual(['order-under-data']);
  });

  it('with a cancellation or a canceled renewal keeps the status that it prints', () => {
    const order = parsedPlanOrder(
      changed(documented, {
        'entity.status': 'ACTIVE',
        '+entity.autoRenewCanceled': true,
        '+entity.cancellation': { cause: 'MEMBER_ACTION', effectiveAt: 'NEXT_PAYMENT_DATE' },
      }),
    );

    expect(order).toMatchObject({ status: 'ACTIVE', autoRenewCanceled: true, cancellationCause: 'MEMBER_ACTION' });
    expect(order.cancellationEffectiveAt).toBe('NEXT_PAYMENT_DATE');
  });

  it('that is over says CANCELED when it was canceled before, and ENDED only when it prints that', () => {
    const over = { 'entity.endDate': '2022-07-26T15:19:06.000Z' };
    const canceled = parsedPlanOrder(changed(documented, { ...over, 'entity.status': 'CANCELED' }));
    const ended = parsedPlanOrder(changed(documented, { ...over, 'entity.status': 'ENDED' }));
    const pending = parsedPlanOrder(changed(documented, over));

    expect([canceled.status, ended.status, pending.status]).toEqual(['CANCELED', 'ENDED', 'PENDING']);
  });

  it.each([[5], ['5'], ['']])('may print its free trial days as %p', (freeTrialDays) => {
    const onTrial = changed(documented, { '+entity.freeTrialDays': freeTrialDays });

    expect(parsedPlanOrder(onTrial)).toMatchObject({ id: 'beaf5979-536b-4659-b3fc-78cc08579eab', status: 'PENDING' });
    expect(parsedEvent(HANDLER, onTrial).warnings).toEqual([]);
  });

  it.each([['id'], ['_id']])('may name its coupon by %s', (key) => {
    const coupon = { [key]: 'dd1b8b0c-5c1a-4b8f-9f6e-0f3d3f5a7c11', code: 'SPRING', amount: '3.30' };
    const withCoupon = changed(documented, { '+entity.pricing.prices.0.price.coupon': coupon });

    expect(parsedPlanOrder(withCoupon)).toMatchObject({
      id: 'beaf5979-536b-4659-b3fc-78cc08579eab',
      total: { amount: '33', currency: 'EUR' },
    });
  });

  it.each([
    ['33', '33'],
    ['33.00', '33'],
    ['9.08', '9.08'],
    ['0', '0'],
    ['0.10', '0.1'],
    ['12345678901234567890.55', '12345678901234567890.55'],
  ])('has a total of %s as the exact decimal %s', (total, amount) => {
    const order = parsedPlanOrder(changed(documented, { 'entity.pricing.prices.0.price.total': total }));

    expect(order.total).toEqual({ amount, currency: 'EUR' });
  });

  it('can be paid with a total of nothing', () => {
    const free = changed(documented, {
      'entity.lastPaymentStatus': 'PAID',
      'entity.pricing.prices.0.price.total': '0',
    });

    expect(parsedPlanOrder(free)).toMatchObject({ paymentStatus: 'PAID', total: { amount: '0' } });
  });

  it('takes its total from pricing, or else from the deprecated priceDetails', () => {
    const both = changed(documented, { 'entity.priceDetails.total': '44' });
    const older = changed(documented, { 'entity.priceDetails.total': '44', 'entity.pricing': undefined });
    const newer = changed(documented, { 'entity.priceDetails': undefined });

    expect(parsedPlanOrder(both).total?.amount).toBe('33');
    expect(parsedPlanOrder(older).total?.amount).toBe('44');
    expect(parsedPlanOrder(newer).total?.amount).toBe('33');
  });

  it('has the status under status, whatever statusNew says', () => {
    const order = parsedPlanOrder(changed(documented, { 'entity.status': 'DRAFT', '+entity.statusNew': 'ACTIVE' }));

    expect(order.status).toBe('DRAFT');
  });

  it('may have no payment status', () => {
    const order = parsedPlanOrder(changed(documented, { 'entity.lastPaymentStatus': undefined }));

    expect(order.paymentStatus).toBeUndefined();
    expect(order.status).toBe('PENDING');
  });

  it('can be PENDING in two ways, told apart by the field', () => {
    const order = parsedPlanOrder(
      changed(documented, { 'entity.status': 'ACTIVE', 'entity.lastPaymentStatus': 'PENDING' }),
    );

    expect(order).toMatchObject({ status: 'ACTIVE', paymentStatus: 'PENDING' });
  });

  it('may start before it was made and end before it starts', () => {
    const order = parsedPlanOrder(
      changed(documented, {
        'entity.startDate': '2022-07-01T00:00:00Z',
        'entity.endDate': '2022-06-30T00:00:00Z',
      }),
    );

    expect(order).toMatchObject({ startAt: '2022-07-01T00:00:00.000Z', endAt: '2022-06-30T00:00:00.000Z' });
  });

  it('has no start date where a document prints an unreadable one, with a warning', () => {
    const event = parsedEvent(HANDLER, changed(documented, { 'entity.startDate': '2021-01-0315:38:06.235Z' }));

    expect(event.order).toMatchObject({ startAt: undefined, status: 'PENDING' });
    expect(event.warnings).toEqual(['unreadable-date']);
  });

  it('may be without a cycle while it is active', () => {
    const order = parsedPlanOrder(changed(documented, { 'entity.status': 'ACTIVE' }));

    expect(order).toMatchObject({ status: 'ACTIVE', cycleIndex: undefined });
  });
});
