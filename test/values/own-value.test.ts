import { ownValue } from '../../src/backend/order-events/values/own-value.ts';

describe('the own value of a record', () => {
  it('is what the record holds under the key', () => {
    expect(ownValue({ constructor: 1 }, 'constructor')).toBe(1);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('is not the inherited %s', (name) => {
    expect(ownValue({}, name)).toBeUndefined();
  });

  it('is absent without a record', () => {
    expect(ownValue(undefined, 'key')).toBeUndefined();
  });
});
