import { idOfStored, storedId } from '../../src/backend/order-events/wix/stored-id.ts';
import { oddIds } from '../ports/odd-ids.ts';

it.each([
  ['7a8b195e-ab73-4138-b9da-cdf5e864a451', '7a8b195e-ab73-4138-b9da-cdf5e864a451'],
  [
    'wix-ecom/order-1/order-paid/after-refunds-of-40/it’s 100%#1',
    'wix-ecom/order-1/order-paid/after-refunds-of-40/it’s 100%#1',
  ],
  ['%20', '%20'],
  ['cafe\u0301 \uD83D\uDE00', 'cafe\u0301 \uD83D\uDE00'],
  ['a\u0000b', 'a%u0000b'],
  ['\uD800', '%uD800'],
  ['\uDE00\uD83D', '%uDE00%uD83D'],
  ['%u0000', '%u0025u0000'],
  ['%%u0000', '%%u0025u0000'],
])('stores %j as %j, and reads it back', (id, stored) => {
  expect(storedId(id)).toBe(stored);
  expect(idOfStored(stored)).toBe(id);
});

it('keeps any two ids apart', () => {
  expect(new Set(oddIds.map(storedId)).size).toBe(oddIds.length);
  expect(oddIds.map((id) => idOfStored(storedId(id)))).toEqual(oddIds);
});
