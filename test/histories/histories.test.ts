import * as fc from 'fast-check';

import { ecomHistories } from './ecom-history.ts';
import { kindsOf, msAt, neighbours, objectAt, objectsAt, orderOf, textAt, timeOf } from './history-shape.ts';
import { kindsToldInOrder, momentsOfEachKind } from './history.ts';
import type { ReportedChange, Step } from './history.ts';
import { planHistories } from './plan-history.ts';
import { ticketHistories } from './ticket-history.ts';

const sample = { numRuns: 1_500, seed: 20_260 };
const plans = fc.sample(planHistories(), sample);
const shopOrders = fc.sample(ecomHistories(), sample);
const ticketOrders = fc.sample(ticketHistories(), sample);

const KINDS_OF_PLANS =
  'auto-renew-canceled cycle-started end-date-brought-forward end-date-postponed order-anonymized order-canceled ' +
  'order-ended order-paid order-paused order-payment-failed order-payment-pending order-placed order-refunded ' +
  'order-renewed order-resumed order-started start-date-changed status-unknown';
const KINDS_OF_SHOP_ORDERS =
  'activity-recorded billing-details-changed buyer-details-changed line-items-changed order-anonymized ' +
  'order-approved order-archived order-canceled order-fulfilled order-paid order-partially-fulfilled ' +
  'order-partially-paid order-partially-refunded order-payment-canceled order-payment-declined order-payment-pending ' +
  'order-placed order-refunded order-rejected order-seen order-unarchived order-unfulfilled shipping-address-changed ' +
  'status-unknown totals-changed';
const KINDS_OF_TICKET_ORDERS =
  'buyer-details-changed guest-details-changed order-anonymized order-archived order-canceled order-confirmed ' +
  'order-paid order-partially-paid order-payment-authorized order-payment-declined order-payment-pending ' +
  'order-payment-voided order-placed order-unarchived status-unknown ticket-added ticket-archived ticket-canceled ' +
  'ticket-check-in-undone ticket-checked-in ticket-removed ticket-unarchived';

test.each([
  ['plan', plans, KINDS_OF_PLANS],
  ['shop', shopOrders, KINDS_OF_SHOP_ORDERS],
  ['ticket', ticketOrders, KINDS_OF_TICKET_ORDERS],
] as const)('the %s orders go through everything that can happen to them', (_product, histories, kinds) => {
  const steps = histories.flatMap((history) => history.steps);

  const told = new Set(steps.flatMap((step) => step.reported.map((change) => change.kind)));

  expect([...told].sort().join(' ')).toBe(kinds);
});

test.each([
  ['plan', plans],
  ['shop', shopOrders],
  ['ticket', ticketOrders],
] as const)('the events of a %s order are 2 to 8, follow each other in time and name their order', (_product, all) => {
  const lengths = all.map(({ steps }) => steps.length);
  const disordered = all.filter(({ steps }) => {
    const times = steps.map(timeOf);
    return [...new Set(times)].sort().join() !== times.join();
  });
  const strangers = all.filter(({ orderId, steps }) => steps.some((step) => nameOf(step) !== orderId));

  expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([2, 8]);
  expect(disordered).toEqual([]);
  expect(strangers).toEqual([]);
});

test('a resume moves the end date by exactly the pause and leaves the write time behind', () => {
  const resumes = neighbours(plans).filter(
    ({ after }) => kindsOf(after) === 'order-resumed' && orderOf(after)['endDate'],
  );

  const leftovers = resumes.map(function leftoverOf({ before, after }) {
    const [earlier, later] = [orderOf(before), orderOf(after)];
    const pause = objectsAt(later, 'pausePeriods').at(-1) ?? {};
    const pausedMs = msAt(pause, 'resumeDate') - msAt(pause, 'pauseDate');
    expect(msAt(later, '_updatedDate')).toBeLessThanOrEqual(msAt(pause, 'pauseDate'));
    return msAt(later, 'endDate') - msAt(earlier, 'endDate') - pausedMs;
  });

  expect(resumes.length).toBeGreaterThan(50);
  expect(new Set(leftovers)).toEqual(new Set([0]));
});

