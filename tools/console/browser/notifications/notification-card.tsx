import type { JSX } from 'preact';

import type { ShownNotification } from '../../contract/answers.ts';
import { resend } from '../api/actions.ts';
import { orderPath, orderTitle, OrderWords } from '../elements/order-name.tsx';
import { PastList } from '../elements/past-list.tsx';
import { Person } from '../elements/person.tsx';
import { Badge } from '../elements/verdict.tsx';

/** One notification: its current state in one line, its earlier attempts, and the available actions. */
export function NotificationCard({ notification }: { readonly notification: ShownNotification }): JSX.Element {
  const { key, status, rule, change, product, orderId, about, recipient } = notification;
  const { sends, promise, words, past, canResend, runId } = notification;
  const order = { product, id: orderId };
  return (
    <li class="card">
      <p class="line-1">
        <Badge word={status} /> <strong>{rule}</strong>
      </p>
      <p>{words}</p>
      <p>
        <a href={orderPath(order)}>
          <OrderWords order={order} about={about} />
        </a>
      </p>
      <p class="muted facts">
        <span>
          to <Person recipient={recipient} />
        </span>
        <span>{change}</span>
        {sends === '' ? null : <span class="mono break">{sends}</span>}
        <span>{promise.replaceAll('-', ' ')}</span>
        {runId === null ? null : <a href={`#/events/${runId}`}>run {runId}</a>}
      </p>
      <PastList past={past} />
      {canResend ? (
        <button
          type="button"
          onClick={() => void resend(key)}
          aria-label={`Resend ${rule} of ${orderTitle(product, about)}`}
        >
          Resend
        </button>
      ) : null}
    </li>
  );
}
