import type { Finding } from '../../src/backend/order-events/changes/finding.ts';
import type { OrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import type { Snapshot } from '../../src/backend/order-events/products/product-models.ts';
import {
  addReported,
  findReportedAtStart,
  isPaymentReported,
} from '../../src/backend/order-events/timeline/reported-transition.ts';
import { stateAfter, statesOf, type State } from '../../src/backend/order-events/timeline/states.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { dateText, instant } from '../support/typed-texts.ts';

const at = instant('2023-02-01T10:00:00.000000000Z');
const TIME_OF_EVENT = '2023-02-01T10:00:00.000Z';

function stateOf(paymentStatus?: string): State {
  const snapshot: Snapshot = { product: 'wix-ecom', paymentStatus };
  return stateAfter(undefined, { at, snapshot });
}

function shopEvent(): OrderEvent {
  return { ...parsedEvent('wixEcom_onOrderUpdated', documentedPayload('wixEcom_onOrderUpdated')), at };
}

const canceled: Finding = {
  kind: 'order-canceled',
  occurrence: '1',
  canRepeat: true,
  previous: { status: null },
  current: { status: 'CANCELED' },
};
const archived: Finding = { ...canceled, kind: 'order-archived' };

/** The findings with one that the name of the event proves. */
function withProven(findings: readonly Finding[], proven: Finding, reportedKeys: readonly string[] = []) {
  const way = { here: stateOf(), earlier: [] };
  return addReported(findings, shopEvent(), { way, proven: [proven], reportedKeys });
}

describe('what the name of an event proves', () => {
  it('is added where the states do not show it, and comes about once', () => {
    expect(withProven([archived], canceled)).toEqual([
      { ...canceled, canRepeat: false, evidence: 'reported', at: undefined, notBefore: TIME_OF_EVENT },
      archived,
    ]);
  });

  it('is not added where it was reported before', () => {
    expect(withProven([archived], canceled, ['order-canceled:1'])).toEqual([archived]);
  });

  it('is the same finding where the states show it, also where it was reported before', () => {
    const shown: Finding = { ...canceled, previous: { status: 'APPROVED' } };
    const merged = {
      ...shown,
      isApproximate: false,
      evidence: 'reported',
      at: undefined,
      notBefore: TIME_OF_EVENT,
    };

    expect(withProven([archived, shown], canceled)).toEqual([merged, archived]);
    expect(withProven([archived, shown], canceled, ['order-canceled:1'])).toEqual([merged, archived]);
  });

  it.each([
    ['the one of its occurrence', '1', ['order-canceled:1', 'order-canceled:2', 'order-archived:1']],
    ['else the last of its kind', '3', ['order-canceled:2', 'order-canceled:1', 'order-archived:1']],
  ])('is, of several findings, %s', (_which, occurrence, keys) => {
    const findings = [canceled, { ...canceled, occurrence: '2' }, archived];

    const all = withProven(findings, { ...canceled, occurrence });

    expect(all.map((finding) => `${finding.kind}:${finding.occurrence}`)).toEqual(keys);
    expect(all.map(({ evidence }) => evidence)).toEqual(['reported', undefined, undefined]);
  });

  it('is the finding of another kind that it is known as', () => {
    const all = withProven([archived, canceled], { ...canceled, kind: 'order-ended', alsoKnownAs: 'order-canceled' });

    expect(all.map(({ kind, evidence }) => [kind, evidence])).toEqual([
      ['order-canceled', 'reported'],
      ['order-archived', undefined],
    ]);
  });

  it('has the instant that either of the two knows, that of the states first', () => {
    const own = dateText('2023-02-01T09:59:58.000Z');
    const other = dateText('2023-02-01T09:59:59.000Z');

    expect(withProven([canceled], { ...canceled, at: own })).toMatchObject([{ at: own, notBefore: own }]);
    expect(withProven([{ ...canceled, at: own }], { ...canceled, at: other })).toMatchObject([{ at: own }]);
    expect(withProven([], { ...canceled, at: own })).toMatchObject([{ at: own, notBefore: own }]);
  });

  it('has its own occurrence where that of the states is approximate', () => {
    const about: Finding = { ...canceled, occurrence: 'x', isApproximate: true };

    expect(withProven([about], { ...canceled, canRepeat: false })).toMatchObject([
      { occurrence: '1', canRepeat: false, isApproximate: false },
    ]);
  });

  it('shows what was before as the event says it, where it says anything', () => {
    const shown: Finding = { ...canceled, previous: { status: 'APPROVED', reason: 'none' } };

    expect(withProven([shown], { ...canceled, previous: { status: 'PENDING', note: null } })).toMatchObject([
      { previous: { status: 'PENDING', reason: 'none', note: null } },
    ]);
  });
});

describe('a payment whose event says which status was before', () => {
  function kindsWith(here: State, earlier: readonly State[], reportedKeys: readonly string[] = []): string[] {
    const event = { ...shopEvent(), previousPaymentStatus: 'NOT_PAID' };
    return addReported([], event, { way: { here, earlier }, proven: [], reportedKeys }).map(({ kind }) => kind);
  }

  it('is added where no state shows another status', () => {
    expect(kindsWith(stateOf('PAID'), [])).toEqual(['order-paid']);
    expect(kindsWith(stateOf('PAID'), [stateOf('PAID')])).toEqual(['order-paid']);
  });

  it('is not added where a state before shows another status', () => {
    expect(kindsWith(stateOf('PAID'), [stateOf('NOT_PAID'), stateOf('PAID')])).toEqual([]);
  });

  it('is not added where it was reported before', () => {
    expect(kindsWith(stateOf('PAID'), [], ['order-paid:paid-40'])).toEqual([]);
  });

  it('is not added where the order has the same status, or none', () => {
    expect(kindsWith(stateOf('NOT_PAID'), [])).toEqual([]);
    expect(kindsWith(stateOf(), [])).toEqual([]);
  });
});

describe('a payment is reported', () => {
  it.each([
    ['by its own sum', 'paid-40', 'order-paid:paid-40', true],
    ['by a sum that is unknown', 'paid-40', 'order-paid:paid-unknown', true],
    ['by any sum, where its own is unknown', 'paid-unknown', 'order-paid:paid-40', true],
    ['not by another sum', 'paid-40', 'order-paid:paid-30', false],
    ['not by another kind', 'paid-40', 'order-partially-paid:paid-unknown', false],
  ])('%s', (_how, occurrence, key, expected) => {
    expect(isPaymentReported({ kind: 'order-paid', occurrence }, ['order-canceled:1', key])).toBe(expected);
  });
});

describe('the way into the status in which an order was first seen', () => {
  /** Each state by its status, and the one before it where its event says so. */
  function kindsAtStart(...shown: (readonly [status?: string, previous?: string])[]): (string | undefined)[] {
    const states = statesOf(
      shown.map(([paymentStatus, previousPaymentStatus]) => ({
        at,
        snapshot: { product: 'wix-ecom', paymentStatus },
        previousPaymentStatus,
      })),
    );
    return findReportedAtStart(states).map(({ kind }) => kind);
  }

  it('is what the first event says, or a later one of the same status', () => {
    expect(kindsAtStart(['PAID', 'NOT_PAID'])).toEqual(['order-paid']);
    expect(kindsAtStart(['PAID'], ['PAID', 'NOT_PAID'])).toEqual(['order-paid']);
    expect(kindsAtStart(['PAID', 'PAID'], ['PAID', 'NOT_PAID'])).toEqual(['order-paid']);
  });

  it('is unknown where no event says it, or one that only names the same status', () => {
    expect(kindsAtStart(['PAID'])).toEqual([]);
    expect(kindsAtStart(['PAID', 'PAID'])).toEqual([]);
  });

  it('is unknown where the status moved before an event said it, or was not shown at first', () => {
    expect(kindsAtStart(['NOT_PAID'], ['PAID', 'NOT_PAID'])).toEqual([]);
    expect(kindsAtStart(['PAID'], ['FULLY_REFUNDED', 'NOT_PAID'])).toEqual([]);
    expect(kindsAtStart([], ['PAID', 'NOT_PAID'])).toEqual([]);
  });

  it('is unknown of tickets, whose events do not say it', () => {
    const states = statesOf([{ at, snapshot: { product: 'wix-events', status: 'PAID' }, previousPaymentStatus: 'x' }]);

    expect(findReportedAtStart(states)).toEqual([]);
  });
});
