import { join } from 'node:path';

import { generateLongHistories } from '../../../tools/bench/replay/long-histories.ts';
import { generateLines, loadStories } from '../../../tools/bench/replay/generate-events.ts';
import { readReplayLine } from '../../../tools/workbench/replay/replay-line.ts';
import { readEventTime } from '../../../tools/workbench/local-site/event-time.ts';

const root = join(__dirname, '../../..');

async function firstLines(count: number): Promise<string[]> {
  const lines: string[] = [];
  for (const line of generateLines(await loadStories(root))) {
    if (lines.push(line) === count) break;
  }
  return lines;
}

describe('the lines of a long replay', () => {
  it('are the same each time', async () => {
    expect(await firstLines(200)).toEqual(await firstLines(200));
  });

  it('are events in the order of time, of all three products, some of them twice', async () => {
    const lines = await firstLines(500);
    const deliveries = lines.map((line) => {
      const read = readReplayLine(line);
      if (read.kind === 'rejected') throw new Error('A line is no delivery');
      return read.delivery;
    });
    const handlers = new Set(deliveries.map(({ handler }) => handler));
    const times = deliveries.map(({ event }) => readEventTime(event) ?? 0);

    expect(handlers).toEqual(
      new Set([
        'wixEvents_onOrderUpdated',
        'wixPricingPlans_onOrderUpdated',
        'wixEcom_onOrderUpdated',
        'wixEcom_onOrderPaymentStatusUpdated',
      ]),
    );
    // A redelivery is as old as its first delivery, five seconds and no more.
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0) - 6_000)).toBe(true);
    expect(new Set(lines).size).toBeLessThan(lines.length - 20);
  });

  it('tell of no order that the documents tell of, and of each under its own id', async () => {
    const text = (await firstLines(300)).join('\n');

    expect(text).not.toContain('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(text).not.toContain('FMXC-BZG3-OT');
    expect(new Set(text.match(/"orderNumber":"[^"]+"/g)).size).toBeGreaterThan(10);
    // A buyer of many orders an hour would be told of few.
    expect(new Set(text.match(/"contactId":"[^"]+"/g)).size).toBeGreaterThan(30);
  });
});

describe('the lines of long histories', () => {
  it('renew one subscription as often as asked, then the next', async () => {
    const orders: string[] = [];
    for await (const line of generateLongHistories(root, 3)) {
      orders.push(/"entityId":"([^"]+)"/.exec(line)?.[1] ?? '');
      if (orders.length === 4) break;
    }

    expect(orders).toEqual([
      'beaf5979-536b-4659-b3fc-000000000001',
      'beaf5979-536b-4659-b3fc-000000000001',
      'beaf5979-536b-4659-b3fc-000000000001',
      'beaf5979-536b-4659-b3fc-000000000002',
    ]);
  });
});
