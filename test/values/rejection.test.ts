import * as v from 'valibot';

import { describeValue, rejectionOf, rejectionOfIssue } from '../../src/backend/order-events/values/rejection.ts';

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
    ['', { status: 7 }, 'status'],
    ['entity', { status: 7 }, 'entity.status'],
    ['entity', 7, 'entity'],
  ])('below %p of %p stands at %s', (rootPath, value, path) => {
    const result = v.safeParse(v.object({ status: v.string() }), value);
    const issue = result.issues?.[0];
    if (issue === undefined) throw new Error('The schema accepts it');

    expect(rejectionOfIssue(rootPath, issue).path).toBe(path);
  });
});
