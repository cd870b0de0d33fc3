import { columnsOf } from '../../../../tools/cli/report/wrap-row.ts';

it.each([
  ['a terminal', 60, 60],
  ['a wide terminal', 240, 100],
  ['a pipe', undefined, 80],
  ['a terminal that does not know its width', 0, 80],
])('is as wide as %s says, within reason', (_output, columns, width) => {
  expect(columnsOf({ columns })).toBe(width);
});