test('a plan payment moves nothing but the payment status and the noise around it', () => {
  const payments = neighbours(plans).filter(({ before, after }) => {
    const isPlain = kindsOf(after) === 'order-paid' && after.moves.length === 1;
    return isPlain && !before.hides.includes('everything');
  });
  const noise = ['_updatedDate', 'priceDetails', 'pricing', 'planPrice', 'planName', 'orderMethod', 'statusNew'];
  const maySuffer = [...noise, 'currentCycle', 'freeTrialDays', 'pausePeriods', 'lastPaymentStatus'];

  const moved = payments.flatMap(function movedFields({ before, after }) {
    const [earlier, later] = [orderOf(before), orderOf(after)];
    const fields = [...new Set([...Object.keys(earlier), ...Object.keys(later)])];
    return fields.filter((field) => {
      const isDate = field.endsWith('Date');
      return isDate
        ? msAt(earlier, field) !== msAt(later, field) && !Number.isNaN(msAt(earlier, field))
        : JSON.stringify(earlier[field]) !== JSON.stringify(later[field]);
    });
  });

  expect(payments.length).toBeGreaterThan(20);
  expect([...new Set(moved)].filter((field) => !maySuffer.includes(field))).toEqual([]);
});

test('a paid shop order gets its ORDER_PAID activity at once or only with the next event', () => {
  const payments = neighbours(shopOrders).filter(({ before }) => /\border-paid\b/.test(kindsOf(before)));

  const ways = payments.map(function countPaid({ before, after }) {
    const paid = (step: Step): number =>
      objectsAt(orderOf(step), 'activities').filter((one) => (one['activityType'] ?? one['type']) === 'ORDER_PAID')
        .length;
    return `${String(paid(before))} ${String(paid(after))}`;
  });

  expect(ways).toEqual(expect.arrayContaining(['0 1', '1 1', '0 0']));
});

test('both shop handlers tell one payment, in either order', () => {
  const twins = neighbours(shopOrders).filter(({ before, after }) => {
    const [news] = after.reported;
    const isTold = before.reported.some((one) => one.kind === news?.kind && one.moment === news.moment);
    return isTold && before.handler !== after.handler && after.moves.length === 0;
  });

  const idOf = ({ event }: Step): string => textAt(objectAt(event, 'metadata'), 'id');
  expect(new Set(twins.map(({ before }) => before.handler)).size).toBe(2);
  expect(twins.filter(({ before, after }) => idOf(before) === idOf(after))).toEqual([]);
  expect(twins.filter(({ before, after }) => payment(before) !== payment(after))).toEqual([]);
});

test('a ticket buyer who changes the name changes it in the fields and in the form', () => {
  const named = ticketOrders.flatMap((history) => history.steps.map(orderOf)).filter((order) => order['checkoutForm']);

  const contradictory = named.filter(function isContradictory(order) {
    const inputs = objectsAt(objectAt(order, 'checkoutForm'), 'inputValues');
    return inputs.find((input) => input['inputName'] === 'firstName')?.['value'] !== order['firstName'];
  });

  expect(named.length).toBeGreaterThan(1_000);
  expect(contradictory).toEqual([]);
});

test('tickets stand in another order in some later event', () => {
  const numbersOf = (step: Step): string[] =>
    objectsAt(step.event, 'tickets').map((one) => textAt(one, 'ticketNumber'));
  const same = neighbours(ticketOrders).filter(
    ({ before, after }) => numbersOf(before).sort().join() === numbersOf(after).sort().join(),
  );

  expect(same.some(({ before, after }) => numbersOf(before).join() !== numbersOf(after).join())).toBe(true);
});

test('counts a moment that two events tell once, and an implied one too', () => {
  const paid = change('order-paid', 'paid after refunds of 0');
  const steps = [
    step([], [change('order-placed', 'placed')]),
    step([paid], []),
    step([paid], []),
    step([change('order-seen', 'seen')], []),
  ];
  const history = { orderId: 'one', steps };

  expect(kindsToldInOrder(history)).toEqual([[], ['order-paid'], [], ['order-seen']]);
  expect(Object.fromEntries(momentsOfEachKind(history))).toEqual({
    'order-placed': 1,
    'order-paid': 1,
    'order-seen': 1,
  });
});

function nameOf(step: Step): string {
  return textAt(orderOf(step), '_id') || textAt(orderOf(step), 'orderNumber');
}

function payment(step: Step): string {
  return textAt(orderOf(step), 'paymentStatus');
}

function change(kind: string, moment: string): ReportedChange {
  return { kind, moment, facet: kind, hiddenBy: [], inAnyOrder: false };
}

function step(reported: ReportedChange[], implied: ReportedChange[]): Step {
  return { handler: 'wixEcom_onOrderUpdated', event: {}, reported, implied, moves: [], hides: [] };
}
