import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openHistory, type History } from '../../../../tools/workbench/runs/open-history.ts';

const folder = mkdtempSync(join(tmpdir(), 'order-events-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(history: History, json: string): void {
  const { summary } = history.addRunning({ kind: 'event', handler: 'h', label: '', json }, 0);
  const result = { kind: 'not-run', problem: { message: json, next: '' } } as const;
  history.finish({ ...summary, status: 'done' }, { result, calls: [], emails: [], logs: [] }, []);
}

it.each([
  ['in number', 'small.sqlite', '{}'],
  ['in size', 'large.sqlite', 'x'.repeat(15_000)],
])('keeps the newest runs, limited %s', (_limit, file, json) => {
  const history = openHistory(join(folder, file), { runs: 20, chars: 100_000 });
  try {
    for (let count = 0; count < 40; count += 1) run(history, json);

    // 20 small ones, of which each second time one is removed; or three of 30,000 characters and a few more.
    const ids = history.list(100).map(({ id }) => id);
    expect(ids).toEqual(json === '{}' ? range(40, 21) : [40, 39, 38]);
  } finally {
    history.close();
  }
});

function range(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_none, index) => from - index);
}
