import { sendFirstAttempts } from '../../src/backend/order-events/delivery/send-first-attempts.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { watched } from '../support/watched-calls.ts';
import { worldWith } from './rests-of.ts';

function rowsOf(count: number, changes: Partial<Notification> = {}): readonly Notification[] {
  return Array.from({ length: count }, (_none, index) =>
    sampleNotification({ key: `row-${String(index)}`, ...changes }),
  );
}

/** Returns the calls as a text of `name×count` for each row of equal calls. */
function inRuns(calls: readonly string[]): string {
  const runs: { readonly name: string; count: number }[] = [];
  for (const name of calls) {
    const last = runs[runs.length - 1];
    if (last?.name === name) last.count += 1;
    else runs.push({ name, count: 1 });
  }
  return runs.map(({ name, count }) => `${name}×${String(count)}`).join(' ');
}

describe('the messages of one event', () => {
  it('are looked up, sent and noted twenty at a time, and those before the next twenty are looked up', async () => {
    const rows = rowsOf(25);
    const calls: string[] = [];
    const world = worldWith(rows);

    const ends = await sendFirstAttempts(rows, noon + MINUTE, createInMemoryPorts(world, watched(calls)));

    expect(inRuns(calls)).toBe(
      'erasures.find×20 channels.send×20 notifications.noteSent×20 erasures.find×25 channels.send×5 notifications.noteSent×5 erasures.find×5',
    );
    expect(ends.map(({ key, status }) => `${key} ${status}`)).toEqual(rows.map(({ key }) => `${key} sent`));
    expect(world.emails).toHaveLength(25);
  });

  it('are sent five at a time', async () => {
    let [inHand, most] = [0, 0];
    const send = async () => {
      most = Math.max(most, (inHand += 1));
      await new Promise((resolve) => void setImmediate(resolve));
      inHand -= 1;
      return { kind: 'sent' } as const;
    };

    const rows = rowsOf(12);
    await sendFirstAttempts(rows, noon + MINUTE, { ...createInMemoryPorts(worldWith(rows)), channels: { send } });

    expect(most).toBe(5);
  });

  it('are left to the job once the deadline is over', async () => {
    const rows = rowsOf(45);
    const world = worldWith(rows);
    const takesTime = watched([], ({ name }) => {
      if (name === 'channels.send') world.now += 1_000;
      return undefined;
    });

    const ends = await sendFirstAttempts(rows, noon + 30_000, createInMemoryPorts(world, takesTime));

    expect(ends.filter(({ status }) => status === 'sent')).toHaveLength(40);
    expect(ends.slice(40)).toEqual(rows.slice(40));
    expect(await sendFirstAttempts(rows, world.now, createInMemoryPorts(world))).toEqual(rows);
  });

  it('do not wait for one that cannot be claimed, or that another has claimed', async () => {
    const rows = rowsOf(4, { ifUnknown: 'hold', attempts: 0 });
    const world = worldWith(rows);
    world.claims.set('row-1#1', noon);
    const lines: unknown[] = [];
    const refuses = watched([], ({ name, args: [key] }) =>
      name === 'claims.claim' && key === 'row-2' ? new OrderEventsError('store-busy', 'no', undefined) : undefined,
    );
    const deps = { ...createInMemoryPorts(world, refuses), log: (...line: unknown[]) => void lines.push(line) };

    const ends = await sendFirstAttempts(rows, noon + MINUTE, deps);

    expect(ends.map(({ key, status }) => `${key} ${status}`)).toEqual([
      'row-0 sent',
      'row-1 pending',
      'row-2 pending',
      'row-3 sent',
    ]);
    expect(lines).toEqual([['notification left to the job', { key: 'row-2', failure: 'store-busy' }]]);
  });

  it('are not sent if they are delayed', async () => {
    const rows = rowsOf(1, { delayedTo: noon + MINUTE });
    const world = worldWith(rows);

    expect(await sendFirstAttempts(rows, noon + MINUTE, createInMemoryPorts(world))).toEqual(rows);
    expect(world.emails).toEqual([]);
  });
});
