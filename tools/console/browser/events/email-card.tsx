import type { JSX } from 'preact';

import type { ShownEmail, ShownVariable } from '../../contract/answers.ts';
import { Person } from '../elements/person.tsx';

/** A sent email. Only the live site has the template's text, so the card shows the values of the variables. */
export function EmailCard({ email }: { readonly email: ShownEmail }): JSX.Element {
  const missing = email.variables.filter(({ flag }) => flag === 'missing');
  return (
    <div class="email">
      <p class="envelope">
        <span class="muted">Template</span> <strong class="mono">{email.emailId}</strong>
        <span class="muted">To</span> <Person recipient={email.recipient} />
        {email.rule === null ? null : (
          <>
            <span class="muted">Rule</span> <span class="mono">{email.rule}</span>
          </>
        )}
      </p>
      <dl class="variables">
        {email.variables.map((variable) => (
          <Variable key={variable.name} variable={variable} />
        ))}
      </dl>
      {email.variables.length === 0 ? <p class="muted">No variables.</p> : null}
      {missing.length === 0 ? null : (
        <p class="muted small">
          A missing variable shows the fallback value that the template has for it in the dashboard.
        </p>
      )}
    </div>
  );
}

const flagWords = {
  missing: 'missing: the order has no value',
  empty: 'empty',
  unnamed: 'unused: its rule does not name it',
} as const;

function Variable({ variable: { name, value, flag } }: { readonly variable: ShownVariable }): JSX.Element {
  return (
    <div>
      <dt class="mono">{name}</dt>
      <dd>
        {value === null || value === '' ? null : <bdi class="break">{value}</bdi>}
        {flag === null ? null : <span class="chip warn">{flagWords[flag]}</span>}
      </dd>
    </div>
  );
}
