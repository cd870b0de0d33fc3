import pc from 'picocolors';

import type { CaseResult } from './run-case.ts';

const head = ['case', 'expected', 'got', ''] as const;
const MAX_WIDTH = 60;

/** Returns the table of cases, then the differences of those that fail, then the totals. */
export function formatCases(results: readonly CaseResult[]): string {
  const rows = results.map(({ name, expected, got }) => [name, clip(expected), clip(got)] as const);
  const widths = [0, 1, 2].map((column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  const wrong = results.filter(({ differences }) => differences.length > 0);
  return [
    pc.bold(line(head).trimEnd()),
    ...rows.map((row, index) => `${line(row)}  ${mark(results[index])}`),
    ...wrong.flatMap(formatDifferences),
    `\n${results.length} cases, ${wrong.length} wrong`,
  ].join('\n');
}

function clip(text: string): string {
  return text.length > MAX_WIDTH ? `${text.slice(0, MAX_WIDTH - 1)}…` : text;
}

function mark(result: CaseResult | undefined): string {
  return result?.differences.length === 0 ? pc.green('right') : pc.red('WRONG');
}

function formatDifferences({ name, title, differences }: CaseResult): string[] {
  return [`\n${pc.red(name)}: ${title}`, ...differences.map((difference) => `  ${difference}`)];
}
