import { waitAfterTries } from '../../src/backend/order-events/wix/waits.ts';

it.each([
  ['brief', [200, 800]],
  ['patient', [200, 800, 3_000, 12_000, 40_000]],
] as const)('%s waits grow, and end', (effort, waits) => {
  const tries = waits.map((_wait, index) => index + 1);

  expect(tries.map((count) => waitAfterTries(count, effort, 0.5))).toEqual(waits);
  expect(waitAfterTries(waits.length + 1, effort, 0.5)).toBeUndefined();
});

it('differ at random by up to a half', () => {
  expect(waitAfterTries(2, 'brief', 0)).toBe(400);
  expect(waitAfterTries(2, 'brief', 0.9999)).toBe(1_200);
});
