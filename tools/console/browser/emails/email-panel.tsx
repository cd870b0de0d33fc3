import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ShownEmailName, ShownFilledEmail } from '../../contract/answers.ts';
import { goTo } from '../api/route.ts';
import { useResource } from '../api/use-resource.ts';
import { Loaded } from '../elements/notice.tsx';
import { Toggle } from '../elements/toggle.tsx';
import { Rendering, type Scheme } from './rendering.tsx';

type Width = 'phone' | 'desktop';

/** Shows one email: its subject, HTML and text part, in the selected language, payload, width and color scheme. */
export function EmailPanel({
  email,
  emails,
}: {
  readonly email: ShownEmailName;
  readonly emails: readonly ShownEmailName[];
}): JSX.Element {
  const resource = useResource<ShownFilledEmail>(`emails/${email.name}`);
  const [width, setWidth] = useState<Width>(() => (matchMedia('(max-width: 899px)').matches ? 'phone' : 'desktop'));
  const [scheme, setScheme] = useState<Scheme>('light');
  return (
    <>
      <a class="back" href="#/emails">
        ← All emails
      </a>
      <article class="run">
        <header>
          <h2 class="break">{email.rule}</h2>
        </header>
        <Selection email={email} emails={emails.filter(({ rule }) => rule === email.rule)} />
        <div class="row filters">
          <Toggle label="Width" values={['desktop', 'phone']} value={width} choose={setWidth} />
          <Toggle label="Colors" values={['light', 'dark']} value={scheme} choose={setScheme} />
        </div>
        <Loaded resource={resource}>
          {({ now, before }) => (
            <div class={`email-pair ${width}`}>
              {before === null ? null : (
                <Rendering title="Before, in the last run" rendering={before} scheme={scheme} />
              )}
              <Rendering title={before === null ? undefined : 'Now'} rendering={now} scheme={scheme} />
            </div>
          )}
        </Loaded>
      </article>
    </>
  );
}

function Selection({
  email,
  emails,
}: {
  readonly email: ShownEmailName;
  readonly emails: readonly ShownEmailName[];
}): JSX.Element {
  const languages = [...new Set(emails.map(({ language }) => language))];
  const payload = email.payloads[0];
  const inLanguage = emails.filter(({ language }) => language === email.language);
  /** Returns the same order in another language; otherwise the first email in that language. */
  const linkOf = (language: string): string => {
    const own = emails.filter((one) => one.language === language);
    return (own.find(({ payloads }) => payloads.includes(payload ?? '')) ?? own[0])?.name ?? email.name;
  };
  return (
    <div class="row filters">
      {languages.map((language) => (
        <a
          key={language}
          href={`#/emails/${linkOf(language)}`}
          aria-current={language === email.language ? 'true' : undefined}
        >
          {language}
        </a>
      ))}
      <label class="for-ears" for="email-payload">
        Payload
      </label>
      <select id="email-payload" value={email.name} onChange={(event) => goTo(`/emails/${event.currentTarget.value}`)}>
        {inLanguage.map(({ name, payloads, change }) => (
          <option key={name} value={name}>
            {payloads[0]}
            {payloads.length > 1 ? ` and ${payloads.length - 1} more` : ''}
            {change === 'none' ? '' : ` (${change})`}
          </option>
        ))}
      </select>
    </div>
  );
}
