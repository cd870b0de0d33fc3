import { msAt, numberAt, textAt } from '../site/stored-rows.ts';
import { reasonWords, timeText } from './words.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a notification's status means, and what can be done about it. */
export function explainNotification(row: Row, now: number): string {
  const reason = textAt(row, 'reason');
  const because = reasonWords(reason);
  const [dueAt, settledAt] = [msAt(row, 'dueAt'), msAt(row, 'settledAt')];
  const attempts = numberAt(row, 'attempts');
  switch (textAt(row, 'status') ?? '') {
    case 'pending':
      return explainPending(reason, attempts, dueAt, now);
    case 'sent':
      return settledAt === null ? 'Sent.' : `Sent at ${timeText(settledAt)}.`;
    case 'held':
      return `Held: ${because}. Mend it and resend, or leave it: held notifications are never sent by themselves.`;
    case 'failed':
      return `Failed after ${attempts} attempts: ${because}. Mend the cause, then resend.`;
    case 'unknown':
      return `Unknown: ${because}, and its rule says hold. Look in the contact’s mailbox, then resend or leave it.`;
    case 'expired':
      return `Never sent: ${because}. A rule’s withinHours says how old its news may be.`;
    case 'erased':
      return 'Erased: only the bare key is kept, so that the change is not told again.';
    default:
      return '';
  }
}

function explainPending(reason: string | null, attempts: number, dueAt: number | null, now: number): string {
  const when = dueAt === null ? 'at the next run of the job' : `from ${timeText(dueAt)}`;
  if (dueAt !== null && dueAt <= now) return `Due since ${timeText(dueAt)}: the next run of the delivery job sends it.`;
  if (reason === null) return `Being sent; if the site stopped half-way, the delivery job takes over ${when}.`;
  return `Attempt ${attempts} failed: ${reasonWords(reason)}. The delivery job tries again ${when}.`;
}
