import { createSlots } from '../../../hosts/webhook-server/slots.ts';

/** Work that ends on request. */
function work() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    run: () => ended,
    end: () => {
      end();
    },
  };
}

it('starts a limited number at a time, and the others when a slot is free', async () => {
  const slots = createSlots(2);
  const [first, second, third] = [work(), work(), work()];
  const started: string[] = [];
  const start = async (name: string, run: () => Promise<void>) => {
    await slots.start(run);
    started.push(name);
  };
  await Promise.all([start('first', first.run), start('second', second.run)]);
  const waiting = start('third', third.run);
  await Promise.resolve();

  expect(started).toEqual(['first', 'second']);
  second.end();
  await waiting;
  expect(started).toEqual(['first', 'second', 'third']);
});

it('is drained when everything has ended, including work that began meanwhile', async () => {
  const slots = createSlots(2);
  const [first, second] = [work(), work()];
  await slots.start(first.run);
  let isDrained = false;
  const drained = slots.drain().then(() => (isDrained = true));
  await slots.start(second.run);
  first.end();
  await first.run();
  await Promise.resolve();

  expect(isDrained).toBe(false);
  second.end();
  await drained;
  expect(isDrained).toBe(true);
});
