import { decodeItem, encodeItem } from '../../emulator/storage/item-codec.ts';

const noon = new Date('2024-03-01T12:00:00.000Z');
const NOON = '\uE000D2024-03-01T12:00:00.000Z';

/** Each with its stored form, and what comes back. */
const items: readonly (readonly [what: string, item: object, stored: object, read?: object])[] = [
  ['dates at the top', { _id: 'a', at: noon, count: 1 }, { _id: 'a', at: NOON, count: 1 }],
  ['dates within', { list: [{ at: noon }], by: { at: noon } }, { list: [{ at: NOON }], by: { at: NOON } }],
  [
    'a date that is none',
    { at: new Date(Number.NaN), in: [new Date(Number.NaN)] },
    { at: null, in: [null] },
    { at: null, in: [null] },
  ],
  ['texts like dates at the top', { text: NOON }, { text: `\uE000${NOON}` }],
  ['texts like dates within', { in: { text: '\uE000' } }, { in: { text: '\uE000\uE000' } }],
  ['what JSON omits', { gone: undefined, run: () => 1, list: [undefined] }, { list: [null] }, { list: [null] }],
  ['what makes its own form', { url: new URL('http://a.b/') }, { url: 'http://a.b/' }, { url: 'http://a.b/' }],
  ['a member called toJSON', { toJSON: 'text', at: noon }, { toJSON: 'text', at: NOON }],
  ['a list', [noon, { at: noon }], [NOON, { at: NOON }]],
];

it.each(items.map(([what, item, stored, read = item]) => ({ what, item, stored, read })))(
  'an item with $what is stored and read',
  ({ item, stored, read }) => {
    const body = encodeItem(item);

    expect(JSON.parse(body)).toEqual(stored);
    expect(decodeItem(body)).toEqual(read);
  },
);

it('an item with a member called __proto__ keeps it as a member', () => {
  const body = '{"__proto__":{"at":"\uE000D2024-03-01T12:00:00.000Z"},"text":"x"}';
  const item = decodeItem(body);

  expect(Object.keys(item)).toEqual(['__proto__', 'text']);
  expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
  expect(encodeItem(item)).toBe(body);
});
