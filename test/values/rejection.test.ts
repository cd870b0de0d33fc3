import { describeValue, joinPath, rejectionOf } from '../../src/backend/order-events/values/rejection.ts';

describe('what was found', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [[], 'an array of 0'],
    [[1, 2], 'an array of 2'],
    ['Jane Doe', 'a string of 8 characters'],
    [{}, 'an empty object'],
    [{ firstName: 'Jane', lastName: 'Doe' }, 'an object with 2 keys'],
    [7, 'a number'],
    [7n, 'a bigint'],
    [true, 'a boolean'],
  ])('is described without its value: %p as %s', (value, description) => {
    expect(describeValue(value)).toBe(description);
  });
});

describe('a rejection', () => {
  it('of the root calls it the event', () => {
    expect(rejectionOf('', 'text', 7)).toEqual({ path: 'event', expected: 'text', found: 'a number' });
    expect(rejectionOf('entity', 'text', 7).path).toBe('entity');
  });

  it.each([
    ['', 'status', 'status'],
    ['entity', 'status', 'entity.status'],
    ['entity', '', 'entity'],
  ])('below %p at %p stands at %s', (root, path, whole) => {
    expect(joinPath(root, path)).toBe(whole);
  });
});
