import { parts } from './parts.ts';
import { describeImports, quoted } from './rules.ts';

const START = '<!-- The table below is written by `npm run architecture`. -->';
const END = '<!-- The table above is written by `npm run architecture`. -->';

/** Returns `docs/architecture.md` with the table of parts brought up to date; throws if the text lacks the markers. */
export function withPartsTable(document: string): string {
  const [before, rest] = document.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The document has no ${START} … ${END}`);
  return `${before}${START}\n\n${formatParts()}\n\n${END}${after}`;
}

function formatParts(): string {
  const rows = parts.map((part) => [quoted(part.name), part.isWhat, describeImports(part), part.packages.shown]);
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return ['| part | what it is | may import | and packages |', '|---|---|---|---|', ...lines].join('\n');
}
