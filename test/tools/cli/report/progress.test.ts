import { createProgress } from '../../../../tools/cli/report/progress.ts';

function show(isTTY: boolean, updates: readonly (readonly [atMs: number, done: number, failed: number])[]): string[] {
  const written: string[] = [];
  let now = 0;
  const progress = createProgress({ isTTY, write: (text) => written.push(text) }, 1_000, () => now);
  for (const [atMs, done, failed] of updates) {
    now = atMs;
    progress.update(done, failed);
  }
  progress.clear();
  return written;
}

describe('the progress of a replay', () => {
  it('is a bar on a terminal, removed at the end', () => {
    expect(show(true, [[500, 500, 3]])).toEqual([
      '\r████████████░░░░░░░░░░░░ 500 of 1,000  1,000/s  3 refused\u001B[K',
      '\r\u001B[K',
    ]);
  });

  it('is shown ten times a second at most', () => {
    const bars = show(true, [
      [500, 1, 0],
      [510, 2, 0],
      [599, 3, 0],
      [600, 4, 0],
    ]);

    expect(bars.map((bar) => /(\d+) of/.exec(bar)?.[1])).toEqual(['1', '4', undefined]);
  });

  it('is not shown for a replay that is over at once, nor where nobody looks', () => {
    expect(show(true, [[200, 900, 0]])).toEqual([]);
    expect(show(false, [[5_000, 900, 0]])).toEqual([]);
  });
});
