import type { JSX } from 'preact';

import type { EmailList, ShownEmailName } from '../../contract/answers.ts';
import { useResource } from '../api/use-resource.ts';
import { Empty, Loaded } from '../elements/notice.tsx';
import { EmailPanel } from './email-panel.tsx';

/** Lists the emails of the site by rule, next to the selected one as the customer receives it. */
export function EmailsView({ name }: { readonly name: string | undefined }): JSX.Element {
  const resource = useResource<EmailList>('emails');
  return (
    <Loaded resource={resource}>
      {({ emails, problems }) => (
        <div class={name === undefined ? 'split' : 'split has-detail'}>
          <section class="list" aria-label="Emails">
            {problems.length === 0 ? null : (
              <div class="notice bad" role="alert">
                {problems.map((problem) => (
                  <p key={problem}>{problem}</p>
                ))}
              </div>
            )}
            {emails.length === 0 ? <NoEmails /> : <RuleRows emails={emails} shown={name} />}
          </section>
          <section class="detail" aria-label="The chosen email">
            <Chosen emails={emails} name={name} />
          </section>
        </div>
      )}
    </Loaded>
  );
}

function NoEmails(): JSX.Element {
  return (
    <Empty title="No email templates">
      <p>
        Write one in <code>src/backend/emails/</code>, named as its rule, and run <code>npm run build</code>.
      </p>
    </Empty>
  );
}

function RuleRows({
  emails,
  shown,
}: {
  readonly emails: readonly ShownEmailName[];
  readonly shown: string | undefined;
}): JSX.Element {
  const rules = [...new Set(emails.map(({ rule }) => rule))];
  const current = emails.find(({ name }) => name === shown)?.rule;
  return (
    <ul class="rows">
      {rules.map((rule) => {
        const own = emails.filter((email) => email.rule === rule);
        const first = own.find(({ language }) => language === 'en') ?? own[0];
        const changed = own.filter(({ change }) => change !== 'none').length;
        return (
          <li key={rule}>
            <a
              class="event-row"
              href={`#/emails/${first?.name ?? ''}`}
              aria-current={rule === current ? 'true' : undefined}
            >
              <span class="line-1">
                <span class="name break">{rule}</span>
                {changed === 0 ? null : <span class="badge waiting">{changed} changed</span>}
              </span>
              <span class="line-2 muted">{first?.subject}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Chosen({
  emails,
  name,
}: {
  readonly emails: readonly ShownEmailName[];
  readonly name: string | undefined;
}): JSX.Element {
  const email = emails.find((one) => one.name === name);
  if (email !== undefined) return <EmailPanel email={email} emails={emails} />;
  return <p class="muted pad hint">Choose a rule to see its email as the customer gets it.</p>;
}
