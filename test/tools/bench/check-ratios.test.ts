import { checkRatios } from '../../../tools/bench/check/check-ratios.ts';
import type { BenchPart } from '../../../tools/bench/part.ts';

const committed = new Map([['cpu/a', { value: 1, margin: 0.5 }]]);
const options = { rounds: 1, say: () => undefined };

/** A part that measures one ratio after the other. */
function partMeasuring(values: number[]): BenchPart {
  return {
    ...{ name: 'cpu', title: 'CPU', isChecked: true },
    measure: () =>
      Promise.resolve({
        ratios: [{ name: 'cpu/a', title: 'ours by theirs', value: values.shift() ?? Number.NaN }],
        markdown: '',
        plots: [],
      }),
  };
}

it('a slowdown that stays is found', async () => {
  const slower = await checkRatios([partMeasuring([3, 2])], committed, options);

  expect(slower).toMatchObject([{ name: 'cpu/a', committed: 1, now: 2 }]);
});

it('what was slow only once is not a slowdown', async () => {
  expect(await checkRatios([partMeasuring([3, 1.2])], committed, options)).toEqual([]);
});

it('a part that kept its ratios is measured once', async () => {
  const values = [1.2, 9];

  await checkRatios([partMeasuring(values)], committed, options);

  expect(values).toEqual([9]);
});
