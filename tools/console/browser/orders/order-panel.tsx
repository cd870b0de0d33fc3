import type { JSX } from 'preact';

import type { OrderDetail, TimelineEntry } from '../../contract/answers.ts';
import { useResource } from '../api/use-resource.ts';
import { Loaded } from '../elements/notice.tsx';
import { Time } from '../elements/time.tsx';

/** One order with its timeline. */
export function OrderPanel({ product, id }: { readonly product: string; readonly id: string }): JSX.Element {
  const resource = useResource<OrderDetail>(`orders/${product}/${encodeURIComponent(id)}`);
  return (
    <>
      <a class="back" href="#/orders">
        ← All orders
      </a>
      <Loaded resource={resource}>{(order) => <Order order={order} />}</Loaded>
    </>
  );
}

function Order({ order }: { readonly order: OrderDetail }): JSX.Element {
  return (
    <article class="run">
      <header>
        <h2 class="mono break">{order.id}</h2>
        <p class="muted">
          {order.product} · {order.status ?? 'no status'}
        </p>
      </header>
      <section>
        <h3>Timeline, the newest first</h3>
        <ol class="timeline">
          {order.timeline.map((entry, index) => (
            <Entry key={index} entry={entry} />
          ))}
        </ol>
      </section>
      <section>
        <h3>Changes reported so far</h3>
        {order.told.length === 0 ? <p class="muted">None.</p> : null}
        <ul class="told">
          {order.told.map((key) => (
            <li key={key} class="mono break">
              {key.slice(0, key.indexOf(':'))} <span class="muted">{key.slice(key.indexOf(':') + 1)}</span>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

const kindWords = { state: 'state', delivery: 'event', notification: 'notification' } as const;

function Entry({ entry }: { readonly entry: TimelineEntry }): JSX.Element {
  const { kind, at, title, text, tone, runId } = entry;
  return (
    <li class={`${kind} ${tone}`}>
      <p>
        <span class="muted kind">{kindWords[kind]}</span>{' '}
        {runId === null ? <strong>{title}</strong> : <a href={`#/events/${runId}`}>{title}</a>}
      </p>
      {text === '' ? null : <p class="break">{text}</p>}
      <p class="muted small">
        <Time ms={at} />
      </p>
    </li>
  );
}
