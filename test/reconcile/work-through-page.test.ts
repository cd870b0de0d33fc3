import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type { OrderSource } from '../../src/backend/order-events/ports/order-reader.ts';
import { sweepOrders } from '../../src/backend/order-events/reconcile/sweep-orders.ts';
import { fail } from '../support/fail.ts';
import { watched } from '../support/watched-calls.ts';
import { HOUR, installed, now, orderOf, shopOrder, site, sourceOf, sweepDepsOf } from './sweep-run.ts';

const FIRST = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
const second = orderOf({ 'entity._id': 'second' });
const third = orderOf({ 'entity._id': 'third' });

/** A store that refuses to save these orders. */
function refusing(ids: readonly string[]) {
  return watched([], (call) =>
    call.name === 'projections.save' && ids.includes(call.args[0].orderId)
      ? new OrderEventsError('store-failed', 'no', undefined)
      : undefined,
  );
}

/** Runs of the job, one after the other, over a store that refuses these orders; their reports and progress. */
async function runs(
  count: number,
  source: OrderSource,
  {
    refused,
    world = emptyWorld(now),
    begin = installed,
  }: { readonly refused: readonly string[]; readonly world?: World; readonly begin?: object },
) {
  let progress: Readonly<Record<string, string | number>> = { ...begin };
  const reports = [];
  for (let run = 0; run < count; run += 1) {
    const deps = sweepDepsOf(world, [source], refusing(refused));
    const result = await sweepOrders(progress, now + HOUR, site, deps);
    progress = result.progress;
    reports.push(result.report);
  }
  return { reports, progress, ids: [...world.projections.keys()] };
}

describe('an order that the store refuses', () => {
  it('ends three runs, then is counted and passed over', async () => {
    const { reports, ids, progress } = await runs(4, sourceOf([[shopOrder, second], [third]]), { refused: [FIRST] });

    expect(reports.map(({ sourcesFailed, failed }) => [sourcesFailed, failed])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(ids).toEqual(['wix-ecom/second', 'wix-ecom/third']);
    expect(progress).toEqual({ ...installed, 'wix-ecom/since': now - 2 * HOUR });
  });

  it('is passed over only after three days where the store takes no other', async () => {
    const { reports } = await runs(13, sourceOf([[shopOrder]]), { refused: [FIRST] });

    expect(reports.map(({ failed }) => failed)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('is no reason to pass over another page', async () => {
    const source = sourceOf([[shopOrder, second]]);
    const first = await runs(2, source, { refused: [FIRST] });
    const well = await runs(1, source, { refused: [], begin: first.progress });

    expect(first.progress).toMatchObject({ 'wix-ecom/failedRuns': 2 });
    expect(well.progress).toEqual({ ...installed, 'wix-ecom/since': now - 2 * HOUR });
  });

  it('does not keep the open orders from being read', async () => {
    const open: OrderSource = { ...sourceOf([[]]), listOpen: () => Promise.resolve({ orders: [shopOrder, second] }) };

    const { reports, ids, progress } = await runs(4, open, { refused: [FIRST], begin: {} });

    expect(reports.map(({ sourcesFailed, failed, baselines }) => [sourcesFailed, failed, baselines])).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
      [0, 1, 1],
    ]);
    expect(ids).toEqual(['wix-ecom/second']);
    expect(progress).toMatchObject({ 'wix-ecom/baseline': 'done' });
    expect(progress).not.toHaveProperty('wix-ecom/baselineFailedRuns');
  });
});

describe('an order that cannot even be read', () => {
  it.each([
    ['an error', new TypeError('no'), 'TypeError'],
    ['something else', 'no', 'string'],
  ])(
    'because the code fails on it with %s is counted, and keeps its page from nothing',
    async (_what, thrown, name) => {
      const world = emptyWorld(now);
      const lines: unknown[] = [];
      const broken = Object.defineProperty({}, '_id', { enumerable: true, get: () => fail(thrown) });
      const deps = {
        ...sweepDepsOf(world, [sourceOf([[broken, second]])]),
        log: (message: string, details: unknown) => void lines.push(message, details),
      };

      const { report } = await sweepOrders(installed, now + HOUR, site, deps);

      expect(report).toMatchObject({ read: 2, unreadable: 1, handled: 1, sourcesFailed: 0 });
      expect(lines).toEqual(['order not understood', { product: 'wix-ecom', error: name }]);
    },
  );
});
