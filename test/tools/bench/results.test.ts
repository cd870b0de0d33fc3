import { formatResults } from '../../../tools/bench/results/format-results.ts';
import type { PartRecord } from '../../../tools/bench/results/part-record.ts';
import { median } from '../../../tools/bench/measure/median.ts';
import { ordersPerMinute } from '../../../tools/bench/wix-calls/quotas.ts';

function record(changes: Partial<PartRecord>): PartRecord {
  return { name: 'cpu', title: 'CPU', machine: 'a machine', rounds: 5, ratios: [], markdown: 'Text.', ...changes };
}

describe('the median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('of nothing is an error', () => {
    expect(() => median([])).toThrow('A median needs at least one value');
  });
});

describe('the results', () => {
  it('say for each ratio whether its target is kept', () => {
    const ratios = [
      { name: 'cpu/kept', title: 'ours by theirs', value: 0.5, target: 1 },
      { name: 'cpu/missed', title: 'ours by theirs', value: 1.5, target: 1 },
      { name: 'cpu/free', title: 'ours by theirs', value: 123.4 },
    ];

    const lines = formatResults([record({ ratios })]).split('\n');

    expect(lines).toContain('| `cpu/kept` | 0.50 | ≤ 1.0 | met | ours by theirs |');
    expect(lines).toContain('| `cpu/missed` | 1.5 | ≤ 1.0 | **not met** | ours by theirs |');
    expect(lines).toContain('| `cpu/free` | 123 | – | – | ours by theirs |');
  });

  it('name the machine once where it is one, and with each part where there are two', () => {
    const one = formatResults([record({}), record({ name: 'replay' })]);
    const two = formatResults([record({}), record({ name: 'replay', machine: 'another one' })]);

    expect(one.match(/a machine/g)).toHaveLength(1);
    expect(two).toContain('Rounds: 5. Machine: a machine.');
    expect(two).toContain('Rounds: 5. Machine: another one.');
  });
});

it.each([
  [{ reads: 4, writes: 4 }, 375],
  [{ reads: 3, writes: 1 }, 1000],
  [{ reads: 7, writes: 0 }, 428],
  [{ reads: 0, writes: 0 }, undefined],
])('an order that takes %j fits the documented quota so often a minute: %p', (perOrder, expected) => {
  expect(ordersPerMinute({ readsPerMinute: 3000, writesPerMinute: 1500 }, perOrder)).toBe(expected);
});
