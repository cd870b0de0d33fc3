import type { JSX } from 'preact';

import { usePageState } from '../../../console/browser/api/page-state.ts';
import type { Page } from '../../../console/contract/answers.ts';
import { usePages } from '../../../console/browser/api/use-pages.ts';
import { withQuery } from '../../../console/browser/api/with-query.ts';
import { Id } from '../../../console/browser/elements/id.tsx';
import { Empty, Loaded } from '../../../console/browser/elements/notice.tsx';
import { OrderWords } from '../../../console/browser/elements/order-name.tsx';
import { Paging } from '../../../console/browser/elements/paging.tsx';
import { NothingFound, Search } from '../../../console/browser/elements/search.tsx';
import { Time } from '../../../console/browser/elements/time.tsx';
import { Badge } from '../../../console/browser/elements/verdict.tsx';
import type { ShownWebhook } from '../answers.ts';
import { SendCommand } from './send-command.tsx';
import { shortSite } from './short-site.ts';
import { WebhookPanel } from './webhook-panel.tsx';

/** Lists the webhooks, newest first, next to the selected one. */
export function WebhooksView({
  number,
  url,
}: {
  readonly number: number | undefined;
  readonly url: string;
}): JSX.Element {
  const { search } = usePageState();
  const pages = usePages<Page<ShownWebhook>>(withQuery('webhooks', { q: search }));
  return (
    <Loaded resource={pages.resource}>
      {(page) =>
        page.total === 0 && search.trim() === '' ? (
          <NoWebhooks url={url} />
        ) : (
          <div class={number === undefined ? 'split' : 'split has-detail'}>
            <section class="list" aria-label="Webhooks">
              <div class="list-head">
                <Search what="webhooks" />
                <Paging page={page} pages={pages} what="webhooks" />
              </div>
              {page.total === 0 ? <NothingFound what="webhook" /> : null}
              <ol class="rows">
                {page.rows.map((webhook) => (
                  <WebhookRow key={webhook.number} webhook={webhook} isCurrent={webhook.number === number} />
                ))}
              </ol>
            </section>
            <section class="detail" aria-label="The chosen webhook">
              {number === undefined ? (
                <p class="muted pad hint">
                  Choose a webhook to see how it was answered, what became of it in the inbox, what was decided, and the
                  emails.
                </p>
              ) : (
                <WebhookPanel key={number} number={number} />
              )}
            </section>
          </div>
        )
      }
    </Loaded>
  );
}

function WebhookRow({
  webhook,
  isCurrent,
}: {
  readonly webhook: ShownWebhook;
  readonly isCurrent: boolean;
}): JSX.Element {
  const { number, name, eventType, instanceId, receivedAt, answer, order, about, word, emails } = webhook;
  return (
    <li>
      <a class="event-row" href={`#/webhooks/${number}`} aria-current={isCurrent ? 'true' : undefined}>
        <span class="line-1">
          <Badge word={word} />
          <span class="title">{name}</span>
          <span class="muted id">{number}</span>
        </span>
        {order === null ? (
          <span class="line-2 mono break">{eventType}</span>
        ) : (
          <span class="line-2">
            <OrderWords order={order} about={about} />
          </span>
        )}
        <span class="line-3">
          <span class="muted">{answer}</span>
          {emails > 0 ? <span class="chip good">{emails === 1 ? '1 email' : `${emails} emails`}</span> : null}
        </span>
        <span class="line-3 muted">
          <Time ms={receivedAt} /> · site {shortSite(instanceId)} <Id value={instanceId} />
        </span>
      </a>
    </li>
  );
}

function NoWebhooks({ url }: { readonly url: string }): JSX.Element {
  return (
    <Empty title="No webhook has come yet">
      <p>Fire one from here, or from another terminal:</p>
      <SendCommand url={url} />
      <a class="button primary" href="#/fire/payload/wixEcom_onOrderPaymentStatusUpdated/documented">
        Fire a payment
      </a>
    </Empty>
  );
}
