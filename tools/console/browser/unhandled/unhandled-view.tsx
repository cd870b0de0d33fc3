import type { JSX } from 'preact';

import type { Listing, ShownUnhandled } from '../../contract/answers.ts';
import { replayUnhandled } from '../api/actions.ts';
import { spokenName } from '../../explain/words.ts';
import { usePages } from '../api/use-pages.ts';
import { JsonView } from '../elements/json-view.tsx';
import { Command } from '../elements/command.tsx';
import { Empty, LoadedRows } from '../elements/notice.tsx';
import { OrderWords } from '../elements/order-name.tsx';
import { Paging } from '../elements/paging.tsx';
import { Time } from '../elements/time.tsx';

/** Lists the events that the site stored because it could not handle them. */
export function UnhandledView(): JSX.Element {
  const pages = usePages<Listing<ShownUnhandled>>('unhandled');
  return (
    <div class="page">
      <LoadedRows resource={pages.resource}>
        {(events, page) =>
          page.total === 0 ? (
            <Empty title="Every event was handled">
              <p>
                What is no order event, and what could not be stored, is kept here and never lost. See it happen: break
                a payload here, or from another terminal:
              </p>
              <Command>node bin/order-events.js event fire wixEcom_onOrderUpdated --unset entity._id</Command>
              <a class="button primary" href="#/fire">
                Break a payload and fire it
              </a>
            </Empty>
          ) : (
            <>
              <div class="row actions">
                <button type="button" class="primary" onClick={() => void replayUnhandled()}>
                  Try all again
                </button>
                <span class="muted">as after a fix of the code</span>
              </div>
              <Paging page={page} pages={pages} what="events" />
              <ul class="cards">
                {events.map((event) => (
                  <Unhandled key={event.id} event={event} />
                ))}
              </ul>
            </>
          )
        }
      </LoadedRows>
    </div>
  );
}

function Unhandled({ event }: { readonly event: ShownUnhandled }): JSX.Element {
  const { handler, order, about, rejection, failure, count, lastAt, json, runId } = event;
  const mark =
    rejection === null
      ? undefined
      : { path: rejection.path, text: `expected ${rejection.expected}, found ${rejection.found}` };
  return (
    <li class="card">
      <p class="line-1">
        <span class={`badge ${failure === null ? 'bad' : 'waiting'}`}>{failure === null ? 'rejected' : 'failed'}</span>{' '}
        <strong>{spokenName(handler)}</strong>
      </p>
      {order === null ? null : (
        <p>
          <OrderWords order={order} about={about} />
        </p>
      )}
      {rejection === null ? (
        <p>The site could not handle it just then ({failure}). The delivery job tries it again.</p>
      ) : (
        <p>
          Broke at <code>{rejection.path}</code>: expected {rejection.expected}, found {rejection.found}.
        </p>
      )}
      <p class="muted facts">
        <span class="mono break">{handler}</span>
        <span>
          came {count === 1 ? 'once' : `${count} times`}, last at <Time ms={lastAt} />
        </span>
        {runId === null ? null : <a href={`#/events/${runId}`}>run {runId}</a>}
        {runId === null ? null : <a href={`#/fire/run/${runId}`}>Fix it and fire</a>}
      </p>
      <details>
        <summary>Payload</summary>
        <JsonView json={json} mark={mark} label={`Payload of ${handler}`} />
      </details>
    </li>
  );
}
