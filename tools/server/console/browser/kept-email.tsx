import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import { Rendering, type Scheme } from '../../../console/browser/emails/rendering.tsx';
import { Person } from '../../../console/browser/elements/person.tsx';
import { Toggle } from '../../../console/browser/elements/toggle.tsx';
import type { EmailDetail } from '../answers.ts';

/** Shows an email that was kept instead of sent: recipient, template, and content as the customer would receive it. */
export function KeptEmail({ email }: { readonly email: EmailDetail }): JSX.Element {
  const [scheme, setScheme] = useState<Scheme>('light');
  const { recipient, template, language, rendering } = email;
  return (
    <div class="email">
      <p class="muted facts">
        <span>
          to <Person recipient={recipient} />
        </span>
        <span>
          template <span class="mono break">{template}</span>
        </span>
        <span>language {language}</span>
      </p>
      <div class="row filters">
        <Toggle label="Colors" values={['light', 'dark']} value={scheme} choose={setScheme} />
      </div>
      <Rendering title={undefined} rendering={rendering} scheme={scheme} />
    </div>
  );
}
