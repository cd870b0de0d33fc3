import pc from 'picocolors';

import type { CaseResult, KindResult } from './run-kinds.ts';

const KIND_WIDTH = 28;
const COLUMN_WIDTH = 12;

/** The table kind x (hit, near miss) of one product as text: a mark for each case, or why the kind cannot occur. */
export function formatTable(product: string, results: readonly KindResult[]): string {
  const head = pc.bold(`${product.padEnd(KIND_WIDTH)}${'hit'.padEnd(COLUMN_WIDTH)}near miss`);
  return [head, ...results.map(formatRow), ...results.flatMap(formatFaults)].join('\n');
}

function formatRow(result: KindResult): string {
  const kind = result.kind.padEnd(KIND_WIDTH);
  if ('impossible' in result) return pc.dim(`${kind}cannot occur: ${result.impossible}`);
  const hits = result.hits.map(mark).join(' ');
  const padding = ' '.repeat(COLUMN_WIDTH - (2 * result.hits.length - 1));
  return `${kind}${hits}${padding}${result.nearMisses.map(mark).join(' ')}`;
}

function mark({ isPassed }: CaseResult): string {
  return isPassed ? pc.green('✓') : pc.red('✗');
}

function formatFaults(result: KindResult): string[] {
  if ('impossible' in result) return [];
  return [...result.hits, ...result.nearMisses]
    .filter(({ isPassed }) => !isPassed)
    .map(({ what, expected, reported }) =>
      pc.red(`  ${result.kind}: ${what}\n    expected [${expected.join(', ')}], reported [${reported.join(', ')}]`),
    );
}
