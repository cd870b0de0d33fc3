import { runJob } from '../../src/backend/order-events/jobs/run-job.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';

describe('the run of a job', () => {
  it('goes on where the last one stopped, within its budget, and notes what it did', async () => {
    const world = emptyWorld(noon);
    const ports = createInMemoryPorts(world);
    world.jobStates.set('cleanUp', {
      startedAt: 1,
      finishedAt: 2,
      report: { erased: 5 },
      progress: { from: 'page-2' },
    });
    let asked: unknown;

    const state = await runJob('cleanUp', ports, async (progress, deadline) => {
      asked = { progress, deadline, noted: world.jobStates.get('cleanUp') };
      return { report: { erased: 7 }, progress: { from: 'page-3' } };
    });

    expect(asked).toEqual({
      progress: { from: 'page-2' },
      deadline: noon + 5 * MINUTE,
      noted: { startedAt: noon, report: { erased: 5 }, progress: { from: 'page-2' } },
    });
    expect(state).toEqual({ startedAt: noon, finishedAt: noon, report: { erased: 7 }, progress: { from: 'page-3' } });
    expect(world.jobStates.get('cleanUp')).toEqual(state);
  });

  it('begins anew when it never ran', async () => {
    const ports = createInMemoryPorts(emptyWorld(noon));

    await runJob('cleanUp', ports, async (progress) => {
      expect(progress).toEqual({});
      return { report: {}, progress: {} };
    });
  });

  it('that stops half-way has begun and not finished', async () => {
    const world = emptyWorld(noon);
    const job = runJob('cleanUp', createInMemoryPorts(world), async () => {
      throw new Error('no');
    });

    await expect(job).rejects.toThrow('no');
    expect(world.jobStates.get('cleanUp')).toEqual({ startedAt: noon, report: {}, progress: {} });
  });
});
