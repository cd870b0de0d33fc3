import { markdownTable } from '../results/markdown-table.ts';
import type { ColdCandidate } from './candidates.ts';
import type { LoadedSize } from './loaded-size.ts';

/** The medians of one candidate, and the files it loads. */
export interface ColdFigures {
  readonly name: ColdCandidate['name'];
  readonly title: string;
  readonly importMs: number;
  readonly firstEventMs: number;
  readonly totalMs: number;
  readonly wallMs: number;
  readonly size: LoadedSize;
}

/** Formats the section about cold starts. */
export function formatColdStart(figures: readonly ColdFigures[]): string {
  return [
    'Milliseconds in a fresh process of plain Node.js, medians of the rounds; the candidates take turns. *Import* is the dynamic',
    'import, *first event* runs until the promise of the handler resolves, *process* is all of the process from outside, with',
    'Node’s own start. The events are the documented payloads of a shop, parsed before the clock runs: an update, and a payment,',
    'which mails. An empty module is shown beside the others and not subtracted from them.',
    '',
    'Wix’s own modules (`wix-data` and so on) are the platform’s: stand-ins that answer at once are loaded before the clock runs,',
    'for us and for the sample, so they and Wix’s answers cost nothing. The SDK packages handle no event: their import alone is what',
    'a handler that uses them pays before it begins. The published sample mails on a status; it checks and keeps nothing.',
    '',
    markdownTable(
      ['a fresh process loads', 'import', 'first event', 'both', 'process'],
      figures.map(({ title, importMs, firstEventMs, totalMs, wallMs }) => [
        title,
        importMs.toFixed(2),
        firstEventMs < 0.05 ? '–' : firstEventMs.toFixed(2),
        totalMs.toFixed(2),
        wallMs.toFixed(0),
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
        .filter(({ name }) => name !== 'floor' && name !== 'ours-mailing')
        .map(({ title, size }) => [
          title.replace(/ and (its|a) first event.*/, ''),
          String(size.files),
          kilobytes(size.bytes),
          kilobytes(size.gzippedBytes),
        ]),
    ),
    '',
    '### Where the time goes',
    '',
    'Profiled with `node --cpu-prof`. Of the import, finding Wix’s modules takes Node 2.7 ms (a module that does nothing but import the same six),',
    'compiling the bundle 4 ms and evaluating it 1 ms. One file instead of three, minifying, and leaving out what only jobs and web methods use',
    'were tried and gain less than 1 ms together. The first event takes some twenty times as long as the second, because all of its code is',
    'interpreted, which nothing here can change; about half of it is SHA-256 in plain JavaScript, for the digest of',
    'each personal value. When it mails, making the first `Intl.NumberFormat` of the process, which writes the amount, takes about as',
    'long again as everything else in it.',
  ].join('\n');
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
