import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatCommitted } from '../check/committed-ratios.ts';
import type { BenchPart } from '../part.ts';
import { withClaims } from './claims-table.ts';
import { formatResults } from './format-results.ts';
import { readParts } from './part-record.ts';
import { plotRatios } from './ratio-plot.ts';
import { writePlot } from './write-plot.ts';

/** Writes what covers all parts: the results, their plot, the ratios for `--check`, and the table in the README. */
export async function writeResults(benchDir: string, parts: readonly BenchPart[]): Promise<void> {
  const records = readParts(benchDir, parts);
  const ratios = records.flatMap((record) => record.ratios);
  const checked = new Set(parts.filter(({ isChecked }) => isChecked).map(({ name }) => name));
  mkdirSync(benchDir, { recursive: true });
  writeFileSync(join(benchDir, 'results.md'), formatResults(records));
  await writePlot(benchDir, { file: 'ratios.svg', chart: plotRatios(ratios) });
  const readme = join(benchDir, '../README.md');
  writeFileSync(readme, withClaims(readFileSync(readme, 'utf8'), records));
  const steady = records.filter(({ name }) => checked.has(name)).flatMap((record) => record.ratios);
  writeFileSync(join(benchDir, 'ratios.json'), formatCommitted(steady));
}
