import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';

import type { ShapeDifference } from '../import/compare-shape.ts';
import type { Export } from '../import/read-export.ts';
import { columnsOf, formatRows } from '../report/wrap-row.ts';
import { naming } from '../../repository/naming.ts';
import { CliError } from '../../workbench/cli-error.ts';
import { readTextFile } from '../../workbench/read-text.ts';
import type { Session } from '../../workbench/session/session.ts';

interface ImportFlags {
  readonly out?: string;
  readonly json?: true;
  readonly overwrite?: true;
}

const EXAMPLES = `
Examples:
  $ node bin/order-events.js event import OrderEventsRecorded.csv --out recorded.jsonl
  $ node bin/order-events.js event replay recorded.jsonl --fresh
  $ node bin/order-events.js event import OrderEventsRecorded.csv > recorded.jsonl

Turn recording on with settings.record in notification-rules.ts; then export the collection OrderEventsRecorded in the
dashboard, under CMS. Exit: 0 done, 1 some rows hold no event, 2 wrong usage.`;

/** Adds `event import`. */
export function addEventImport(parent: Command, session: Session, end: (code: number) => void): void {
  parent
    .command('import')
    .argument('<export>', 'an export of the collection OrderEventsRecorded: CSV, JSON or JSON lines')
    .description('make a replay file of recorded events, and say where they are not as documented')
    .option('--out <file>', 'write the replay file here instead of to the output')
    .option('--overwrite', 'replace the file of --out where there is one')
    .option('--json', 'the report as one JSON object; needs --out')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, { out, json, overwrite }: ImportFlags) => {
      if (json === true && out === undefined) {
        throw new CliError('wrong-arguments', '--json prints the report, so the replay file needs --out FILE.');
      }
      const { MAX_EXPORT_BYTES, readExport } = await import('../import/read-export.ts');
      const read = readExport(await readTextFile('export', file, MAX_EXPORT_BYTES));
      const lines = read.events.map(({ handler, event }) => JSON.stringify({ handler, event }));
      const differences = await compare(read);
      if (out === undefined) for (const line of lines) await session.print(line);
      else writeNew(out, lines, overwrite === true);
      const report = { events: read.events.length, skipped: read.skipped, differences };
      if (json === true) await session.print(JSON.stringify(report));
      else session.note(describe(read, differences, out, session));
      end(read.skipped.length > 0 || read.events.length === 0 ? 1 : 0);
    });
}

/** Writes a file that only its owner can read, because events hold names and addresses. */
function writeNew(file: string, lines: readonly string[], overwrite: boolean): void {
  try {
    const text = lines.map((line) => `${line}\n`).join('');
    naming(file, () => writeFileSync(file, text, { mode: 0o600, flag: overwrite ? 'w' : 'wx' }));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    const message = `${file} is there already. Choose another file, or replace it with --overwrite.`;
    throw new CliError('file-not-usable', message, { exitCode: 1, cause });
  }
}

async function compare({ events }: Export): Promise<ShapeDifference[]> {
  const { createShapeComparison } = await import('../import/compare-shape.ts');
  const comparison = createShapeComparison();
  for (const { handler, event } of events) comparison.add(handler, event);
  return comparison.differences();
}

function describe(
  { events, skipped }: Export,
  differences: readonly ShapeDifference[],
  out: string | undefined,
  { line }: Session,
): string {
  const columns = columnsOf(line.stderr);
  const rows = differences.map(({ handler, path, kind, found, documented, events: count }) => {
    const what = kind === 'unknown-field' ? `${found}, not documented` : `${found}, documented as ${documented ?? ''}`;
    return { label: path, text: `${what}  (${handler}, ${count} of ${events.length} events)` };
  });
  return [
    `${events.length} events${out === undefined ? '' : ` in ${out}`}.${events.length === 0 ? ' Is this an export of OrderEventsRecorded?' : ''}`,
    ...skipped.slice(0, 10).map(({ row, reason }) => `Row ${row} left out: ${reason}.`),
    ...(skipped.length > 10 ? [`${skipped.length - 10} more rows left out.`] : []),
    rows.length === 0 ? 'All fields are as Wix documents them.' : 'Not as Wix documents it:',
    ...formatRows(rows, columns),
    ...(out === undefined ? [] : [`Next: node bin/order-events.js event replay ${out} --fresh`]),
  ].join('\n');
}
