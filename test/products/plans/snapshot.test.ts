import {
  carryPlanOrder,
  lacksResume,
  projectPlanOrder,
  showsFurtherResume,
  type PlanSnapshot,
} from '../../../src/backend/order-events/products/plans/snapshot.ts';
import { parsedPlanOrder } from '../../support/parsed-order.ts';
import { dateText } from '../../support/typed-texts.ts';

const plan: PlanSnapshot = { product: 'wix-pricing-plans', status: 'ACTIVE' };
const first = dateText('2022-08-01T10:00:00.000Z');
const second = dateText('2022-08-01T11:00:00.000Z');
const third = dateText('2022-08-01T12:00:00.000Z');

describe('what is stored of a plan order', () => {
  it('has the cycle in which the payment status was shown, where it was', () => {
    const currentCycle = { index: 2 };
    const shown = projectPlanOrder(
      parsedPlanOrder({ entity: { _id: '1', type: 'ONLINE', lastPaymentStatus: 'PAID', currentCycle } }),
      undefined,
      undefined,
    );
    const without = projectPlanOrder(parsedPlanOrder({ entity: { _id: '1', currentCycle } }), undefined, undefined);

    expect(shown).toMatchObject({ cycleIndex: 2, paymentCycle: 2, isOffline: undefined });
    expect(without).toMatchObject({ cycleIndex: 2, paymentCycle: undefined });
  });

  it('keeps after an event what that did not show, also of the form', () => {
    const before = { ...plan, cycleIndex: 2, buyer: { all: 'a', fields: { 'form.phone': '1' } } };

    expect(carryPlanOrder(before, { product: 'wix-pricing-plans', status: 'PAUSED' })).toMatchObject({
      status: 'PAUSED',
      cycleIndex: 2,
      buyer: { fields: { 'form.phone': '1' } },
    });
    expect(carryPlanOrder(before, { ...plan, cycleIndex: 3 })).toMatchObject({ cycleIndex: 3 });
  });
});

describe('a state of a plan order that may be an older one', () => {
  const open = { pausedAt: first, resumedAt: undefined };
  const over = { pausedAt: first, resumedAt: second };

  it.each<[string, Partial<PlanSnapshot>, Partial<PlanSnapshot>, boolean]>([
    ['ended the pause that was open', { pauses: [open] }, { pauses: [over] }, true],
    ['ended a pause of which no period was known', { status: 'PAUSED' }, { pauses: [over] }, true],
    [
      'ended a pause where the order was paused, and had no period',
      { status: 'PAUSED', pauses: [] },
      { pauses: [over] },
      true,
    ],
    ['ended no pause where the order was not paused', {}, { pauses: [over] }, false],
    ['ended the next pause', { pauses: [over] }, { pauses: [over, { pausedAt: second, resumedAt: third }] }, true],
    ['ended the pause that is over', { pauses: [over] }, { pauses: [over] }, false],
    ['ended an earlier pause', { pauses: [{ pausedAt: second, resumedAt: undefined }] }, { pauses: [over] }, false],
    ['ended no pause, which is open', { pauses: [open] }, { pauses: [open] }, false],
    ['ended no pause, since it has none', { pauses: [open] }, { pauses: [] }, false],
    ['ended no pause, since it shows none', { pauses: [open] }, {}, false],
  ])('%s', (_what, known, next, isFurther) => {
    expect(showsFurtherResume({ ...plan, ...known }, { ...plan, ...next })).toBe(isFurther);
  });

  it.each<[string, Partial<PlanSnapshot>, Partial<PlanSnapshot>, boolean]>([
    ['is one where a paused order is active without a resume', { status: 'PAUSED', pauses: [open] }, {}, true],
    ['is none where the resume shows', { status: 'PAUSED', pauses: [open] }, { pauses: [over] }, false],
    ['is none where the order was not paused', {}, {}, false],
    ['is none where the order stays paused', { status: 'PAUSED' }, { status: 'PAUSED' }, false],
    ['is none where the paused order is over', { status: 'PAUSED' }, { status: 'ENDED' }, false],
  ])('%s', (_what, known, next, isBehind) => {
    expect(lacksResume({ ...plan, ...known }, { ...plan, ...next })).toBe(isBehind);
  });
});
