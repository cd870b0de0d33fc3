import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { BenchPart, Claim, PartResult, Ratio } from '../part.ts';
import { writePlot } from './write-plot.ts';

/** Stored result of a part's last run, so that results of parts that are not run again are kept. */
export interface PartRecord {
  readonly name: string;
  readonly title: string;
  readonly machine: string;
  readonly rounds: number;
  readonly ratios: readonly Ratio[];
  readonly markdown: string;
  readonly claims?: readonly Claim[];
}

/** Writes a part's record and plots into the folder of the results. */
export async function writePart(
  benchDir: string,
  { name, title }: BenchPart,
  { ratios, markdown, plots, claims = [] }: PartResult,
  { machine, rounds }: { readonly machine: string; readonly rounds: number },
): Promise<void> {
  const record: PartRecord = { name, title, machine, rounds, ratios, markdown, claims };
  mkdirSync(join(benchDir, 'parts'), { recursive: true });
  writeFileSync(fileOf(benchDir, name), `${JSON.stringify(record, null, 2)}\n`);
  for (const plot of plots) await writePlot(benchDir, plot);
}

/** Reads the existing records, in the given order of parts. */
export function readParts(benchDir: string, parts: readonly Pick<BenchPart, 'name'>[]): readonly PartRecord[] {
  return parts
    .map(({ name }) => fileOf(benchDir, name))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as PartRecord);
}

function fileOf(benchDir: string, name: string): string {
  return join(benchDir, 'parts', `${name}.json`);
}
