import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import type { Route } from '../api/route.ts';
import { showIds, usePageState } from '../api/page-state.ts';
import { Boundary } from '../elements/boundary.tsx';
import { ProblemNotice } from '../elements/notice.tsx';

/** A view in the navigation. */
export interface ViewLink {
  readonly path: string;
  readonly name: string;
  /** Number of items that need attention. */
  readonly count: number;
}

/** Page layout: the navigation, the controls, notices of problems, and the view. */
export function Frame({
  name,
  route,
  views,
  controls,
  stopped,
  children,
}: {
  readonly name: string;
  readonly route: Route;
  readonly views: readonly ViewLink[];
  readonly controls: ComponentChildren;
  /** Advice shown if the console no longer responds. */
  readonly stopped: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { connection, problem, said, showsIds } = usePageState();
  const current = views.find(({ path }) => path === route[0]) ?? views[0];
  useEffect(() => {
    document.title = `${current?.name ?? ''} · ${name}`;
  }, [current?.name, name]);
  return (
    <div class="frame">
      <a class="skip" href="#main" onClick={skipToMain}>
        Skip to the view
      </a>
      <header class="side">
        <div class="brand">
          <p>
            <span class={`dot ${connection}`} title={connectionWords[connection]} /> {name}
            <span class="for-ears">: {connectionWords[connection]}</span>
          </p>
          <button type="button" class="quiet" aria-pressed={showsIds} onClick={() => showIds(!showsIds)}>
            Show ids
          </button>
        </div>
        <nav aria-label="Views">
          <ul>
            {views.map((view) => (
              <li key={view.path}>
                <a href={`#/${view.path}`} aria-current={view === current ? 'page' : undefined}>
                  {view.name}
                  {view.count > 0 ? <span class="count">{view.count}</span> : null}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {controls}
      </header>
      <main id="main" tabIndex={-1}>
        <h1 class="for-ears">{current?.name}</h1>
        {connection === 'refused' ? <ProblemNotice problem={noToken} /> : null}
        {connection === 'lost' ? (
          <ProblemNotice problem={{ message: 'The console has stopped.', next: stopped }} />
        ) : null}
        {problem === null ? null : <ProblemNotice problem={problem} />}
        {connection === 'refused' ? null : <Boundary place={route.join('/')}>{children}</Boundary>}
        <p class="for-ears" role="status">
          {said}
        </p>
      </main>
    </div>
  );
}

const noToken = {
  message: 'This address lacks the console’s token.',
  next: 'Open the whole address that the terminal shows, with what follows the #.',
};

const connectionWords = {
  connecting: 'connecting',
  open: 'live',
  lost: 'not connected',
  refused: 'not allowed',
} as const;

/** Moves the focus in code: the URL fragment is the route, so the browser cannot jump to an element by it. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
