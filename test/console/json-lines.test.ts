import { findLine, listJsonLines } from '../../tools/console/browser/elements/json-lines.ts';

const lines = listJsonLines({ a: 1, tickets: [{ price: { amount: '1' } }, {}], none: null });

function textAt(path: string): string {
  const { key, text } = lines[findLine(lines, path)] ?? { key: null, text: '' };
  return key === null ? text : `${key}: ${text}`;
}

it('prints one field a line', () => {
  expect(
    lines.map(({ depth, key, text, comma }) => `${' '.repeat(depth)}${key ?? ''} ${text}${comma ? ',' : ''}`),
  ).toEqual([
    ' {',
    ' a 1,',
    ' tickets [',
    '   {',
    '   price {',
    '    amount "1"',
    '    }',
    '   },',
    '   {}',
    '  ],',
    ' none null',
    ' }',
  ]);
});

it.each([
  ['tickets[0].price.amount', 'amount: "1"'],
  ['tickets.0.price.amount', 'amount: "1"'],
  ['a', 'a: 1'],
])('finds the line of %s', (path, line) => {
  expect(textAt(path)).toBe(line);
});

it.each([
  ['tickets.0.price.currency', 'price: {'],
  ['entity', '{'],
  ['event', '{'],
])('finds of %s, which is missing, the line where it should be', (path, line) => {
  expect(textAt(path)).toBe(line);
});
