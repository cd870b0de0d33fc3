import { runInNewContext } from 'node:vm';

import { messageOf } from '../../../tools/workbench/message-of.ts';

it.each<[string, unknown, string]>([
  ['an error', new Error('broken'), 'broken'],
  ['an error of another realm', runInNewContext("new Error('broken')"), 'broken'],
  ['a text', 'broken', 'broken'],
  ['nothing', undefined, 'undefined'],
  ['an object without a message', { code: 1 }, '[object Object]'],
])('of %s', (_what, thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
