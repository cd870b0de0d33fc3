import pc from 'picocolors';

import { evidenceOf, type KnownBy } from './kind-cases.ts';
import type { CaseResult, KindResult } from './run-kinds.ts';

const KIND_WIDTH = 28;
const COLUMN_WIDTH = 20;

const columns = Object.keys(evidenceOf) as readonly KnownBy[];

/** Column headings by kind of evidence. */
const headings: Readonly<Record<KnownBy, string>> = {
  event: 'reported by name',
  'status before': 'by status before',
  comparison: 'compared',
  'first sight': 'inferred',
};

/**
 * Returns the table of one product as text, with a row for each kind and a column for each kind of evidence: a mark for each hit, then for
 * each near miss, or the reason why the kind cannot occur.
 */
export function formatTable(product: string, results: readonly KindResult[]): string {
  const head = pc.bold(
    `${product.padEnd(KIND_WIDTH)}${columns.map((column) => headings[column].padEnd(COLUMN_WIDTH)).join('')}`,
  );
  return [head.trimEnd(), ...results.map(formatRow), ...results.flatMap(formatFaults)].join('\n');
}

function formatRow(result: KindResult): string {
  const kind = result.kind.padEnd(KIND_WIDTH);
  if ('impossible' in result) return pc.dim(`${kind}cannot occur: ${result.impossible}`);
  const cells = columns.map((column) => {
    const [hits, nearMisses] = [result.hits, result.nearMisses].map((cases) => cases.filter(({ by }) => by === column));
    return formatCell(hits ?? [], nearMisses ?? []);
  });
  return `${kind}${cells.join('')}`.trimEnd();
}

function formatCell(hits: readonly CaseResult[], nearMisses: readonly CaseResult[]): string {
  if (hits.length + nearMisses.length === 0) return ' '.repeat(COLUMN_WIDTH);
  const padding = ' '.repeat(Math.max(1, COLUMN_WIDTH - hits.length - nearMisses.length - 3));
  return `${hits.map(mark).join('')} | ${nearMisses.map(mark).join('')}${padding}`;
}

function mark({ isPassed }: CaseResult): string {
  return isPassed ? pc.green('✓') : pc.red('✗');
}

function formatFaults(result: KindResult): string[] {
  if ('impossible' in result) return [];
  return [...result.hits, ...result.nearMisses]
    .filter(({ isPassed }) => !isPassed)
    .map(({ what, by, expected, reported }) =>
      pc.red(
        `  ${result.kind}, by ${by}: ${what}\n    expected [${expected.join(', ')}], reported [${reported.join(', ')}]`,
      ),
    );
}
