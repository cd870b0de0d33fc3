import type { JSX } from 'preact';

import type { ShownRendering } from '../../contract/answers.ts';

/** Color scheme of the reader's mail client. */
export type Scheme = 'light' | 'dark';

/** An email as the customer receives it: its subject, its HTML in a frame that runs no scripts, and its text part. */
export function Rendering({
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
