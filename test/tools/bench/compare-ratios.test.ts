import { compareRatios, describeComparison } from '../../../tools/bench/check/compare-ratios.ts';

const committed = new Map([
  ['cpu/a', { value: 0.5, margin: 0.5 }],
  ['wix-calls/b', { value: 1.67, margin: 0 }],
]);

function ratio(name: string, value: number) {
  return { name, title: 'ours by theirs', value };
}

it('a ratio within its margin is not slower, whether it grew or shrank', () => {
  const slower = compareRatios(committed, [ratio('cpu/a', 0.74), ratio('cpu/a', 0.1)]).map(({ isSlower }) => isSlower);

  expect(slower).toEqual([false, false]);
});

it('a ratio beyond its margin is slower', () => {
  expect(compareRatios(committed, [ratio('cpu/a', 0.76)])).toEqual([
    { name: 'cpu/a', committed: 0.5, now: 0.76, margin: 0.5, isSlower: true },
  ]);
});

it('a count has no margin, but what was rounded when it was committed is no slowdown', () => {
  const slower = compareRatios(committed, [ratio('wix-calls/b', 5 / 3), ratio('wix-calls/b', 2)]);

  expect(slower.map(({ isSlower }) => isSlower)).toEqual([false, true]);
});

it('a ratio that is not committed is compared with nothing', () => {
  expect(compareRatios(committed, [ratio('cpu/new', 9)])).toEqual([]);
});

it('says the ratio, what was committed, what it is now, and the margin', () => {
  const [slower, kept] = compareRatios(committed, [ratio('cpu/a', 0.8), ratio('wix-calls/b', 1.67)]);

  expect(slower && describeComparison(slower)).toBe('SLOWER  cpu/a: committed 0.500, now 0.800, margin 50 %');
  expect(kept && describeComparison(kept)).toBe('ok      wix-calls/b: committed 1.67, now 1.67, margin 0 %');
});
