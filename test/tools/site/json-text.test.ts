import { findNodeAtLocation } from 'jsonc-parser';

import { appendTo, readJsonText, removeFrom } from '../../../tools/site/json-text.ts';

function appended(text: string, ...items: string[]): string {
  const json = readJsonText(text, { allowsComments: true });
  const list = json.kind === 'json' ? findNodeAtLocation(json.root, ['a']) : undefined;
  return list === undefined ? 'no list' : appendTo(text, list, items);
}

describe('JSON that cannot be read', () => {
  it.each([
    ['a comma too many', '{\n  "a": 1,\n}', 3, 'property name expected'],
    ['a comma too few', '{\n  "a": 1\n  "b": 2\n}', 3, 'comma expected'],
    ['other quotes', "{\n  'a': 1\n}", 2, 'invalid symbol'],
    ['a comment', '{\n  // one\n  "a": 1\n}', 2, 'invalid comment token'],
    ['text behind it', '{}\nx', 2, 'invalid symbol'],
    ['nothing at all', '', 1, 'value expected'],
  ])('has a line and a reason: %s', (_, text, line, reason) => {
    expect(readJsonText(text)).toEqual({ kind: 'unreadable', line, reason });
  });
});

it('is read with comments where they are allowed', () => {
  const json = readJsonText('// Mine.\n{ "a": [1] /* one */ }', { allowsComments: true });

  expect(json).toMatchObject({ kind: 'json', value: { a: [1] } });
});

describe('what is appended', () => {
  it.each([
    ['{ "a": [] }', '{ "a": [\n  1,\n  2\n] }'],
    ['{\n\t"a": [\n\t\t0 // zero\n\t], "b":  3\n}', '{\n\t"a": [\n\t\t0,\n\t\t1,\n\t\t2 // zero\n\t], "b":  3\n}'],
    ['{\r\n  "a": [ ]\r\n}', '{\r\n  "a": [\r\n    1,\r\n    2\r\n   ]\r\n}'],
  ])('leaves the rest of %j byte for byte', (text, expected) => {
    expect(appended(text, '1', '2')).toBe(expected);
  });
});

describe('what is removed', () => {
  it.each([
    '{ "a": [] }',
    '{ "a": [ // none\n ] }',
    '{\n\t"a": [\n\t\t0 // zero\n\t], "b":  3\n}',
    '{"a":[0]}',
    '{\r\n  "a": [ ]\r\n}',
  ])('after it was appended leaves %j as it was', (text) => {
    expect(removed(appended(text, '1', '2'), 1, 2)).toBe(text);
  });

  it.each([
    ['{ "a": [1, 0] }', '{ "a": [0] }'],
    ['{ "a": [1, 2, 0, 1] }', '{ "a": [0] }'],
    ['{ "a": [0, 1, 2, 3] }', '{ "a": [0, 3] }'],
    ['{ "a": [1,\n 2] }', '{ "a": [] }'],
  ])('from %j leaves the others', (text, expected) => {
    expect(removed(text, 1, 2)).toBe(expected);
  });
});

function removed(text: string, ...values: number[]): string {
  const json = readJsonText(text, { allowsComments: true });
  const list = json.kind === 'json' ? findNodeAtLocation(json.root, ['a']) : undefined;
  const items = list?.children?.filter(({ value }) => values.includes(Number(value))) ?? [];
  return list === undefined ? 'no list' : removeFrom(text, list, items);
}
