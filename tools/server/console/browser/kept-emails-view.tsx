import type { JSX } from 'preact';

import { usePageState } from '../../../console/browser/api/page-state.ts';
import type { Page } from '../../../console/contract/answers.ts';
import { usePages } from '../../../console/browser/api/use-pages.ts';
import { useResource } from '../../../console/browser/api/use-resource.ts';
import { withQuery } from '../../../console/browser/api/with-query.ts';
import { Empty, Loaded } from '../../../console/browser/elements/notice.tsx';
import { OrderWords } from '../../../console/browser/elements/order-name.tsx';
import { Person } from '../../../console/browser/elements/person.tsx';
import { Paging } from '../../../console/browser/elements/paging.tsx';
import { NothingFound, Search } from '../../../console/browser/elements/search.tsx';
import type { EmailDetail, ShownKeptEmail } from '../answers.ts';
import { KeptEmail } from './kept-email.tsx';
import { SendCommand } from './send-command.tsx';

/** Lists all kept emails, newest first, next to the selected one. */
export function KeptEmailsView({
  number,
  url,
}: {
  readonly number: number | undefined;
  readonly url: string;
}): JSX.Element {
  const { search } = usePageState();
  const pages = usePages<Page<ShownKeptEmail>>(withQuery('emails', { q: search }));
  return (
    <Loaded resource={pages.resource}>
      {(page) =>
        page.total === 0 && search.trim() === '' ? (
          <NoEmails url={url} />
        ) : (
          <div class={number === undefined ? 'split' : 'split has-detail'}>
            <section class="list" aria-label="Emails">
              <div class="list-head">
                <Search what="emails" />
                <Paging page={page} pages={pages} what="emails" />
              </div>
              {page.total === 0 ? <NothingFound what="email" /> : null}
              <ol class="rows">
                {page.rows.map((email) => (
                  <EmailRow key={email.number} email={email} isCurrent={email.number === number} />
                ))}
              </ol>
            </section>
            <section class="detail" aria-label="The chosen email">
              {number === undefined ? (
                <p class="muted pad hint">Choose an email to see it as the customer would get it.</p>
              ) : (
                <ChosenEmail key={number} number={number} />
              )}
            </section>
          </div>
        )
      }
    </Loaded>
  );
}

function EmailRow({ email, isCurrent }: { readonly email: ShownKeptEmail; readonly isCurrent: boolean }): JSX.Element {
  const { number, subject, recipient, order, about, template, language } = email;
  return (
    <li>
      <a class="event-row" href={`#/emails/${number}`} aria-current={isCurrent ? 'true' : undefined}>
        <span class="line-1">
          <bdi class="title">{subject}</bdi>
        </span>
        {order === null ? null : (
          <span class="line-2">
            <OrderWords order={order} about={about} />
          </span>
        )}
        <span class="line-2 muted">
          to <Person recipient={recipient} />
        </span>
        <span class="line-3 muted">
          {template} · {language}
        </span>
      </a>
    </li>
  );
}

function ChosenEmail({ number }: { readonly number: number }): JSX.Element {
  const resource = useResource<EmailDetail>(`emails/${number}`);
  return (
    <>
      <a class="back" href="#/emails">
        ← All emails
      </a>
      <Loaded resource={resource}>
        {(email) => (
          <article class="run">
            <header>
              <h2 class="break">
                <bdi>{email.subject}</bdi>
              </h2>
              {email.order === null ? null : <OrderWords order={email.order} about={email.about} />}
              {email.webhook === null ? null : <a href={`#/webhooks/${email.webhook}`}>Show webhook {email.webhook}</a>}
            </header>
            <KeptEmail email={email} />
          </article>
        )}
      </Loaded>
    </>
  );
}

function NoEmails({ url }: { readonly url: string }): JSX.Element {
  return (
    <Empty title="No email yet">
      <p>
        An email is made when an event shows a change that a rule in notification-rules.ts is about. Fire one here, or
        from another terminal:
      </p>
      <SendCommand url={url} />
      <a class="button primary" href="#/fire/payload/wixEcom_onOrderPaymentStatusUpdated/documented">
        Fire a payment
      </a>
    </Empty>
  );
}
