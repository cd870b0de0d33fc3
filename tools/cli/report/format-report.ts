import type { Rejection } from '../../../src/backend/order-events/values/rejection.ts';
import type { EventReport, Failure, ReportedChange } from '../../workbench/local-site/event-report.ts';
import type { Session } from '../../workbench/session/session.ts';
import { emailRows } from './format-outbox.ts';
import { columnsOf, formatRows, type Row } from './wrap-row.ts';

const MAX_VALUE_LENGTH = 60;

/** Formats a report for people: the result, the changes, and the emails with their recipients. */
export function formatReport(report: EventReport, { colors, line }: Session): string {
  const { data, email } = report.wixCalls;
  const rows: Row[] = [
    ...rowsOf(report, colors),
    { label: 'Wix calls', text: `${data} data, ${email} email`, paint: colors.dim },
  ];
  return formatRows(rows, columnsOf(line.stdout)).join('\n');
}

/** Returns the rows of a report without the number of Wix calls. */
export function rowsOf(report: Omit<EventReport, 'wixCalls'>, colors: Session['colors']): readonly Row[] {
  return [
    verdictRow(report, colors),
    ...report.changes.map((change) => ({ label: change.kind, text: describeChange(change), paint: colors.bold })),
    ...emailRows(report.emails, colors),
    ...report.notifications
      .filter(({ status }) => status !== 'sent')
      .map(({ status, rule, reason }) => ({
        label: status,
        text: reason === undefined ? rule : `${rule}: ${reason}`,
        paint: colors.yellow,
      })),
    ...report.warnings.map((code) => ({ label: 'warning', text: code, paint: colors.yellow })),
  ];
}

function verdictRow(report: Omit<EventReport, 'wixCalls'>, colors: Session['colors']): Row {
  const { verdict, order, rejection, failure } = report;
  if (failure !== undefined) return { label: failure.kind, text: describeFailure(failure), paint: colors.red };
  if (rejection !== null) {
    return { label: 'rejected', text: describeRejection(rejection), paint: colors.red };
  }
  const paint = verdict === 'changed' ? colors.green : verdict === 'first-seen' ? colors.cyan : colors.yellow;
  return { label: verdict ?? '', text: order === null ? '' : `order ${order.id}`, paint };
}

/** Describes a rejection; a very long path is shortened in the middle. */
export function describeRejection({ path, expected, found }: Rejection): string {
  const shown = path.length > MAX_VALUE_LENGTH ? `${path.slice(0, 30)}…${path.slice(-20)}` : path;
  return `${shown}: expected ${expected}, found ${found}`;
}

function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'crashed':
      return `after Wix call ${failure.afterCall}, as asked. Fire the event again: nothing is lost and nothing is told twice.`;
    case 'threw':
      return `${failure.name}: ${failure.message}`;
    case 'no-outcome':
      return 'The handler returned nothing to show. Is src/backend built? npm run build';
  }
}

function describeChange({ evidence, previous, current }: ReportedChange): string {
  const names = [...new Set([...Object.keys(previous), ...Object.keys(current)])];
  const moved = names.map((name) => {
    const [before, after] = [show(previous[name]), show(current[name])];
    return before === after || !(name in previous) ? `${name} ${after}` : `${name} ${before} → ${after}`;
  });
  return [...moved, `(${evidence})`].join('  ');
}

function show(value: ReportedChange['previous'][string] | undefined): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? null);
  if (text === 'null') return '–';
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
}
