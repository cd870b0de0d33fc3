import { isSameJson, ownField } from '../../src/backend/order-events/values/same-json.ts';

it.each<[string, unknown, unknown, boolean]>([
  ['the same text', 'a', 'a', true],
  ['another text', 'a', 'b', false],
  ['text and a number', '1', 1, false],
  ['null and nothing', null, undefined, false],
  ['null and an object', null, {}, false],
  ['an object and null', {}, null, false],
  ['fields in another order', { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, true],
  ['another value further down', { a: { b: 1 } }, { a: { b: 2 } }, false],
  ['a field without a value on the left', { a: 1, b: undefined }, { a: 1 }, true],
  ['a field without a value on the right', { a: 1 }, { a: 1, b: undefined }, true],
  ['a field more on the left', { a: 1, b: 1 }, { a: 1 }, false],
  ['a field more on the right', { a: 1 }, { a: 1, b: 1 }, false],
  ['a list and an object of the same fields', ['a'], { 0: 'a' }, false],
  ['a longer list', ['a'], ['a', 'b'], false],
  ['lists in another order', ['a', 'b'], ['b', 'a'], false],
  ['a field that every object inherits', { constructor: 1 }, {}, false],
])('compares %s', (_what, left, right, isSame) => {
  expect(isSameJson(left, right)).toBe(isSame);
});

it('reads no inherited field', () => {
  expect(ownField({}, 'constructor')).toBeUndefined();
});
