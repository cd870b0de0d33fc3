import type { JSX } from 'preact';

import type { RunDetail } from '../../contract/answers.ts';
import { spokenName } from '../../explain/words.ts';
import { useResource } from '../api/use-resource.ts';
import { Loaded } from '../elements/notice.tsx';
import { JsonView } from '../elements/json-view.tsx';
import { orderPath, OrderWords } from '../elements/order-name.tsx';
import { Time } from '../elements/time.tsx';
import { Badge, wordOf } from '../elements/verdict.tsx';
import { CallsTable } from './calls-table.tsx';
import { ChangesTable } from './changes-table.tsx';
import { EmailCard } from './email-card.tsx';
import { Logs } from './logs.tsx';
import { RunActions } from './run-actions.tsx';
import { TraceList } from './trace-list.tsx';

/** Details of one run: the decisions on the left, the input on the right. */
export function RunPanel({ id }: { readonly id: number }): JSX.Element {
  const resource = useResource<RunDetail>(`runs/${id}`);
  return (
    <>
      <a class="back" href="#/events">
        ← All events
      </a>
      <Loaded resource={resource}>{(run) => <Run run={run} />}</Loaded>
    </>
  );
}

function Run({ run }: { readonly run: RunDetail }): JSX.Element {
  const { summary, request, outcome, trace, emails, calls, logs, siblings } = run;
  const rejection = outcome?.rejection ?? null;
  const mark =
    rejection === null
      ? undefined
      : { path: rejection.path, text: `expected ${rejection.expected}, found ${rejection.found}` };
  return (
    <article class="run">
      <header>
        <h2>
          <Badge word={wordOf(summary)} /> {spokenName(summary.name)}
        </h2>
        {summary.order === null ? null : (
          <p>
            <a href={orderPath(summary.order)}>
              <OrderWords order={summary.order} about={summary.about} />
            </a>
          </p>
        )}
        <p class="muted">
          Run {summary.id} · <Time ms={summary.at} /> · <bdi>{summary.label}</bdi>
        </p>
        <p class="muted mono small break">{summary.name}</p>
        <RunActions summary={summary} />
      </header>
      <div class={request.kind === 'event' ? 'in-and-out' : ''}>
        <div class="out">
          <section>
            <h3>What came of it, and why</h3>
            <TraceList trace={trace} />
          </section>
          {emails.length === 0 ? null : (
            <section>
              <h3>Emails</h3>
              {emails.map((email, index) => (
                <EmailCard key={index} email={email} />
              ))}
            </section>
          )}
          {outcome === null || outcome.changes.length === 0 ? null : <ChangesTable changes={outcome.changes} />}
          <CallsTable calls={calls} />
          <Logs logs={logs} result={run.result} />
          {siblings.ids.length === 0 ? null : (
            <p class="muted">
              Asked for together:{' '}
              {siblings.ids.map((id) => (
                <a
                  key={id}
                  class="sibling"
                  href={`#/events/${id}`}
                  aria-current={id === summary.id ? 'true' : undefined}
                >
                  {id}
                </a>
              ))}
              {siblings.total > siblings.ids.length ? ` and ${siblings.total - siblings.ids.length} more` : null}
            </p>
          )}
        </div>
        {request.kind === 'event' ? (
          <section class="in">
            <h3>Payload</h3>
            <JsonView json={request.json} mark={mark} label="Payload" />
          </section>
        ) : null}
      </div>
    </article>
  );
}
