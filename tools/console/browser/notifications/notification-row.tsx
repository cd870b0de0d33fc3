import type { JSX } from 'preact';

import type { ShownNotification } from '../../contract/answers.ts';
import { resend } from '../api/actions.ts';
import { Badge } from '../elements/verdict.tsx';

/** One notification: what it is, how it stands, and what can be done. */
export function NotificationRow({ notification }: { readonly notification: ShownNotification }): JSX.Element {
  const { key, status, rule, change, product, orderId, sends, promise, words, canResend, runId } = notification;
  const recipient = notification.contactId ?? notification.memberId;
  return (
    <li class="card">
      <p class="line-1">
        <Badge word={status} /> <strong class="mono">{rule}</strong>
      </p>
      <p>{words}</p>
      <p class="muted facts">
        <span>
          {change} of{' '}
          <a class="mono" href={`#/orders/${product}/${encodeURIComponent(orderId)}`}>
            {orderId}
          </a>
        </span>
        {sends === '' ? null : <span class="mono">{sends}</span>}
        <span>{promise.replaceAll('-', ' ')}</span>
        {recipient === null ? null : <span class="mono break">to {recipient}</span>}
        {runId === null ? null : <a href={`#/events/${runId}`}>run {runId}</a>}
      </p>
      {canResend ? (
        <button type="button" onClick={() => void resend(key)} aria-label={`Resend ${rule} of ${orderId}`}>
          Resend
        </button>
      ) : null}
    </li>
  );
}
