import { isFailed, type EventReport } from '../../workbench/local-site/event-report.ts';
import { describeRejection } from './format-report.ts';
import { columnsOf, formatRows, type Row } from './wrap-row.ts';
import type { Session } from '../../workbench/session/session.ts';
import type { Comparison, Difference } from '../../workbench/replay/compare-facts.ts';
import { factName } from '../../workbench/replay/report-facts.ts';
import { visibleLine } from '../../../emulator/cli/visible-text.ts';
import type { ReplayedLine } from '../../workbench/replay/replay-file.ts';
import type { Tally } from '../../workbench/replay/tally.ts';

/** Formats a line that failed or differs from the last run; returns `undefined` for any other line. */
export function formatNews({ number, report, comparison }: ReplayedLine, session: Session): string | undefined {
  const isDifferent = comparison !== undefined && comparison.verdict !== 'same';
  if (!isFailed(report) && !isDifferent) return undefined;
  const { colors, line } = session;
  const heading = `${colors.bold(`line ${number}`)}  ${visibleLine(report.handler ?? '')}`.trimEnd();
  return [heading, ...formatRows(newsRows(report, comparison, colors), columnsOf(line.stdout))].join('\n');
}

/** Returns the rows for a failure in a report, and for its differences from the last report of the same event. */
export function newsRows(report: EventReport, comparison: Comparison | undefined, colors: Session['colors']): Row[] {
  return [...(isFailed(report) ? [failureRow(report, colors)] : []), ...differenceRows(comparison, colors)];
}

function failureRow({ rejection, failure, verdict }: EventReport, colors: Session['colors']): Row {
  const label = failure?.kind ?? verdict ?? '';
  if (rejection === null) return { label, text: failure?.kind === 'threw' ? failure.message : '', paint: colors.red };
  return { label, text: describeRejection(rejection), paint: colors.red };
}

function differenceRows(comparison: Comparison | undefined, colors: Session['colors']): Row[] {
  if (comparison === undefined || comparison.verdict === 'same') return [];
  const paint = { regressed: colors.red, fixed: colors.green, changed: colors.yellow }[comparison.verdict];
  const { differences } = comparison;
  return differences
    .filter(({ what }) => emailThatDiffers(what, differences) === undefined)
    .map(({ what, previous, current }, index) => ({
      label: index === 0 ? comparison.verdict : '',
      text: `${what}: ${previous ?? 'nothing'} → ${current ?? 'nothing'}${variablesOf(what, differences)}`,
      paint,
    }));
}

/** Returns the email of a variable if only one of the two runs sent it; its variables then need no rows of their own. */
function emailThatDiffers(what: string, differences: readonly Difference[]): string | undefined {
  const [email, variable] = what.split(factName.variable);
  return variable === undefined ? undefined : differences.map((other) => other.what).find((other) => other === email);
}

function variablesOf(email: string, differences: readonly Difference[]): string {
  const variables = differences
    .filter(({ what, current }) => current !== null && emailThatDiffers(what, differences) === email)
    .map(({ what, current }) => `${what.slice(email.length + factName.variable.length)}: ${current ?? ''}`);
  return variables.length === 0 ? '' : `, ${variables.join(', ')}`;
}

/** Formats the totals of a replay. */
export function formatSummary(tally: Tally, elapsedMs: number, comparisonNote: string, session: Session): string {
  const { colors, line } = session;
  const perSecond = Math.round((tally.events / Math.max(1, elapsedMs)) * 1_000);
  const seconds = (elapsedMs / 1_000).toFixed(1);
  const title = `${number(tally.events)} events in ${seconds} s, ${number(perSecond)} a second`;
  const rows: Row[] = [
    ...[...tally.verdicts].sort(byCount).map(([verdict, count]) => ({ label: verdict, text: number(count) })),
    { label: 'changes', text: list(tally.changes) },
    { label: 'emails', text: number(tally.emails) },
    { label: 'last replay', text: tally.comparisons.size === 0 ? comparisonNote : list(tally.comparisons) },
  ];
  return [colors.bold(title), ...formatRows(rows, columnsOf(line.stdout))].join('\n');
}

function list(counts: ReadonlyMap<string, number>): string {
  return (
    [...counts]
      .sort(byCount)
      .map(([name, count]) => `${number(count)} ${name}`)
      .join(', ') || 'none'
  );
}

function byCount([, left]: readonly [string, number], [, right]: readonly [string, number]): number {
  return right - left;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
