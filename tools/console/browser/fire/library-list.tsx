import type { JSX } from 'preact';

import type { Library } from '../../contract/answers.ts';
import type { Route } from '../api/route.ts';

/** Payloads by handler, and the named sequences. */
export function LibraryList({ library, route }: { readonly library: Library; readonly route: Route }): JSX.Element {
  const { handlers, payloads, sequences } = library;
  const here = route.slice(1).join('/');
  const chosen = here === '' ? `payload/${payloads[0]?.handler ?? ''}/${payloads[0]?.name ?? ''}` : here;
  return (
    <div class="library">
      {sequences.length === 0 ? null : <h2>Sequences</h2>}
      <ul class="rows">
        {sequences.map(({ name, about, steps }) => (
          <Item
            key={name}
            path={`sequence/${name}`}
            chosen={chosen}
            title={name}
            text={`${about} ${steps.length} events.`}
          />
        ))}
      </ul>
      <h2>Payloads</h2>
      {handlers.map((handler) => (
        <section key={handler}>
          <h3 class="mono">{handler}</h3>
          <PayloadRows payloads={payloads.filter((payload) => payload.handler === handler)} chosen={chosen} />
        </section>
      ))}
    </div>
  );
}

function PayloadRows({
  payloads,
  chosen,
}: {
  readonly payloads: Library['payloads'];
  readonly chosen: string;
}): JSX.Element {
  if (payloads.length === 0) {
    return <p class="muted pad">No documented payload. Paste one into the editor and choose this handler there.</p>;
  }
  return (
    <ul class="rows">
      {payloads.map(({ handler, name, about }) => (
        <Item key={name} path={`payload/${handler}/${name}`} chosen={chosen} title={name} text={about} />
      ))}
    </ul>
  );
}

function Item({
  path,
  chosen,
  title,
  text,
}: {
  readonly path: string;
  readonly chosen: string;
  readonly title: string;
  readonly text: string;
}): JSX.Element {
  return (
    <li>
      <a class="event-row" href={`#/fire/${path}`} aria-current={path === chosen ? 'true' : undefined}>
        <span class="line-1">
          <span class="name">{title}</span>
        </span>
        <span class="line-2 muted">{text}</span>
      </a>
    </li>
  );
}
