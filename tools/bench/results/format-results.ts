import { formatRatio, verdictOf } from './format-ratio.ts';
import { markdownTable } from './markdown-table.ts';
import type { PartRecord } from './part-record.ts';

/** Formats the results file: the ratios of all parts, followed by a section for each part. */
export function formatResults(records: readonly PartRecord[]): string {
  const machines = [...new Set(records.map(({ machine }) => machine))];
  const ratios = records.flatMap((record) => record.ratios);
  return [
    '# Measured side by side',
    'Written by `npm run bench`: do not edit. Each ratio is our figure divided by that of what stands beside it, both taken in',
    'turn in one run on one machine; less is better. Where the two do unlike work, the line says so.',
    '',
    ...machineLines(machines),
    '',
    '## Ratios',
    '',
    markdownTable(
      ['ratio', 'value', 'target', 'kept', 'ours divided by'],
      ratios.map((ratio) => [
        `\`${ratio.name}\``,
        formatRatio(ratio.value),
        ratio.target === undefined ? '–' : `≤ ${formatRatio(ratio.target)}`,
        verdictOf(ratio),
        ratio.title,
      ]),
      false,
    ),
    '',
    '`npm run bench -- --check` measures the steady parts anew and fails when a ratio is larger than in `ratios.json` by more than the',
    'margin that stands there with it; what is slow is measured twice. `npm run bench -- --prove-check` shows that it notices.',
    '',
    '![All ratios on a logarithmic axis, with their targets](ratios.svg)',
    ...records.flatMap((record) => [
      '',
      `## ${record.title}`,
      '',
      ...ownLines(record, machines),
      record.markdown.trim(),
    ]),
    '',
  ].join('\n');
}

function machineLines(machines: readonly string[]): string[] {
  if (machines.length === 1) return [`Machine: ${machines[0] ?? ''}.`];
  return ['Not all parts were run on one machine; each names its own.'];
}

function ownLines({ machine, rounds }: PartRecord, machines: readonly string[]): string[] {
  const own = machines.length > 1 ? ` Machine: ${machine}.` : '';
  return [`Rounds: ${String(rounds)}.${own}`, ''];
}
