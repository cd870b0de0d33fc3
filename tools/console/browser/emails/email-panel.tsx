import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ShownEmailName, ShownFilledEmail, ShownRendering } from '../../contract/answers.ts';
import { goTo } from '../api/route.ts';
import { useResource } from '../api/use-resource.ts';
import { Loaded } from '../elements/notice.tsx';

type Width = 'phone' | 'desktop';
type Scheme = 'light' | 'dark';

/** One email: which language and payload, how wide, light or dark; its subject, its HTML and its text part. */
export function EmailPanel({
  email,
  emails,
}: {
  readonly email: ShownEmailName;
  readonly emails: readonly ShownEmailName[];
}): JSX.Element {
  const resource = useResource<ShownFilledEmail>(`emails/${email.name}`);
  const [width, setWidth] = useState<Width>('desktop');
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
  /** The same order in another language, as far as there is one. */
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

function Toggle<Value extends string>({
  label,
  values,
  value,
  choose,
}: {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly choose: (value: Value) => void;
}): JSX.Element {
  return (
    <span role="group" aria-label={label} class="row">
      {values.map((one) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => choose(one)}>
          {one}
        </button>
      ))}
    </span>
  );
}

function Rendering({
  title,
  rendering: { subject, text, frames },
  scheme,
}: {
  readonly title: string | undefined;
  readonly rendering: ShownRendering;
  readonly scheme: Scheme;
}): JSX.Element {
  return (
    <section class="rendering" aria-label={title ?? 'The email'}>
      {title === undefined ? null : <h3>{title}</h3>}
      <p class="envelope">
        <strong>{subject}</strong>
      </p>
      <iframe class="email-frame" sandbox="" src={frames[scheme]} title={`Email: ${subject}`} />
      <h3>Text part</h3>
      <pre class="email-text" tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}
