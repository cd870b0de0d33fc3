import { repeated } from '../../../../tools/workbench/sequences/repeated.ts';

function delivery(length: number) {
  return { handler: 'wixEcom_onOrderUpdated', event: {}, json: 'x'.repeat(length), label: 'large' };
}

it('repeats each delivery in a row, and holds its text once', () => {
  const [first, second] = [delivery(1), delivery(4_000_000)];

  const deliveries = repeated([first, second], 2);

  expect(deliveries).toHaveLength(4);
  expect(deliveries[0]).toBe(first);
  expect(deliveries[1]).toBe(first);
  expect(deliveries[3]).toBe(second);
});

it.each([
  [4_000_000, 60, '60 deliveries of 229 MB'],
  [1, 10_001, '10001 deliveries of 1 MB'],
])('refuses an event of %i bytes %i times, and says what it takes', (length, times, found) => {
  expect(() => repeated([delivery(length)], times)).toThrow(
    `Too much at once: expected at most 10000 deliveries of 64 MB in all, found ${found}. Take fewer --times, or put the events in a file: node bin/order-events.js event replay`,
  );
});
