import type { ListedEvent } from '../../../hosts/sql/inbox.ts';
import { meaningOf } from '../../../hosts/webhook-server/event-types.ts';
import type { TraceLine } from '../../console/contract/answers.ts';
import { timeText } from '../../console/explain/words.ts';
import type { JournalEntry } from '../journal.ts';
import { receptionWords } from './words.ts';

/** Explains how a webhook was verified and answered, and whether it was received before. */
export function explainReception(
  { result, durationMs, isLate }: JournalEntry,
  earlier: JournalEntry | undefined,
): TraceLine[] {
  const tone = result === 'removed' || result === 'not-kept' ? 'problem' : 'sent';
  return [
    { tone: 'sent', text: 'Its signature is that of the app’s key.' },
    {
      tone: isLate ? 'waiting' : 'info',
      text: isLate
        ? 'Its token had expired. It was accepted, because Wix sends again for 48 hours.'
        : 'Its token was valid.',
    },
    {
      tone,
      text: `Answered ${receptionWords[result]}, after ${Math.max(1, Math.round(durationMs))} ms. Wix waits for 1,250 ms.`,
    },
    earlier === undefined
      ? { tone: 'info', text: 'It came for the first time.' }
      : {
          tone: 'info',
          text: `A duplicate: the same event came at ${timeText(earlier.receivedAt)}.`,
          runId: earlier.number,
        },
  ];
}

/** Explains the inbox state of a webhook; `waiting` is its inbox row. */
export function explainInbox(
  { result, eventType, outcome, failure }: JournalEntry,
  waiting: ListedEvent | undefined,
  isRemoved: boolean,
): TraceLine[] {
  const { kind } = meaningOf(eventType);
  if (result === 'known')
    return [{ tone: 'info', text: 'Not put in: the same event waits there, and is handled once.' }];
  if (result === 'unknown-type')
    return [
      {
        tone: 'not-sent',
        text: 'Not put in: this server has no handler for this event type. It is counted in /metrics.',
      },
    ];
  if (result === 'removed')
    return [
      {
        tone: 'not-sent',
        text: 'Not put in: nothing is kept of a site that removed the app. Install it again, then send this again.',
      },
    ];
  if (result !== 'kept') return [{ tone: 'problem', text: 'Not put in. The log of the server says why.' }];
  if (kind === 'app-installed')
    return [{ tone: 'info', text: 'Not needed: the installation was noted at once, and its events are taken.' }];
  if (kind === 'app-removed')
    return [
      {
        tone: 'info',
        text: 'Not needed: the removal was noted at once. What is kept of the site is erased, but for bare keys.',
      },
    ];
  if (outcome !== undefined) return [{ tone: 'sent', text: 'Put in, handled, and taken out in one transaction.' }];
  if (waiting === undefined && isRemoved)
    return [{ tone: 'not-sent', text: 'Taken out without being handled: the app was removed from this site.' }];
  if (waiting === undefined) return [{ tone: 'waiting', text: 'Taken out and handled; what it sends is on its way.' }];
  const { tries, nextAt, reason = failure?.failure, isDead } = waiting;
  if (isDead)
    return [
      {
        tone: 'problem',
        text: `Dead: given up, having failed ${times(tries)} (${reason ?? 'unexpected'}).`,
      },
      { tone: 'info', text: 'Fix the cause, then try it again. Other events of its order do not wait for it.' },
    ];
  if (reason === undefined) return [{ tone: 'waiting', text: 'It waits for its turn.' }];
  return [{ tone: 'waiting', text: `Failed ${times(tries)} (${reason}). It is tried again at ${timeText(nextAt)}.` }];
}

function times(tries: number): string {
  return tries === 1 ? 'once' : `${tries} times`;
}
