import { Fragment, type JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { RunSummary } from '../../../workbench/runs/run.ts';
import { usePageState } from '../api/page-state.ts';
import { readOlderRuns, useStore } from '../api/store.ts';
import { useResource } from '../api/use-resource.ts';
import { Command } from '../elements/command.tsx';
import { Empty } from '../elements/notice.tsx';
import { NothingFound, Search, searched } from '../elements/search.tsx';
import { dayOf, EventRow } from './event-row.tsx';
import { RunPanel } from './run-panel.tsx';

const filters = {
  all: () => true,
  events: ({ kind }: RunSummary) => kind === 'event',
  'with emails': ({ emails }: RunSummary) => emails > 0,
  problems: ({ verdict, failure }: RunSummary) => verdict === 'rejected' || failure !== null,
} as const;

type Filter = keyof typeof filters;

/** Lists events and jobs, newest first, next to the selected one. */
export function EventsView({ id }: { readonly id: number | undefined }): JSX.Element {
  const { runs, hasRuns, status } = useStore();
  const { search } = usePageState();
  const isSearched = search.trim() !== '';
  const [filter, setFilter] = useState<Filter>('all');
  const found = useResource<readonly RunSummary[]>(searched('runs', search), { keeps: true });
  if (hasRuns && runs.length === 0) return <NoEvents />;
  const listed = isSearched && found.kind === 'ready' ? found.value : runs;
  const shown = listed.filter(filters[filter]);
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
        {!isSearched && (status?.runs ?? 0) > runs.length ? (
          <button type="button" class="quiet older" onClick={() => void readOlderRuns()}>
            Show older runs
          </button>
        ) : null}
        {hasRuns && shown.length === 0 ? (
          isSearched && listed.length === 0 ? (
            <NothingFound what="event" />
          ) : (
            <NoneOfThem count={listed.length} showAll={() => setFilter('all')} />
          )
        ) : null}
      </section>
      <section class="detail" aria-label="The chosen event">
        {id === undefined ? <Hint /> : <RunPanel key={id} id={id} />}
      </section>
    </div>
  );
}

function NoneOfThem({ count, showAll }: { readonly count: number; readonly showAll: () => void }): JSX.Element {
  return (
    <div class="pad column nothing">
      <p>None of the {count} runs that are listed.</p>
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
      <Command>npx order-events event fire wixEcom_onOrderPaymentStatusUpdated</Command>
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
