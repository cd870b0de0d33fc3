import type { JSX } from 'preact';

import type { Library } from '../../../console/contract/answers.ts';
import type { Route } from '../../../console/browser/api/route.ts';
import { useResource } from '../../../console/browser/api/use-resource.ts';
import { Loaded, ProblemNotice } from '../../../console/browser/elements/notice.tsx';
import { LibraryList } from '../../../console/browser/fire/library-list.tsx';
import { PayloadEditor } from '../../../console/browser/fire/payload-editor.tsx';
import { fire } from './actions.ts';

/** Shows the payload library next to the payload that will be sent as a signed webhook. */
export function SendView({ route }: { readonly route: Route }): JSX.Element {
  const resource = useResource<Library>('library');
  return (
    <Loaded resource={resource}>
      {(library) => (
        <div class={route.length > 1 ? 'split has-detail' : 'split'}>
          <section class="list" aria-label="Library">
            <LibraryList library={library} route={route} />
          </section>
          <section class="detail" aria-label="To be sent">
            <a class="back" href="#/fire">
              ← Library
            </a>
            <Chosen library={library} route={route} />
          </section>
        </div>
      )}
    </Loaded>
  );
}

function Chosen({ library, route }: { readonly library: Library; readonly route: Route }): JSX.Element {
  const { payloads, handlers, problem } = library;
  if (problem !== null) return <ProblemNotice problem={problem} />;
  const payload = payloads.find(({ handler, name }) => handler === route[2] && name === route[3]) ?? payloads[0];
  if (payload === undefined) return <p class="muted">There is no payload.</p>;
  const { handler, name, about, source, json } = payload;
  return (
    <PayloadEditor
      key={`${handler}/${name}`}
      start={{ handler, label: name, json }}
      about={about}
      source={source}
      handlers={handlers}
      renewal="new-order"
      fire={fire}
    />
  );
}
