import type { JsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import type { EventReport } from '../../workbench/local-site/event-report.ts';
import { openStatuses } from '../../workbench/local-site/open-statuses.ts';
import type { Session } from '../../workbench/session/session.ts';
import { columnsOf, formatRows, type Row } from './wrap-row.ts';

/** Formats emails for people: the template, the contact, and the variables of the template. */
export function formatEmails(emails: EventReport['emails'], { colors, line }: Session): string {
  return formatRows(emailRows(emails, colors), columnsOf(line.stdout)).join('\n');
}

/** Returns the rows that show emails in a report. */
export function emailRows(emails: EventReport['emails'], colors: Session['colors']): Row[] {
  return emails.flatMap(({ emailId, contactId, memberId, variables }) => [
    { label: 'email', text: `${emailId} → ${contactId ?? memberId ?? 'nobody'}`, paint: colors.green },
    { label: '', text: describeVariables(variables) },
  ]);
}

/** Formats notifications for people: the status, the rule, the reason, the due time, and the key to copy. */
export function formatNotifications(notifications: readonly JsonObject[], { colors, line }: Session): string {
  const rows = notifications.flatMap((notification): Row[] => {
    const { status, rule, reason, dueAt, attempts, key } = notification;
    const due = typeof dueAt === 'string' ? `due ${dueAt}` : '';
    const words = [rule, reason, due, attempts === 1 ? '1 attempt' : `${String(attempts)} attempts`];
    const shown = words.filter((word) => typeof word === 'string' && word !== '');
    const isOpen = openStatuses.some((open) => open === status);
    return [
      { label: String(status), text: shown.join('  '), paint: isOpen ? colors.yellow : colors.green },
      { label: '', text: colors.dim(String(key)) },
    ];
  });
  return formatRows(rows, columnsOf(line.stdout)).join('\n');
}

function describeVariables(variables: Readonly<Record<string, string>>): string {
  const shown = Object.entries(variables).map(([name, value]) => `${name}: ${value}`);
  return shown.length === 0 ? 'no variables' : shown.join(', ');
}
