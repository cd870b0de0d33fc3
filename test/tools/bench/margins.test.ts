import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseCommitted } from '../../../tools/bench/check/committed-ratios.ts';
import { compareRatios } from '../../../tools/bench/check/compare-ratios.ts';

const committed = parseCommitted(readFileSync(join(__dirname, '../../../bench/ratios.json'), 'utf8'));

/** Whether the committed ratios of a part would be noticed if each were this many times as large; one answer if it is that of all. */
function areSlower(part: string, times: number): boolean[] {
  const grown = [...committed]
    .filter(([name]) => name.startsWith(`${part}/`))
    .map(([name, { value }]) => ({ name, title: 'ours by theirs', value: value * times }));
  return [...new Set(compareRatios(committed, grown).map(({ isSlower }) => isSlower))];
}

it.each(['cold-start', 'cpu', 'wix-calls'])('a doubled ratio of %s fails the check', (part) => {
  expect(areSlower(part, 2)).toEqual([true]);
});

it.each(['cold-start', 'cpu'])('what a busy machine adds to %s does not', (part) => {
  expect(areSlower(part, 1.3)).toEqual([false]);
});
