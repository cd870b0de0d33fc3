import { readFileSync } from 'node:fs';

import { planKinds } from '../../test/kinds/plan-kinds.ts';
import { shopKinds } from '../../test/kinds/shop-kinds.ts';
import { ticketKinds } from '../../test/kinds/ticket-kinds.ts';
import { parseJsonObject, type JsonObject } from '../../test/support/json.ts';
import { formatTable } from './format-table.ts';
import { runKinds, type KindResult } from './run-kinds.ts';

function main(): number {
  const tables = [ticketKinds, planKinds, shopKinds].map((kinds) => ({
    product: kinds.product,
    results: runKinds(kinds, readPayload(kinds.handler)),
  }));
  for (const { product, results } of tables) console.log(`${formatTable(product, results)}\n`);
  const cases = tables.flatMap(({ results }) => results.flatMap(casesOf));
  const failed = cases.filter(({ isPassed }) => !isPassed).length;
  console.log(`${cases.length} cases, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function readPayload(handler: string): JsonObject {
  const file = new URL(`../../payloads/${handler}/documented.json`, import.meta.url);
  return parseJsonObject(readFileSync(file, 'utf8'));
}

function casesOf(result: KindResult): { readonly isPassed: boolean }[] {
  return 'impossible' in result ? [] : [...result.hits, ...result.nearMisses];
}

process.exitCode = main();
