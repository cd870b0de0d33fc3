import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { installPackages } from '../packages/install-packages.ts';
import type { Plot } from '../part.ts';
import { chartColors } from './chart-colors.ts';

/** Writes a plot as SVG into the folder of the results. */
export async function writePlot(benchDir: string, { file, chart }: Plot): Promise<void> {
  installPackages(console.log);
  // Loaded here because only the packages of the benchmarks can draw.
  const { drawChart } = await import('../packages/draw-chart.js');
  writeFileSync(join(benchDir, file), drawChart(chart, chartColors));
}
