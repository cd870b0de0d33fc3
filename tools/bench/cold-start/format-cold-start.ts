import { markdownTable } from '../results/markdown-table.ts';
import type { ColdCandidate } from './candidates.ts';
import type { LoadedSize } from './loaded-size.ts';

/** The medians of one candidate, and the files it loads. */
export interface ColdFigures {
  readonly name: ColdCandidate['name'];
  readonly title: string;
  readonly importMs: number;
  readonly firstEventMs: number;
  readonly cpuMs: number;
  readonly size: LoadedSize;
}

/** Formats the section about cold starts. */
export function formatColdStart(figures: readonly ColdFigures[]): string {
  return [
    'Milliseconds in a fresh process of plain Node.js; the candidates take turns, and a quarter of the rounds took less. *Import* is the',
    'dynamic import, *first event* runs until the promise of the handler resolves, *CPU* is the time of all threads for both. The events',
    'are the documented payloads of a shop, parsed before the clock runs: an update, and a payment, which mails. The ratios are those of',
    'CPU. The limits are an empty module, and a handler that does nothing but import of Wix what ours imports; neither is subtracted.',
    '',
    'Wix’s own modules (`wix-data` and so on) are the platform’s: stand-ins that answer at once are loaded before the clock runs,',
    'for us and for the sample, so they and Wix’s answers cost nothing. `@wix/ecom` handles no event: its import alone is what a handler',
    'that uses it pays before it begins. The published sample mails on a status; it checks and keeps nothing.',
    '',
    markdownTable(
      ['a fresh process loads', 'import', 'first event', 'CPU of both'],
      figures.map(({ title, importMs, firstEventMs, cpuMs }) => [
        title,
        importMs.toFixed(2),
        firstEventMs < 0.05 ? '–' : firstEventMs.toFixed(2),
        cpuMs.toFixed(1),
      ]),
    ),
    '',
    '![Milliseconds of import and first event](cold-start.svg)',
    '',
    'What is loaded for it, in all files that the import reaches, without the stand-ins; gzipped as one.',
    '',
    markdownTable(
      ['loaded', 'files', 'plain', 'gzipped'],
      figures
        .filter(({ name }) => name === 'ours' || name === 'sample' || name === 'wix-ecom')
        .map(({ title, size }) => [
          title.replace(/ and (its|a) first event.*/, ''),
          String(size.files),
          kilobytes(size.bytes),
          kilobytes(size.gzippedBytes),
        ]),
    ),
  ].join('\n');
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
