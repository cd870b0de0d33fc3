import type { JSX } from 'preact';

import { useResource } from '../../../console/browser/api/use-resource.ts';
import { Empty, Loaded } from '../../../console/browser/elements/notice.tsx';
import type { EmailDetail, ShownKeptEmail } from '../answers.ts';
import { KeptEmail } from './kept-email.tsx';

/** All emails that were kept, the newest first, beside the one that is chosen. */
export function KeptEmailsView({ number }: { readonly number: number | undefined }): JSX.Element {
  const resource = useResource<ShownKeptEmail[]>('emails');
  return (
    <Loaded resource={resource}>
      {(emails) =>
        emails.length === 0 ? (
          <NoEmails />
        ) : (
          <div class={number === undefined ? 'split' : 'split has-detail'}>
            <section class="list" aria-label="Emails">
              <ol class="rows">
                {emails.map((email) => (
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
  const { number, subject, recipient, template, language } = email;
  return (
    <li>
      <a class="event-row" href={`#/emails/${number}`} aria-current={isCurrent ? 'true' : undefined}>
        <span class="line-1">
          <span class="title">{subject}</span>
        </span>
        <span class="line-2 muted break">to {recipient}</span>
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
              <h2 class="break">{email.subject}</h2>
              {email.webhook === null ? null : <a href={`#/webhooks/${email.webhook}`}>Show webhook {email.webhook}</a>}
            </header>
            <KeptEmail email={email} />
          </article>
        )}
      </Loaded>
    </>
  );
}

function NoEmails(): JSX.Element {
  return (
    <Empty title="No email yet">
      <p>An email is made when an event shows a change that a rule in notification-rules.ts is about.</p>
      <a class="button primary" href="#/fire/payload/wixEcom_onOrderPaymentStatusUpdated/documented">
        Fire a payment
      </a>
    </Empty>
  );
}
