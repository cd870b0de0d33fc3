import { fulfillmentFindings } from '../../../src/backend/order-events/products/shop/fulfillment.ts';
import type { Activity } from '../../../src/backend/order-events/products/shop/order.ts';
import type { ShopSnapshot } from '../../../src/backend/order-events/products/shop/snapshot.ts';
import { changed } from '../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { deliverAll } from '../../timeline/deliver.ts';
import { dateText, instant } from '../../support/typed-texts.ts';

const at = instant('2023-01-17T09:00:00.000000000Z');
const done = { type: 'ORDER_FULFILLED', at: dateText('2023-01-17T10:00:00.000Z') };
const undone = { type: 'ORDER_NOT_FULFILLED', at: dateText('2023-01-17T11:00:00.000Z') };
const doneAgain = { type: 'ORDER_FULFILLED', at: dateText('2023-01-17T12:00:00.000Z') };
const undoneAgain = { type: 'ORDER_NOT_FULFILLED', at: dateText('2023-01-17T13:00:00.000Z') };
const timeless = { type: 'ORDER_FULFILLED', at: '' } as const;
const paid = { type: 'ORDER_PAID', at: dateText('2023-01-17T10:00:00.000Z') };

describe('the toggles of a fulfilment', () => {
  it.each<[string, string, string[], string, string[], string[]]>([
    ['by the status alone', 'NOT_FULFILLED', [], 'FULFILLED', [], ['FULFILLED-1']],
    ['by its note, and dated by it', 'NOT_FULFILLED', [], 'FULFILLED', ['done'], ['FULFILLED-1 10:00']],
    ['undone by its note', 'FULFILLED', ['done'], 'NOT_FULFILLED', ['undone'], ['NOT_FULFILLED-1 11:00']],
    [
      'undone a second time',
      'FULFILLED',
      ['done', 'undone', 'doneAgain'],
      'NOT_FULFILLED',
      ['undoneAgain'],
      ['NOT_FULFILLED-2 13:00'],
    ],
    ['undone without any note', 'FULFILLED', [], 'NOT_FULFILLED', [], ['NOT_FULFILLED-1']],
    ['done a second time without a note', 'NOT_FULFILLED', ['done', 'undone'], 'FULFILLED', [], ['FULFILLED-2']],
    [
      'that came and went',
      'NOT_FULFILLED',
      [],
      'NOT_FULFILLED',
      ['done', 'undone'],
      ['FULFILLED-1 10:00', 'NOT_FULFILLED-1 11:00'],
    ],
    [
      'in part, of which a single note of a fulfilment may be the note',
      'NOT_FULFILLED',
      [],
      'PARTIALLY_FULFILLED',
      ['done'],
      ['PARTIALLY_FULFILLED-1'],
    ],
    [
      'in part after one that was undone',
      'NOT_FULFILLED',
      [],
      'PARTIALLY_FULFILLED',
      ['done', 'undone'],
      ['FULFILLED-1 10:00', 'NOT_FULFILLED-1 11:00', 'PARTIALLY_FULFILLED-2'],
    ],
    [
      'in part after the note that it is undone',
      'FULFILLED',
      ['done'],
      'PARTIALLY_FULFILLED',
      ['undone'],
      ['NOT_FULFILLED-1 11:00', 'PARTIALLY_FULFILLED-2'],
    ],
    ['whose note has no time are told by the status', 'NOT_FULFILLED', [], 'FULFILLED', ['timeless'], ['FULFILLED-1']],
    ['that the note of another thing comes with', 'NOT_FULFILLED', [], 'FULFILLED', ['paid'], ['FULFILLED-1']],
    ['into a status that nobody knows are not told', 'NOT_FULFILLED', [], 'IN_TRANSIT', [], []],
  ])('%s', (_what, first, past, last, added, told) => {
    const before = snapshot(first, past);
    const after = snapshot(last, [...past, ...added]);

    const findings = fulfillmentFindings(before, after, at);

    expect(findings.map((finding) => [finding.occurrence, ...timeOf(finding.at)].join(' '))).toStrictEqual(told);
  });

  it.each([
    ['before', '2023-01-17T11:00:00.000000000Z'],
    ['the very instant of', '2023-01-17T10:00:00.000000000Z'],
  ])('are not told by notes from %s the known status', (_what, shownAt) => {
    const findings = fulfillmentFindings(
      snapshot('NOT_FULFILLED', []),
      snapshot('NOT_FULFILLED', ['done', 'undone']),
      instant(shownAt),
    );

    expect(findings).toStrictEqual([]);
  });

  it('show the status on both sides, and can come about again', () => {
    expect(fulfillmentFindings(snapshot('NOT_FULFILLED', []), snapshot('FULFILLED', []), at)).toMatchObject([
      {
        kind: 'order-fulfilled',
        canRepeat: true,
        previous: { fulfillmentStatus: 'NOT_FULFILLED' },
        current: { fulfillmentStatus: 'FULFILLED' },
      },
    ]);
    expect(fulfillmentFindings(snapshot('FULFILLED', []), snapshot('PARTIALLY_FULFILLED', []), at)).toMatchObject([
      { kind: 'order-partially-fulfilled' },
    ]);
    expect(fulfillmentFindings(snapshot('FULFILLED', []), snapshot('NOT_FULFILLED', []), at)).toMatchObject([
      { kind: 'order-unfulfilled' },
    ]);
  });

  it('are unknown while either status is', () => {
    const unknown: ShopSnapshot = { product: 'wix-ecom', activities: [] };

    expect(fulfillmentFindings(unknown, snapshot('FULFILLED', ['done']), at)).toStrictEqual([]);
    expect(fulfillmentFindings(snapshot('NOT_FULFILLED', []), { ...unknown, activities: [done] }, at)).toStrictEqual(
      [],
    );
  });

  it('are counted where the notes were unknown before', () => {
    const before: ShopSnapshot = { product: 'wix-ecom', fulfillmentStatus: 'NOT_FULFILLED' };

    expect(fulfillmentFindings(before, snapshot('FULFILLED', ['done']), at)).toMatchObject([
      { occurrence: 'FULFILLED-1', at: undefined },
    ]);
  });

  it('are counted where no note tells the times apart', () => {
    const events = ['NOT_FULFILLED', 'FULFILLED', 'NOT_FULFILLED', 'FULFILLED'].map((status, index) => ({
      handler: 'wixEcom_onOrderUpdated' as const,
      raw: changed(documentedPayload('wixEcom_onOrderUpdated'), {
        'metadata.id': `event-${String(index)}`,
        'metadata.eventTime': `2023-01-17T1${String(index)}:00:00.000000Z`,
        'entity.fulfillmentStatus': status,
      }),
    }));

    const occurrences = deliverAll(events).flatMap(({ changes }) => changes.map(({ occurrence }) => occurrence));

    expect(occurrences).toEqual(['FULFILLED-1', 'NOT_FULFILLED-1', 'FULFILLED-1~2']);
  });
});

const notes = new Map<string, Activity>(Object.entries({ done, undone, doneAgain, undoneAgain, timeless, paid }));

function snapshot(fulfillmentStatus: string, names: readonly string[]): ShopSnapshot {
  const activities = names.flatMap((name) => notes.get(name) ?? []);
  return { product: 'wix-ecom', fulfillmentStatus, activities };
}

function timeOf(date: string | undefined): string[] {
  return date === undefined ? [] : [date.slice(11, 16)];
}
