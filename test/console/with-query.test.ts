import { withQuery } from '../../tools/console/browser/api/with-query.ts';

it.each([
  ['orders', { q: '' }, 'orders'],
  ['orders', { q: 'a&b ü', from: null }, 'orders?q=a%26b+%C3%BC'],
  ['orders?q=a', { from: 'x' }, 'orders?q=a&from=x'],
  ['orders', { q: 'half \ud83d of a pair' }, 'orders?q=half+%EF%BF%BD+of+a+pair'],
])('adds to %s what is asked for: %j', (path, params, address) => {
  expect(withQuery(path, params)).toBe(address);
});
