import { fileURLToPath } from 'node:url';

import { readDocumentedPayload } from '../workbench/payload/documented-payloads.ts';
import { planKinds } from './cases/plan-kinds.ts';
import { shopKinds } from './cases/shop-kinds.ts';
import { ticketKinds } from './cases/ticket-kinds.ts';
import { formatTable } from './format-table.ts';
import { runKinds, type KindResult } from './run-kinds.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function main(): number {
  const tables = [ticketKinds, planKinds, shopKinds].map((kinds) => ({
    product: kinds.product,
    results: runKinds(kinds, readDocumentedPayload(root, kinds.handler)),
  }));
  for (const { product, results } of tables) console.log(`${formatTable(product, results)}\n`);
  const cases = tables.flatMap(({ results }) => results.flatMap(casesOf));
  const failed = cases.filter(({ isPassed }) => !isPassed).length;
  console.log(`${cases.length} cases, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function casesOf(result: KindResult): { readonly isPassed: boolean }[] {
  return 'impossible' in result ? [] : [...result.hits, ...result.nearMisses];
}

process.exitCode = main();
