import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { deliverAll } from '../timeline/deliver.ts';

const PLANS = 'wixPricingPlans_onOrderUpdated';
const active = { 'entity.status': 'ACTIVE', 'entity.startDate': '2022-01-01T00:00:00.000Z' } satisfies PayloadChanges;

describe('the first event of an order', () => {
  it.each<[string, HandlerName, PayloadChanges]>([
    ['a paid ticket order', 'wixEvents_onOrderUpdated', {}],
    ['a pending plan order', PLANS, {}],
    ['a paid, active plan order', PLANS, { ...active, 'entity.lastPaymentStatus': 'PAID' }],
    ['a plan order whose renewal is canceled', PLANS, { ...active, '+entity.autoRenewCanceled': true }],
    ['an unpaid shop order', 'wixEcom_onOrderUpdated', {}],
    ['a fulfilled shop order', 'wixEcom_onOrderUpdated', { 'entity.fulfillmentStatus': 'FULFILLED' }],
    ['a fully refunded shop order', 'wixEcom_onOrderUpdated', { 'entity.paymentStatus': 'FULLY_REFUNDED' }],
  ])('that shows %s guesses nothing', (_what, handler, changes) => {
    const [first] = deliverAll([{ handler, raw: changed(documentedPayload(handler), changes) }]);

    expect(first).toMatchObject({ verdict: 'first-seen', changes: [], projection: { reportedKeys: [] } });
  });

  it.each<[string, HandlerName, PayloadChanges]>([
    ['a canceled ticket order, which does not say when', 'wixEvents_onOrderUpdated', { status: 'CANCELED' }],
    ['a canceled shop order that does not note when', 'wixEcom_onOrderUpdated', { 'entity.status': 'CANCELED' }],
    ['a rejected shop order that does not note when', 'wixEcom_onOrderUpdated', { 'entity.status': 'REJECTED' }],
    ['a canceled plan order whose end lies ahead', PLANS, { 'entity.status': 'CANCELED' }],
    ['an ended plan order whose end lies ahead', PLANS, { 'entity.status': 'ENDED' }],
  ])('that shows %s is no news', (_what, handler, changes) => {
    const [first] = deliverAll([{ handler, raw: changed(documentedPayload(handler), changes) }]);

    expect(first).toMatchObject({ verdict: 'first-seen', changes: [] });
  });

  const noted = (type: string): PayloadChanges => ({
    '+entity.activities.1': { _createdDate: '2023-01-10T08:00:00.000Z', type },
  });
  const ended = { 'entity.endDate': '2022-07-20T10:00:00.000Z' };

  it.each<[HandlerName, PayloadChanges, string[]]>([
    [
      'wixEcom_onOrderUpdated',
      { 'entity.status': 'CANCELED', ...noted('ORDER_CANCELED') },
      ['order-canceled:1 2023-01-10T08:00:00.000Z'],
    ],
    [
      'wixEcom_onOrderUpdated',
      { 'entity.status': 'REJECTED', ...noted('ORDER_REJECTED') },
      ['order-rejected:1 2023-01-10T08:00:00.000Z'],
    ],
    [PLANS, { 'entity.status': 'CANCELED', ...ended }, ['order-canceled:1 2022-07-20T10:00:00.000Z']],
    [PLANS, { 'entity.status': 'ENDED', ...ended }, ['order-ended:1 2022-07-20T10:00:00.000Z']],
    [
      PLANS,
      {
        'entity.status': 'CANCELED',
        ...ended,
        '+entity.cancellation': { cause: 'OWNER_ACTION', effectiveAt: 'IMMEDIATELY' },
      },
      ['order-canceled:1 2022-07-20T10:00:00.000Z', 'order-ended:1 2022-07-20T10:00:00.000Z'],
    ],
    ['wixEvents_onOrderUpdated', { status: 'REFUNDED' }, ['status-unknown:status=REFUNDED undefined']],
    [
      'wixEcom_onOrderUpdated',
      { 'entity.fulfillmentStatus': 'IN_TRANSIT' },
      ['status-unknown:fulfillmentStatus=IN_TRANSIT undefined'],
    ],
    [PLANS, { 'entity.lastPaymentStatus': 'DISPUTED' }, ['status-unknown:lastPaymentStatus=DISPUTED undefined']],
  ])('of %s infers what the order dates itself, and a status that is unknown: %p', (handler, changes, told) => {
    const [first] = deliverAll([{ handler, raw: changed(documentedPayload(handler), changes) }]);

    expect(first?.changes.map(({ evidence }) => evidence)).toEqual(told.map(() => 'inferred'));
    expect(
      first?.changes.map(({ kind, occurrence, notBefore }) => `${kind}:${occurrence} ${String(notBefore)}`),
    ).toStrictEqual(told);
  });

  const fresh = { created: '2020-04-28T12:14:29.768Z', 'tickets.0.checkIn': undefined } satisfies PayloadChanges;

  it.each<[string, PayloadChanges, string[]]>([
    ['was made ten minutes ago', fresh, ['order-paid']],
    ['costs nothing', { ...fresh, status: 'FREE' }, ['order-confirmed']],
    ['was made longer ago', { ...fresh, created: '2020-04-28T12:14:29.767Z' }, []],
    ['was made after its event', { ...fresh, created: '2020-04-28T12:24:29.769Z' }, []],
    ['does not say when it was made', { ...fresh, created: undefined }, []],
    ['has a guest who was checked in', { created: '2020-04-28T12:14:29.768Z' }, []],
    ['has a canceled ticket', { ...fresh, '+tickets.0.canceled': true }, []],
    ['is archived', { ...fresh, archived: true }, []],
  ])('of tickets infers the payment, or not, of an order that %s', (_what, changes, kinds) => {
    const raw = changed(documentedPayload('wixEvents_onOrderUpdated'), changes);

    const [first] = deliverAll([{ handler: 'wixEvents_onOrderUpdated', raw }]);

    expect(first?.changes.map(({ kind }) => kind)).toStrictEqual(kinds);
  });

  const shopPaid = (at: string): PayloadChanges => ({
    'entity.paymentStatus': 'PAID',
    '+entity.activities.1': { _createdDate: at, type: 'ORDER_PAID' },
  });

  it.each<[string, PayloadChanges, string[]]>([
    ['five minutes ago', shopPaid('2023-01-16T13:48:13.143Z'), ['2023-01-16T13:48:13.143Z']],
    ['before that', shopPaid('2023-01-16T13:48:13.142Z'), []],
    ['just after the event', shopPaid('2023-01-16T13:53:18.143Z'), ['2023-01-16T13:53:18.143Z']],
    ['long after the event', shopPaid('2023-01-16T13:53:18.144Z'), []],
    ['never', { 'entity.paymentStatus': 'PAID' }, []],
  ])('of a shop infers the payment that was noted %s, or not', (_when, changes, instants) => {
    const raw = changed(documentedPayload('wixEcom_onOrderUpdated'), changes);

    const [first] = deliverAll([{ handler: 'wixEcom_onOrderUpdated', raw }]);

    expect(first?.changes.map(({ kind }) => kind)).toStrictEqual(instants.map(() => 'order-paid'));
    expect(first?.changes.map(({ occurredAt }) => occurredAt)).toEqual(instants);
  });
});
