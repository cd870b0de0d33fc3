import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import type { RunSummary } from '../../../workbench/runs/run.ts';
import { spokenName } from '../../explain/words.ts';
import { OrderWords } from '../elements/order-name.tsx';
import { Badge, wordOf } from '../elements/verdict.tsx';

/** One run in the list. */
export function EventRow({ run, isCurrent }: { readonly run: RunSummary; readonly isCurrent: boolean }): JSX.Element {
  const { id, name, label, changes, emails, at, notifications, order, about } = run;
  const row = useRef<HTMLAnchorElement>(null);
  const others = new Set(notifications.filter((status) => status !== 'sent'));
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li>
      <a class="event-row" ref={row} href={`#/events/${id}`} aria-current={isCurrent ? 'true' : undefined}>
        <span class="line-1">
          <Badge word={wordOf(run)} />
          <span class="title">{spokenName(name)}</span>
          <span class="muted id">{id}</span>
        </span>
        <span class="line-2">
          {order === null ? <bdi class="break">{label}</bdi> : <OrderWords order={order} about={about} />}
        </span>
        <span class="line-3">
          {changes.length === 0 ? null : <span class="muted break">{changes.join(', ')}</span>}
          {emails > 0 ? <span class="chip good">{emails === 1 ? '1 email' : `${emails} emails`}</span> : null}
          {[...others].map((status) => (
            <span key={status} class="chip">
              {status}
            </span>
          ))}
          <span class="muted id">{at === null ? '' : timeOfDay(at)}</span>
        </span>
      </a>
    </li>
  );
}

/** Returns the day of a run in site time; `null` until it ran. */
export function dayOf({ at }: RunSummary): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 10);
}

function timeOfDay(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
