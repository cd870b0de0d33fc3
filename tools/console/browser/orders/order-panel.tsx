import type { JSX } from 'preact';

import type { OrderDetail, TimelineEntry } from '../../contract/answers.ts';
import { pathPartOf } from '../../contract/path-part.ts';
import { useResource } from '../api/use-resource.ts';
import { Id } from '../elements/id.tsx';
import { Loaded } from '../elements/notice.tsx';
import { OrderWords } from '../elements/order-name.tsx';
import { Person } from '../elements/person.tsx';
import { Time } from '../elements/time.tsx';
import { Badge } from '../elements/verdict.tsx';

/** One order with its timeline. */
export function OrderPanel({ product, id }: { readonly product: string; readonly id: string }): JSX.Element {
  const resource = useResource<OrderDetail>(`orders/${pathPartOf(product)}/${pathPartOf(id)}`);
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
        <h2>
          <OrderWords order={order} about={order.about} />
        </h2>
        <p class="muted">{order.status ?? 'no status'}</p>
      </header>
      {order.notifications.rows.length === 0 ? null : (
        <section>
          <h3>Notifications, as they stand now</h3>
          <ul class="cards">
            {order.notifications.rows.map(({ key, status, rule, words, recipient }) => (
              <li key={key} class="card">
                <p class="line-1">
                  <Badge word={status} /> <strong>{rule}</strong>
                </p>
                <p>{words}</p>
                <p class="muted">
                  to <Person recipient={recipient} />
                </p>
              </li>
            ))}
          </ul>
          <LeftOut count={order.notifications.total - order.notifications.rows.length} what="notifications" />
        </section>
      )}
      <section>
        <h3>What happened, the newest first</h3>
        <ol class="timeline">
          {order.timeline.map((entry, index) => (
            <Entry key={index} entry={entry} />
          ))}
        </ol>
        <LeftOut count={order.deliveriesLeftOut} what="deliveries" />
      </section>
      <section>
        <h3>Changes reported so far</h3>
        {order.told.length === 0 ? <p class="muted">None: no event of it showed a change so far.</p> : null}
        <ul class="told">
          {order.told.map((key) => (
            <li key={key} class="mono break">
              {key.slice(0, key.indexOf(':'))} <Id value={key.slice(key.indexOf(':') + 1)} />
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

/** Says how many older entries are not shown. */
function LeftOut({ count, what }: { readonly count: number; readonly what: string }): JSX.Element | null {
  if (count === 0) return null;
  return (
    <p class="muted">
      … and {count} older {what}. The list of all {what === 'deliveries' ? 'events' : what} finds them by the order’s
      number.
    </p>
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
      {text === '' ? null : (
        <p class="break">
          <bdi>{text}</bdi>
        </p>
      )}
      <p class="muted small">
        <Time ms={at} />
      </p>
    </li>
  );
}
