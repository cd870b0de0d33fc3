import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatCommitted } from '../check/committed-ratios.ts';
import type { BenchPart } from '../part.ts';
import { formatResults } from './format-results.ts';
import { readParts } from './part-record.ts';
import { plotRatios } from './ratio-plot.ts';
import { writePlot } from './write-plot.ts';

/** Writes the files that cover all parts: the results, their plot, and the ratios for `--check`. */
export async function writeResults(benchDir: string, parts: readonly BenchPart[]): Promise<void> {
  const records = readParts(benchDir, parts);
  const ratios = records.flatMap((record) => record.ratios);
  const checked = new Set(parts.filter(({ isChecked }) => isChecked).map(({ name }) => name));
  mkdirSync(benchDir, { recursive: true });
  writeFileSync(join(benchDir, 'results.md'), formatResults(records));
  await writePlot(benchDir, { file: 'ratios.svg', chart: plotRatios(ratios) });
  const steady = records.filter(({ name }) => checked.has(name)).flatMap((record) => record.ratios);
  writeFileSync(join(benchDir, 'ratios.json'), formatCommitted(steady));
}
