import { parseReadOrder, type OrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { baselineOf } from '../../src/backend/order-events/timeline/baseline.ts';
import { classifyEvent } from '../../src/backend/order-events/timeline/classify-event.ts';
import { judgeReadOrder } from '../../src/backend/order-events/timeline/judge-read-order.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { instant } from '../support/typed-texts.ts';

const digest = { fingerprint: 'key', of: (text: string) => text };

function readShopOrder(day = 1): OrderEvent {
  const read = parseReadOrder(
    'wix-ecom',
    documentedPayload('wixEcom_onOrderUpdated')['entity'],
    instant(`2023-02-0${String(day)}T10:00:00.000000000Z`),
  );
  if (read.kind === 'rejected') throw new Error('Rejected');
  return read.event;
}

describe('an order that was read', () => {
  it('is unknown without anything to compare it with', () => {
    expect(judgeReadOrder(undefined, readShopOrder(), digest)).toBe('unknown');
  });

  it('is unmoved where it shows what is known', () => {
    expect(judgeReadOrder(baselineOf(readShopOrder(1), digest), readShopOrder(2), digest)).toBe('unmoved');
  });

  it('is moved where it was anonymized, and unmoved where it says so once more', () => {
    const known = baselineOf(readShopOrder(1), digest);
    const anonymized = { ...readShopOrder(2), isAnonymization: true };
    const { projection } = classifyEvent(known, anonymized, digest);

    expect(judgeReadOrder(known, anonymized, digest)).toBe('moved');
    expect(judgeReadOrder(projection, { ...readShopOrder(3), isAnonymization: true }, digest)).toBe('unmoved');
  });
});

it('a baseline remembers no change as reported, not even one that the order itself dates', () => {
  const canceled = changed(documentedPayload('wixEcom_onOrderUpdated'), {
    'entity.status': 'CANCELED',
    '+entity.activities.1': { _createdDate: '2023-01-10T08:00:00.000Z', type: 'ORDER_CANCELED' },
  });
  const event = parsedEvent('wixEcom_onOrderUpdated', canceled);

  expect(classifyEvent(undefined, event, digest).projection?.reportedKeys).toEqual(['order-canceled:1']);
  expect(baselineOf(event, digest)?.reportedKeys).toEqual([]);
});

it('an event that carries no order is no baseline', () => {
  const raw = {
    metadata: { id: 'transactions', eventTime: '2023-01-17T10:00:00.000000Z' },
    data: { orderTransactions: { orderId: '7a8b195e-ab73-4138-b9da-cdf5e864a451', payments: [], refunds: [] } },
  };

  expect(baselineOf(parsedEvent('wixEcom_onOrderTransactionsUpdated', raw), digest)).toBeUndefined();
});
