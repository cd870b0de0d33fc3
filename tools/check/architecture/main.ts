import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { findWrongImports } from './find-wrong-imports.ts';
import { withPartsTable } from './parts-table.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const DOCUMENT_FILE = `${root}docs/architecture.md`;

/** Prints the imports that break a rule, and writes the table of rules; with `--check`, reports a stale table instead. */
async function main(isCheck: boolean): Promise<number> {
  const wrong = await findWrongImports(root);
  for (const { rule, comment, path } of wrong) console.log(`${path.join('\n  -> ')}\n  breaks "${rule}". ${comment}\n`);
  const document = readFileSync(DOCUMENT_FILE, 'utf8');
  const updated = withPartsTable(document);
  const isStale = isCheck && updated !== document;
  if (isStale) console.log('The table in docs/architecture.md is stale. Run `npm run architecture`.');
  if (!isCheck) writeFileSync(DOCUMENT_FILE, updated);
  return wrong.length === 0 && !isStale ? 0 : 1;
}

process.exitCode = await main(process.argv.includes('--check'));
