import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import type { Route } from '../api/route.ts';
import { useStore } from '../api/store.ts';
import { ProblemNotice } from '../elements/notice.tsx';
import { SiteControls } from './site-controls.tsx';
import { views } from './views.ts';

/** The navigation, the controls of the local site, and the view in its place. */
export function Frame({
  route,
  children,
}: {
  readonly route: Route;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { status, connection } = useStore();
  const siteProblem = status?.siteProblem ?? null;
  const current = views.find(({ path }) => path === route[0]) ?? views[0];
  useEffect(() => {
    document.title = `${current?.name ?? ''} · Order events`;
  }, [current]);
  return (
    <div class="frame">
      <a class="skip" href="#main" onClick={skipToMain}>
        Skip to the view
      </a>
      <header class="side">
        <p class="brand">
          <span class={`dot ${connection}`} title={connectionWords[connection]} />
          Order events
          <span class="for-ears">: {connectionWords[connection]}</span>
        </p>
        <nav aria-label="Views">
          <ul>
            {views.map((view) => {
              const count = status === null ? 0 : view.count(status);
              return (
                <li key={view.path}>
                  <a href={`#/${view.path}`} aria-current={view === current ? 'page' : undefined}>
                    {view.name}
                    {count > 0 ? <span class="count">{count}</span> : null}
                  </a>
                </li>
              );
            })}
          </ul>
        </nav>
        {status === null ? null : <SiteControls status={status} />}
      </header>
      <main id="main" tabIndex={-1}>
        <h1 class="for-ears">{current?.name}</h1>
        {siteProblem === null ? null : <ProblemNotice problem={siteProblem} />}
        {children}
      </main>
    </div>
  );
}

const connectionWords = {
  connecting: 'connecting',
  open: 'live',
  lost: 'not connected',
  refused: 'not allowed',
} as const;

/** The address after the # is the route, so the browser cannot jump by itself. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
