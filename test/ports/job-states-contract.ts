import type { JobStates } from '../../src/backend/order-events/ports/job-states.ts';
import { MINUTE, noon } from './sample-rows.ts';

/** What every store of job states must do; `port` is an empty one in each test. */
export function describeJobStates(port: () => JobStates): void {
  it('knows nothing of a job that never ran, and the last state of one that did', async () => {
    const first = { startedAt: noon - MINUTE, finishedAt: noon, report: { erased: 1 }, progress: {} };
    await port().save('cleanUp', first);
    await port().save('cleanUp', { startedAt: noon, report: { erased: 2 }, progress: { from: 'page-2' } });

    expect(await port().read('reconcileOrders')).toBeUndefined();
    expect(await port().read('cleanUp')).toEqual({
      startedAt: noon,
      report: { erased: 2 },
      progress: { from: 'page-2' },
    });
  });
}
