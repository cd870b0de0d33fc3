import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { ShownNotification } from '../contract/answers.ts';
import { explainNotification } from '../explain/explain-notification.ts';
import type { History } from '../history/open-history.ts';
import { collectionNames } from '../site/collection-names.ts';
import { latestFirst, msAt, numberAt, textAt } from '../site/stored-rows.ts';

const LISTED = 300;

/** The notifications, the newest first; all of them, or those of one status or order. */
export function readNotifications(
  data: DataInspector,
  history: History,
  now: number,
  wanted: { readonly status?: string | undefined; readonly orderId?: string | undefined },
): ShownNotification[] {
  return latestFirst(data, collectionNames.notifications, 'createdAt')
    .filter((row) => wanted.status === undefined || row['status'] === wanted.status)
    .filter((row) => wanted.orderId === undefined || row['orderId'] === wanted.orderId)
    .slice(0, LISTED)
    .map((row) => showNotification(row, history, now));
}

function showNotification(row: Readonly<Record<string, unknown>>, history: History, now: number): ShownNotification {
  const text = (field: string): string => textAt(row, field) ?? '';
  const key = text('_id');
  return {
    key,
    status: text('status'),
    reason: textAt(row, 'reason'),
    rule: text('rule'),
    change: text('change'),
    product: text('product'),
    orderId: text('orderId'),
    emailId: text('emailId'),
    contactId: textAt(row, 'contactId'),
    attempts: numberAt(row, 'attempts'),
    createdAt: msAt(row, 'createdAt'),
    dueAt: msAt(row, 'dueAt'),
    settledAt: msAt(row, 'settledAt'),
    words: explainNotification(row, now),
    canResend: canResend(row, now),
    runId: history.findTeller(key)?.id ?? null,
  };
}

/** What the site would not refuse at once: see `resendNotification`. */
function canResend(row: Readonly<Record<string, unknown>>, now: number): boolean {
  switch (row['status']) {
    case 'held':
    case 'failed':
    case 'unknown':
      return textAt(row, 'contactId') !== null;
    case 'pending':
      return (msAt(row, 'dueAt') ?? 0) <= now || numberAt(row, 'attempts') > 1 || textAt(row, 'reason') !== null;
    default:
      return false;
  }
}
