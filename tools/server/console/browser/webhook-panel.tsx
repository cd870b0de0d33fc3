import type { ComponentChildren, JSX } from 'preact';

import type { TraceLine } from '../../../console/contract/answers.ts';
import { useResource } from '../../../console/browser/api/use-resource.ts';
import { JsonView } from '../../../console/browser/elements/json-view.tsx';
import { Id } from '../../../console/browser/elements/id.tsx';
import { Loaded } from '../../../console/browser/elements/notice.tsx';
import { OrderWords } from '../../../console/browser/elements/order-name.tsx';
import { Time } from '../../../console/browser/elements/time.tsx';
import { Badge } from '../../../console/browser/elements/verdict.tsx';
import { ChangesTable } from '../../../console/browser/events/changes-table.tsx';
import { TraceList } from '../../../console/browser/events/trace-list.tsx';
import type { WebhookDetail } from '../answers.ts';
import { sendAgain, tryAgain } from './actions.ts';
import { KeptEmail } from './kept-email.tsx';
import { shortSite } from './short-site.ts';

/** Shows one webhook: its four processing steps and its body. */
export function WebhookPanel({ number }: { readonly number: number }): JSX.Element {
  const resource = useResource<WebhookDetail>(`webhooks/${number}`);
  return (
    <>
      <a class="back" href="#/webhooks">
        ← All webhooks
      </a>
      <Loaded resource={resource}>{(detail) => <Webhook detail={detail} />}</Loaded>
    </>
  );
}

function Webhook({ detail }: { readonly detail: WebhookDetail }): JSX.Element {
  const { webhook, body, mark, received, inbox, isDead, decision, changes, emails } = detail;
  const { number, name, eventType, instanceId, receivedAt, word, order, about } = webhook;
  return (
    <article class="run">
      <header>
        <h2>
          <Badge word={word} /> {name}
        </h2>
        {order === null ? null : (
          <p>
            <OrderWords order={order} about={about} />
          </p>
        )}
        <p class="muted break">
          Webhook {number} · <Time ms={receivedAt} /> · site {shortSite(instanceId)} <Id value={instanceId} />
        </p>
        <p class="muted mono small break">{eventType}</p>
        <div class="row actions">
          <button type="button" class="primary" onClick={() => void sendAgain(number)}>
            Send again
          </button>
        </div>
      </header>
      <ol class="course">
        <Step name="Webhook" trace={received}>
          <details open={mark !== null}>
            <summary>Body</summary>
            <JsonView json={body} mark={mark ?? undefined} label="Body" />
          </details>
        </Step>
        <Step name="Inbox" trace={inbox}>
          {isDead ? (
            <button type="button" class="primary" onClick={() => void tryAgain(number)}>
              Try again
            </button>
          ) : null}
        </Step>
        <Step name="Decision" trace={decision} nothing="Nothing was decided: no event was handled.">
          {changes.length === 0 ? null : <ChangesTable changes={changes} />}
        </Step>
        <Step name="Email" trace={[]} nothing={emails.length === 0 ? 'No email.' : ''}>
          {emails.map((email) => (
            <KeptEmail key={email.number} email={email} />
          ))}
        </Step>
      </ol>
    </article>
  );
}

function Step({
  name,
  trace,
  nothing = '',
  children,
}: {
  readonly name: string;
  readonly trace: readonly TraceLine[];
  /** Text shown if there is nothing to list. */
  readonly nothing?: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <li class="column">
      <h3>{name}</h3>
      {trace.length > 0 ? <TraceList trace={trace} noun="webhook" place="webhooks" /> : null}
      {trace.length === 0 && nothing !== '' ? <p class="muted">{nothing}</p> : null}
      {children}
    </li>
  );
}
