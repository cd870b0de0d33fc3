import { replaceTable } from '../replace-table.ts';
import { parts } from './parts.ts';
import { describeImports, quoted } from './rules.ts';

/** Returns `docs/architecture.md` with the table of parts brought up to date; throws if the text lacks the markers. */
export function withPartsTable(document: string): string {
  return replaceTable(document, 'npm run architecture', formatParts());
}

function formatParts(): string {
  const rows = parts.map((part) => [quoted(part.name), part.isWhat, describeImports(part), part.packages.shown]);
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return ['| part | what it is | may import | and packages |', '|---|---|---|---|', ...lines].join('\n');
}
