import { parseOrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { classifyEvent } from '../../src/backend/order-events/timeline/classify-event.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
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

describe('an event whose time is still to come', () => {
  it.each([
    ['by years', '2099-01-16T14:00:00.000Z', '2023-01-16T14:00:00.000000000Z', ['event-time-in-future']],
    [
      'by more than a quarter of an hour',
      '2023-01-16T14:15:00.001Z',
      '2023-01-16T14:00:00.000000000Z',
      ['event-time-in-future'],
    ],
    ['by what clocks may be apart', '2023-01-16T14:15:00.000Z', '2023-01-16T14:15:00.000000000Z', []],
  ])('%s is placed at %s or at its arrival: %s', (_how, eventTime, at, warnings) => {
    expect(eventAt(eventTime, '2023-01-16T14:00:00.000000000Z')).toMatchObject({ at, happenedAt: at, warnings });
  });

  it.each([
    ['by its own time', {}],
    ['by the date of its update', { 'entity._updatedDate': '2099-01-16T14:00:00.000Z' }],
  ])('%s does not make later ones stale', (_what, changes) => {
    const future = eventAt('2099-01-16T14:00:00.000Z', '2023-01-16T14:00:00.000000000Z', changes);
    const next = eventAt('2023-01-16T14:01:00.000Z', '2023-01-16T14:01:01.000000000Z', {
      'entity.archived': true,
      'entity._updatedDate': '2023-01-16T14:01:00.000Z',
    });

    const first = classifyEvent(undefined, future, undefined);
    const second = classifyEvent(first.projection, next, undefined);

    expect(second).toMatchObject({ verdict: 'changed', changes: [{ kind: 'order-archived' }] });
  });

  it('is known when it comes again', () => {
    const future = eventAt('2099-01-16T14:00:00.000Z', '2023-01-16T14:00:00.000000000Z');
    const again = eventAt('2099-01-16T14:00:00.000Z', '2023-01-16T14:05:00.000000000Z');

    const { projection } = classifyEvent(undefined, future, undefined);

    expect(classifyEvent(projection, again, undefined)).toMatchObject({ verdict: 'duplicate', changes: [] });
  });
});

it('a date of an update that is not ahead of the arrival stays', () => {
  const near = { 'entity._updatedDate': '2023-01-16T14:15:00.000Z' };

  expect(eventAt('2023-01-16T14:00:00.000Z', '2023-01-16T14:00:00.000000000Z', near).order).toMatchObject({
    updatedAt: '2023-01-16T14:15:00.000Z',
  });
});
