import type { Exploration } from './explore-scenario.ts';
import { addTotals, noTotals } from './judge.ts';

/** Result of one scenario in one variant. */
export interface Result {
  readonly scenario: string;
  readonly variant: string;
  readonly exploration: Exploration;
  readonly seconds: number;
}

const headings = [
  'schedules',
  'runs',
  'ends',
  'sends',
  'losses',
  'repeats',
  'about the past',
  'sent after erasure',
  'left after erasure',
  'unseen',
  'resent',
  'held',
] as const;

/** Formats the results as a table with a row per scenario, which adds up its variants. */
export function formatResults(results: readonly Result[]): string {
  const scenarios = [...new Set(results.map(({ scenario }) => scenario))];
  const rows = scenarios.map((name) => [name, ...numbersOf(results.filter(({ scenario }) => scenario === name))]);
  return formatTable([['scenario', ...headings], ...rows, ['all', ...numbersOf(results)]]);
}

function numbersOf(results: readonly Result[]): string[] {
  const explorations = results.map(({ exploration }) => exploration);
  const { schedules, sends, losses, repeats, past, mailed, left, unseen, resent, held } = explorations.reduce(
    (sum, { totals }) => addTotals(sum, totals),
    noTotals,
  );
  const runs = explorations.reduce((sum, exploration) => sum + exploration.runs, 0);
  const ends = explorations.reduce((sum, exploration) => sum + exploration.ends, 0);
  return [schedules, runs, ends, sends, losses, repeats, past, mailed, left, unseen, resent, held].map(formatCount);
}

/** Above a trillion, only the order of magnitude is shown. */
function formatCount(count: number): string {
  return count < 1e12 ? count.toLocaleString('en') : count.toExponential(1);
}

/** Aligns the rows in columns: the first one left, the others right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n');
}
