import { parseOrderEvent, parseReadOrder } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { classifyEvent } from '../../src/backend/order-events/timeline/classify-event.ts';
import { judgeReadOrder } from '../../src/backend/order-events/timeline/judge-read-order.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { instant } from '../support/typed-texts.ts';

const SHOP = 'wixEcom_onOrderUpdated';

function eventAt(eventTime: string, receivedAt: string, changes: PayloadChanges = {}) {
  const raw = changed(documentedPayload(SHOP), {
    'metadata.id': eventTime,
    'metadata.eventTime': eventTime,
    ...changes,
  });
  const parsed = parseOrderEvent(SHOP, raw, instant(receivedAt));
  if (parsed.kind === 'rejected') throw new Error('Rejected');
  return parsed.event;
}

const ARRIVAL = '2023-01-16T14:00:01.000000000Z';

/** An event of a minute later, which arrives in time. */
function next() {
  return eventAt('2023-01-16T14:01:00.000Z', '2023-01-16T14:01:01.000000000Z', {
    'entity.archived': true,
    'entity._updatedDate': '2023-01-16T14:01:00.000Z',
  });
}

describe('an event whose time is still to come', () => {
  it.each([
    ['by its own time', '2099-01-16T14:00:00.000Z', {}],
    ['by half an hour and more', '2023-01-16T14:31:01.001Z', {}],
    ['by the date of its update', '2023-01-16T14:00:00.000Z', { 'entity._updatedDate': '2099-01-16T14:00:00.000Z' }],
  ])('%s does not make later ones stale', (_what, eventTime, changes) => {
    const first = classifyEvent(undefined, eventAt(eventTime, ARRIVAL, changes), undefined);
    const second = classifyEvent(first.projection, next(), undefined);
    const unarchived = { 'entity.archived': false, 'entity._updatedDate': '2023-01-16T14:02:00.000Z' };
    const third = eventAt('2023-01-16T14:02:00.000Z', '2023-01-16T14:02:01.000000000Z', unarchived);

    expect(second).toMatchObject({ verdict: 'changed', changes: [{ kind: 'order-archived' }] });
    expect(second.projection?.timeline.map(({ at }) => at.slice(0, 19))).toEqual([
      eventTime.startsWith('2023-01-16T14:00') ? '2023-01-16T14:00:00' : '2023-01-16T13:01:00',
      '2023-01-16T14:01:00',
    ]);
    expect(classifyEvent(second.projection, third, undefined)).toMatchObject({
      changes: [{ kind: 'order-unarchived' }],
    });
  });

  it.each([
    ['by what clocks may be apart is the later one', '2023-01-16T14:31:01.000Z', '2023-01-16T14:01:00.000Z'],
    ['is the later one of two from the future', '2099-01-16T14:00:00.000Z', '2098-01-16T14:00:00.000Z'],
  ])('%s', (_what, later, earlier) => {
    const first = classifyEvent(undefined, eventAt(later, ARRIVAL), undefined);
    const second = classifyEvent(first.projection, eventAt(earlier, '2023-01-16T14:01:01.000000000Z'), undefined);

    expect(second.verdict).toBe('stale');
    expect(second.projection?.timeline.map(({ at }) => `${at.slice(0, 23)}Z`)).toEqual([earlier, later]);
  });

  it.each([
    ['three days', '2023-01-16T14:00:00.000000000Z', '2023-01-13T14:00:00.000Z', '2023-01-13T13:00:00.000Z'],
    ['longer', '2023-01-16T14:00:00.001000000Z', '2023-01-13T14:00:00.000Z', '2099-01-16T14:00:00.000Z'],
  ])('is the earlier one for what was under way for %s or less', (_what, arrival, eventTime, first) => {
    const future = classifyEvent(undefined, eventAt('2099-01-16T14:00:00.000Z', ARRIVAL), undefined);
    const archived = { 'entity.archived': true };
    const { projection } = classifyEvent(future.projection, eventAt(eventTime, arrival, archived), undefined);

    expect(projection?.timeline.map(({ at }) => `${at.slice(0, 23)}Z`)).toContain(first);
  });

  it.each([
    ['that is half an hour ahead of its arrival', '2023-01-16T14:31:01.000Z', '2023-01-16T13:31:01.000Z'],
    ['only where that is no further ahead', '2023-01-16T14:31:01.001Z', '2099-01-16T14:00:00.000Z'],
  ])('is the earlier one for an event %s', (_what, eventTime, time) => {
    const future = classifyEvent(undefined, eventAt('2099-01-16T14:00:00.000Z', ARRIVAL), undefined);
    const archived = eventAt(eventTime, '2023-01-16T14:01:01.000000000Z', { 'entity.archived': true });
    const { projection } = classifyEvent(future.projection, archived, undefined);

    expect(projection?.timeline.map(({ at }) => `${at.slice(0, 23)}Z`).sort()).toEqual([time, eventTime].sort());
  });

  it('makes later ones stale where its update is no further ahead than clocks may be apart', () => {
    const updated = (date: string) => {
      const first = eventAt('2023-01-16T14:00:00.000Z', ARRIVAL, { 'entity._updatedDate': date });
      return classifyEvent(classifyEvent(undefined, first, undefined).projection, next(), undefined).verdict;
    };

    expect(updated('2023-01-16T14:31:01.000Z')).toBe('stale');
    expect(updated('2023-01-16T14:31:01.001Z')).toBe('changed');
  });

  it('leaves the time of every state that is not of the future', () => {
    const first = classifyEvent(undefined, eventAt('2023-01-16T13:58:00.000Z', ARRIVAL), undefined);
    const future = eventAt('2099-01-16T14:00:00.000Z', ARRIVAL, { 'entity.seenByAHuman': true });
    const second = classifyEvent(first.projection, future, undefined);
    const { projection } = classifyEvent(second.projection, next(), undefined);

    expect(projection?.timeline.map(({ at }) => at.slice(0, 19))).toEqual([
      '2023-01-16T13:58:00',
      '2023-01-16T13:01:00',
      '2023-01-16T14:01:00',
    ]);
  });

  it('is known when it comes again', () => {
    const { projection } = classifyEvent(undefined, eventAt('2099-01-16T14:00:00.000Z', ARRIVAL), undefined);
    const again = eventAt('2099-01-16T14:00:00.000Z', '2023-01-16T14:05:00.000000000Z');

    expect(classifyEvent(projection, again, undefined)).toMatchObject({ verdict: 'duplicate', changes: [] });
  });

  it('does not keep an order that is read from being believed', () => {
    const future = eventAt('2099-01-16T14:00:00.000Z', ARRIVAL);
    const { projection } = classifyEvent(undefined, future, undefined);
    const raw = valueAt(changed(documentedPayload(SHOP), { 'entity.archived': true }), 'entity');
    const read = parseReadOrder('wix-ecom', raw, instant('2023-01-16T20:00:00.000000000Z'));
    if (read.kind === 'rejected') throw new Error('Rejected');

    expect(judgeReadOrder(projection, read.event, undefined)).toBe('moved');
  });
});
