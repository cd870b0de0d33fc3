import { Fragment, type JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { RunSummary } from '../../../workbench/runs/run.ts';
import { usePageState } from '../api/page-state.ts';
import { readOlderRuns, useStore } from '../api/store.ts';
import type { Page } from '../../contract/answers.ts';
import { usePages } from '../api/use-pages.ts';
import { withQuery } from '../api/with-query.ts';
import { Command } from '../elements/command.tsx';
import { Empty } from '../elements/notice.tsx';
import { Paging } from '../elements/paging.tsx';
import { NothingFound, Search } from '../elements/search.tsx';
import { dayOf, EventRow } from './event-row.tsx';
import { RunPanel } from './run-panel.tsx';

const filters = { all: null, events: 'events', 'with emails': 'with-emails', problems: 'problems' } as const;

type Filter = keyof typeof filters;

/** Lists events and jobs, newest first, next to the selected one. */
export function EventsView({ id }: { readonly id: number | undefined }): JSX.Element {
  const { runs, hasRuns, status } = useStore();
  const { search } = usePageState();
  const [filter, setFilter] = useState<Filter>('all');
  const isReduced = search.trim() !== '' || filter !== 'all';
  const pages = usePages<Page<RunSummary>>(withQuery('runs', { q: search, only: filters[filter] }));
  if (hasRuns && runs.length === 0) return <NoEvents />;
  const found = isReduced && pages.resource.kind === 'ready' ? pages.resource.value : undefined;
  const shown = found?.rows ?? runs;
  return (
    <div class={id === undefined ? 'split' : 'split has-detail'}>
      <section class="list" aria-label="Events">
        <div class="list-head">
          <Search what="events" />
          <div class="filters" role="group" aria-label="Which events">
            {(Object.keys(filters) as Filter[]).map((name) => (
              <button key={name} type="button" aria-pressed={name === filter} onClick={() => setFilter(name)}>
                {name}
              </button>
            ))}
          </div>
          {found === undefined ? null : <Paging page={found} pages={pages} what="runs" />}
        </div>
        <ol class="rows">
          {shown.map((run, index) => {
            const day = dayOf(run);
            const last = shown[index - 1];
            const isNewDay = day !== null && (last === undefined || dayOf(last) !== day);
            return (
              <Fragment key={run.id}>
                {isNewDay ? <li class="day">{day}</li> : null}
                <EventRow run={run} isCurrent={run.id === id} />
              </Fragment>
            );
          })}
        </ol>
        {!isReduced && (status?.runs ?? 0) > runs.length ? (
          <button type="button" class="quiet older" onClick={() => void readOlderRuns()}>
            Show older runs: {runs.length} of {status?.runs} are listed
          </button>
        ) : null}
        {found?.total === 0 ? (
          search.trim() === '' ? (
            <NoneOfThem showAll={() => setFilter('all')} />
          ) : (
            <NothingFound what="event" />
          )
        ) : null}
      </section>
      <section class="detail" aria-label="The chosen event">
        {id === undefined ? <Hint /> : <RunPanel key={id} id={id} />}
      </section>
    </div>
  );
}

function NoneOfThem({ showAll }: { readonly showAll: () => void }): JSX.Element {
  return (
    <div class="pad column nothing">
      <p>No run is of this kind.</p>
      <button type="button" onClick={showAll}>
        Show all
      </button>
    </div>
  );
}

function Hint(): JSX.Element {
  return (
    <p class="muted pad hint">
      Choose an event to see what was decided and why. <kbd>j</kbd> and <kbd>k</kbd> go through the list, <kbd>?</kbd>{' '}
      shows all keys.
    </p>
  );
}

function NoEvents(): JSX.Element {
  return (
    <Empty title="No event has come yet">
      <p>
        Wix calls your handlers on a live site only. Here you are Wix: fire a documented payload and see what your site
        makes of it. Or from another terminal, in the folder of the site:
      </p>
      <Command>node bin/order-events.js event fire wixEcom_onOrderPaymentStatusUpdated</Command>
      <p class="row">
        <a class="button primary" href="#/fire/payload/wixEcom_onOrderPaymentStatusUpdated/documented">
          Fire a payment
        </a>
        <a class="button" href="#/fire/sequence/shop">
          Run a whole order
        </a>
      </p>
    </Empty>
  );
}
