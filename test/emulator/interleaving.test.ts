import type { PendingCall } from '../../emulator/invocation.ts';
import { cleanUp, openWithHandler, returned } from './site-fixture.ts';

afterEach(cleanUp);

const READ_THEN_WRITE = `
  const seen = await wixData.get('Things', 'counter', owner);
  await wixData.save('Things', { _id: 'counter', n: (seen?.n ?? 0) + 1 }, owner);
  return (seen?.n ?? 0) + 1;`;

/** Holds back every call until it is released by the id of its invocation. */
function createScheduler() {
  const waiting = new Map<number, () => void>();
  return {
    gate: (call: PendingCall) => new Promise<void>((resolve) => void waiting.set(call.invocationId, resolve)),
    /** Releases one call of an invocation, and waits until the site has reached its next. */
    async step(invocationId: number): Promise<void> {
      const go = waiting.get(invocationId);
      waiting.delete(invocationId);
      go?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

it.each([
  { order: [1, 1, 2, 2], results: [1, 2] },
  { order: [1, 2, 1, 2], results: [1, 1] },
  { order: [2, 2, 1, 1], results: [2, 1] },
  { order: [1, 2, 2, 1], results: [1, 1] },
])('two invocations of one container take turns as the gate decides: $order', async ({ order, results }) => {
  const scheduler = createScheduler();
  const emulator = openWithHandler(READ_THEN_WRITE, { gate: scheduler.gate });
  const container = emulator.startContainer();

  const both = [1, 2].map(() => emulator.invokeEvent('handle', {}, { container }));
  for (const invocationId of order) await scheduler.step(invocationId);

  expect((await Promise.all(both)).map(returned)).toEqual(results);
});

it('two containers take turns too, each with its own modules', async () => {
  const scheduler = createScheduler();
  const emulator = openWithHandler(READ_THEN_WRITE);
  emulator.setGate(scheduler.gate);

  const both = [1, 2].map(() => emulator.invokeEvent('handle', {}, { container: emulator.startContainer() }));
  for (const invocationId of [1, 2, 2, 1]) await scheduler.step(invocationId);

  const invocations = await Promise.all(both);
  expect(invocations.map(returned)).toEqual([1, 1]);
  expect(invocations.map((invocation) => invocation.calls.map((call) => call.seq))).toEqual([
    [1, 4],
    [2, 3],
  ]);
});

it('tells the gate the subject of a call, and not its values', async () => {
  const seen: PendingCall[] = [];
  const emulator = openWithHandler(READ_THEN_WRITE);

  await emulator.invokeEvent('handle', {}, { gate: (call) => void seen.push(call) });

  const common = { invocationId: 1, invocation: 'handle', module: 'wix-data', kind: 'data' };
  expect(seen).toEqual([
    { ...common, number: 1, member: 'get', detail: { collection: 'Things', id: 'counter' } },
    { ...common, number: 2, member: 'save', detail: { collection: 'Things', id: 'counter' } },
  ]);
});

it('follows an invocation through timers and parallel awaits', async () => {
  const emulator = openWithHandler(`
    await Promise.all([1, 2].map(async (n) => {
      await new Promise((resolve) => setTimeout(resolve, n));
      await wixData.insert('Things', { _id: event.id + n }, owner);
    }));`);

  const [a, b] = await Promise.all([
    emulator.invokeEvent('handle', { id: 'a' }),
    emulator.invokeEvent('handle', { id: 'b' }),
  ]);

  expect(a.calls.map((call) => call.detail.id).sort()).toEqual(['a1', 'a2']);
  expect(b.calls.map((call) => call.detail.id).sort()).toEqual(['b1', 'b2']);
});
