import { isWhole, type JudgedSite } from './judge-site.ts';
import type { Tried } from './load-in-process.ts';

const columns = [
  'files',
  'load',
  'own faults',
  'not emulated',
  'throw',
  'functions',
  'return',
  'not emulated',
  'throw',
];

/** Formats a table with a row for each site and one for all, the reasons of what fails, and the calls that are not emulated. */
export function formatReport(sites: readonly JudgedSite[]): string[] {
  const rows = sites.map((site) => ({ name: `${isWhole(site) ? ' ' : '!'} ${site.repository}`, cells: cellsOf(site) }));
  const totals = columns.map((_column, index) => rows.reduce((sum, { cells }) => sum + (cells[index] ?? 0), 0));
  const width = Math.max(...rows.map(({ name }) => name.length), 0);
  const line = (name: string, cells: readonly (number | string)[]): string =>
    `${name.padEnd(width)}${cells.map((cell, index) => String(cell).padStart((columns[index]?.length ?? 0) + 2)).join('')}`;
  return [
    line('', columns),
    ...rows.map(({ name, cells }) => line(name, cells)),
    line('  all', totals),
    '',
    `${sites.filter(isWhole).length} of ${sites.length} sites load wholly, but for their own faults`,
    ...sites.flatMap(formatReasons),
    ...formatMissing(sites),
  ];
}

function cellsOf({ files, failed, calls }: JudgedSite): number[] {
  const count = (kind: string): number => failed.filter(({ reason }) => reason.kind === kind).length;
  const returned = calls.filter(({ trouble }) => trouble === undefined).length;
  const missing = calls.filter(isMissing).length;
  return [
    files,
    files - failed.length,
    count('own-fault'),
    count('not-emulated'),
    count('throws'),
    calls.length,
    returned,
    missing,
    calls.length - returned - missing,
  ];
}

function isMissing({ trouble }: Tried): boolean {
  return trouble?.code === 'NOT_EMULATED';
}

function formatReasons({ repository, failed }: JudgedSite): string[] {
  return failed.map(({ file, reason }) => {
    const text =
      reason.kind === 'own-fault'
        ? `${reason.fault.file}:${reason.fault.line} ${reason.fault.code}: ${reason.fault.what}`
        : `${reason.kind}: ${reason.trouble.code} ${reason.trouble.message}`;
    return `${repository} src/${file}: ${text}`;
  });
}

/** Lists what sites call and the emulator does not model, most used first. */
function formatMissing(sites: readonly JudgedSite[]): string[] {
  const counts = new Map<string, number>();
  for (const { trouble } of sites.flatMap(({ calls }) => calls.filter(isMissing))) {
    const message = trouble?.message ?? '';
    counts.set(message, (counts.get(message) ?? 0) + 1);
  }
  return [...counts]
    .sort((left, right) => right[1] - left[1])
    .map(([message, count]) => `${count} × not emulated: ${message}`);
}
