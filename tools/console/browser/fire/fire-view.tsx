import type { JSX } from 'preact';

import type { Library, RunDetail, ShownPayload } from '../../contract/answers.ts';
import type { Renewal } from '../../../workbench/payload/renew-events.ts';
import { fire, type EventToFire } from '../api/actions.ts';
import type { Route } from '../api/route.ts';
import { useResource } from '../api/use-resource.ts';
import { Loaded, ProblemNotice } from '../elements/notice.tsx';
import { LibraryList } from './library-list.tsx';
import { PayloadEditor } from './payload-editor.tsx';
import { SequencePanel } from './sequence-panel.tsx';

/** Shows the library of payloads and sequences, next to the one that will be fired. */
export function FireView({ route }: { readonly route: Route }): JSX.Element {
  const library = useResource<Library>('library');
  return (
    <div class={route.length > 1 ? 'split has-detail' : 'split'}>
      <section class="list" aria-label="Library">
        <Loaded resource={library}>{(value) => <LibraryList library={value} route={route} />}</Loaded>
      </section>
      <section class="detail" aria-label="To be fired">
        <a class="back" href="#/fire">
          ← Library
        </a>
        <Loaded resource={library}>{(value) => <Chosen library={value} route={route} />}</Loaded>
      </section>
    </div>
  );
}

function Chosen({ library, route }: { readonly library: Library; readonly route: Route }): JSX.Element {
  const [, kind, first, second] = route;
  if (library.problem !== null) return <ProblemNotice problem={library.problem} />;
  if (kind === 'run') return <FromRun id={Number(first)} handlers={library.handlers} />;
  if (kind === 'sequence') {
    const sequence = library.sequences.find(({ name }) => name === route.slice(2).join('/'));
    if (sequence !== undefined) return <SequencePanel key={sequence.name} sequence={sequence} />;
  }
  const payload =
    library.payloads.find(({ handler, name }) => handler === first && name === second) ?? library.payloads[0];
  return (
    <FromPayload
      key={`${payload?.handler ?? ''}/${payload?.name ?? ''}`}
      payload={payload}
      handlers={library.handlers}
    />
  );
}

function FromPayload({
  payload,
  handlers,
}: {
  readonly payload: ShownPayload | undefined;
  readonly handlers: readonly string[];
}): JSX.Element {
  const { handler = handlers[0] ?? '', name = 'own payload', about = '', source = '', json = '{}' } = payload ?? {};
  return (
    <PayloadEditor
      start={{ handler, label: name, json }}
      about={about}
      source={source}
      handlers={handlers}
      renewal="new-order"
      fire={fireRuns}
    />
  );
}

function FromRun({ id, handlers }: { readonly id: number; readonly handlers: readonly string[] }): JSX.Element {
  const resource = useResource<RunDetail>(`runs/${id}`);
  return (
    <Loaded resource={resource}>
      {({ request, outcome }) => {
        if (request.kind !== 'event') return <ProblemNotice problem={noEvent} />;
        const { handler, json } = request;
        // A rejected event is corrected and sent as it is. Any other event is renewed, because otherwise it would be a duplicate.
        const renewal = (outcome?.rejection ?? null) === null ? 'new-event' : 'as-is';
        const label = `edited from run ${id}`;
        return (
          <PayloadEditor
            key={id}
            start={{ handler, label, json }}
            about={`The payload of run ${id}`}
            source=""
            handlers={handlers}
            renewal={renewal}
            fire={fireRuns}
          />
        );
      }}
    </Loaded>
  );
}

async function fireRuns(events: readonly EventToFire[], renewal: Renewal): Promise<string | undefined> {
  const last = (await fire(events, renewal))?.at(-1);
  return last === undefined ? undefined : `/events/${last.id}`;
}

const noEvent = { message: 'This run was no event.', next: 'Choose a payload of the library.' };
