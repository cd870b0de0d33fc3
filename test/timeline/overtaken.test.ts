import { parseReadOrder } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { classifyEvent } from '../../src/backend/order-events/timeline/classify-event.ts';
import { judgeReadOrder } from '../../src/backend/order-events/timeline/judge-read-order.ts';
import { emptyProjection } from '../../src/backend/order-events/timeline/projection.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { instant } from '../support/typed-texts.ts';

const SHOP = 'wixEcom_onOrderUpdated';
const WRITTEN = '2023-02-01T09:59:59.000Z';

/** What is known after an event of ten o'clock said that the order was archived. */
function knownAtTen(changes: PayloadChanges = {}) {
  const event = changed(documentedPayload(SHOP), {
    'metadata.eventTime': '2023-02-01T10:00:00.000000Z',
    'entity.archived': true,
    'entity._updatedDate': WRITTEN,
    ...changes,
  });
  return classifyEvent(undefined, parsedEvent(SHOP, event), undefined).projection;
}

/** The order as a job reads it, not archived. */
function readAt(time: string, changes: PayloadChanges = {}) {
  const payload = changed(documentedPayload(SHOP), {
    'entity.archived': false,
    'entity._updatedDate': WRITTEN,
    ...changes,
  });
  const read = parseReadOrder('wix-ecom', valueAt(payload, 'entity'), instant(`2023-02-01T${time}000000Z`));
  if (read.kind === 'rejected') throw new Error('Rejected');
  return read.event;
}

describe('an order that is read after an event that said otherwise', () => {
  it.each([
    ['of six minutes ago, is overtaken', () => readAt('10:06:00.000'), 'overtaken'],
    ['of 29 minutes ago, is overtaken', () => readAt('10:29:00.000'), 'overtaken'],
    ['of longer ago, has moved', () => readAt('10:29:00.001'), 'moved'],
    [
      'has moved where it was written later',
      () => readAt('10:06:00.000', { 'entity._updatedDate': '2023-02-01T09:59:59.002Z' }),
      'moved',
    ],
    [
      'is overtaken where it does not say when it was written',
      () => readAt('10:06:00.000', { 'entity._updatedDate': undefined }),
      'overtaken',
    ],
  ] as const)('%s', (_what, read, verdict) => {
    expect(judgeReadOrder(knownAtTen(), read(), undefined)).toBe(verdict);
  });

  it('that did not say when it was written is overtaken as well', () => {
    const known = knownAtTen({ 'entity._updatedDate': undefined });

    expect(judgeReadOrder(known, readAt('10:06:00.000'), undefined)).toBe('overtaken');
  });

  it('has moved where it was anonymized', () => {
    const anonymized = { ...readAt('10:06:00.000'), isAnonymization: true };

    expect(judgeReadOrder(knownAtTen(), anonymized, undefined)).toBe('moved');
  });
});

it('an order that is read has moved where only its shipments were known', () => {
  const known = emptyProjection({ product: 'wix-ecom', id: '7a8b195e-ab73-4138-b9da-cdf5e864a451' });

  expect(judgeReadOrder(known, readAt('10:06:00.000'), undefined)).toBe('moved');
});
