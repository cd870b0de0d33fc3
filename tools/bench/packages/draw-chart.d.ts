import type { Chart } from '../part.ts';

/** Draws a chart in the given series colours as SVG text. */
export declare function drawChart(chart: Chart, colors: readonly string[]): string;
